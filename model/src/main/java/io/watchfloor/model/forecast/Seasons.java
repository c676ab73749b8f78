package io.watchfloor.model.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The seasons that a past on even steps is long enough for, in steps; 0 where there is none.
///
/// @param main the shorter one: a day, or a week where steps are too long for days
/// @param week the longer one
record Seasons(int main, int week) {
  private static final long DAY = 86_400_000L;
  private static final int LEAST_STEPS = 4;
  private static final int[] NEWEST = {1, 2, 3, 4};
  private static final int MOST_SEASONS_BACK = 7;

  static Seasons of(int known, long stepMillis) {
    int day = steps(DAY, stepMillis, known);
    int week = steps(7 * DAY, stepMillis, known);
    return day > 0 ? new Seasons(day, week) : new Seasons(week, 0);
  }

  private static int steps(long length, long stepMillis, int known) {
    long steps = length / stepMillis;
    boolean isWhole = length % stepMillis == 0;
    return isWhole && steps >= LEAST_STEPS && 2 * steps + 12 <= known ? (int) steps : 0;
  }

  /// The ways to carry on that `known` steps allow.
  List<Member> members(int known) {
    var members = new ArrayList<Member>();
    members.add(new Level(1));
    members.add(new DampedTrend(0.2, 0.05, 0.998));
    if (main == 0) {
      members.add(new Level(0.1));
      members.add(new Middle(48));
      members.add(new DampedTrend(0.5, 0.1, 0.98));
      members.add(new Lags(NEWEST, false, 0));
      members.add(new Likeness(24, 1, 8, false));
      return members;
    }
    members.add(new Middle(7 * main));
    members.add(new Profile(main, 7, false));
    if (week > 0) {
      members.add(new Profile(week, 5, false));
      members.add(new Profile(week, 5, true));
    } else {
      members.add(new Profile(main, 5, true));
    }
    int reach = Math.min(MOST_SEASONS_BACK, known / 3 / main);
    members.add(new Lags(near(reach), true, 0));
    members.add(new Lags(near(reach), false, 0));
    members.add(new Lags(same(reach), true, 0));
    members.add(new Lags(near(reach), true, main));
    members.add(new Lags(near(reach), false, main));
    members.add(new Likeness(2 * main, main, 5, true));
    members.add(new Likeness(Math.min(reach, 7) * main, main, 4, false));
    return members;
  }

  /// The newest steps, the same step of earlier seasons, and those beside it.
  private int[] near(int reach) {
    var lags = new TreeSet<Integer>();
    for (int lag : NEWEST) lags.add(lag);
    for (int season = 1; season <= reach; season++)
      for (int beside = -1; beside <= 1; beside++) lags.add(season * main + beside);
    lags.remove(0);
    return lags.stream().mapToInt(lag -> lag).toArray();
  }

  private int[] same(int reach) {
    var lags = new int[Math.max(1, reach)];
    for (int season = 1; season <= lags.length; season++) lags[season - 1] = season * main;
    return lags;
  }
}
