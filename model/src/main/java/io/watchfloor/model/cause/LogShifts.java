package io.watchfloor.model.cause;

import io.watchfloor.model.signal.EntityId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What an entity's logs say differently than in all windows kept of it: patterns never written
/// before, patterns whose share moved, and broken pairs ("A was always followed by B, now A without
/// B"). Each is one number an entity, 0 to about [Deviation#MOST].
final class LogShifts {
  private static final Pattern TROUBLE =
      Pattern.compile("exception|error|fail|warn|panic|fatal", Pattern.CASE_INSENSITIVE);
  private static final int ENOUGH_LINES = 6;
  private static final int MOST_PATTERNS = 150;
  private static final int MOST_WINDOWS = 60;
  private static final double MOST_ERRORS = 15;

  /// What is no word of trouble may be a new feature's.
  private static final double NO_TROUBLE = 0.4;

  /// One stretch of one entity's logs.
  private record Window(Map<String, Integer> lines, int total) {
    int of(String pattern) {
      return lines.getOrDefault(pattern, 0);
    }
  }

  private final Scene scene;
  private final List<LogCounts> past;
  private final Map<String, Integer> writers = new HashMap<>();

  LogShifts(Scene scene) {
    this.scene = scene;
    var all = scene.logsPast();
    this.past = all.subList(0, Math.min(all.size(), MOST_WINDOWS));
    for (var patterns : scene.logsNow().lines().values())
      for (var pattern : patterns.keySet()) writers.merge(pattern, 1, Integer::sum);
  }

  /// Patterns never (or hardly ever) written before. What many write at once is a symptom, and
  /// counts for none of them in full.
  Map<EntityId, Double> fresh() {
    var fresh = new TreeMap<EntityId, Double>();
    for (var entity : scene.logsNow().lines().keySet()) {
      var windows = windows(entity, 1);
      if (windows.stream().mapToInt(Window::total).sum() < 10) continue;
      double most = 0;
      for (var pattern : scene.logsNow().of(entity).entrySet()) {
        long seen = windows.stream().filter(w -> w.of(pattern.getKey()) > 0).count();
        double rare = seen == 0 ? 1 : Math.max(0, 1 - 4.0 * seen / windows.size());
        if (seen > 0 && windows.size() < 4) rare = 0;
        double weight = isTrouble(pattern.getKey()) ? 1 : NO_TROUBLE;
        int shared = writers.getOrDefault(pattern.getKey(), 1);
        most = Math.max(most, rare * Math.log1p(pattern.getValue()) * weight / Math.sqrt(shared));
      }
      fresh.put(entity, most);
    }
    return fresh;
  }

  /// How far the share of one pattern moved, against its shares in the windows kept; of the
  /// patterns with words of trouble, or of the others.
  Map<EntityId, Double> moved(boolean trouble) {
    var moved = new TreeMap<EntityId, Double>();
    for (var entity : scene.logsNow().lines().keySet()) {
      int lines = scene.logsNow().total(entity);
      var windows = windows(entity, ENOUGH_LINES);
      if (lines < ENOUGH_LINES || windows.isEmpty()) continue;
      var now = scene.logsNow().of(entity);
      var patterns = new TreeSet<>(now.keySet());
      for (var window : windows) patterns.addAll(window.lines.keySet());
      double most = 0;
      for (var pattern : patterns)
        if (isTrouble(pattern) == trouble)
          most = Math.max(most, moved(now.getOrDefault(pattern, 0), lines, pattern, windows));
      moved.put(entity, Deviation.logarithmic(most));
    }
    return moved;
  }

  private static double moved(int count, int lines, String pattern, List<Window> windows) {
    var shares =
        windows.stream()
            .mapToDouble(window -> window.of(pattern) / (double) window.total)
            .sorted()
            .toArray();
    double middle = Deviation.quantile(shares, 0.5);
    var far = Arrays.stream(shares).map(s -> Math.abs(s - middle)).sorted().toArray();
    double spread =
        Math.max(1.4826 * Deviation.quantile(far, 0.5), 0.7 * Deviation.quantile(far, 0.9));
    double chance = Math.sqrt(Math.max(middle, 1.0 / lines) * (1 - Math.min(middle, 0.99)) / lines);
    double errors = Math.abs(count / (double) lines - middle) / (spread + chance + 0.01);
    double seen = Arrays.stream(shares).filter(s -> s > 0).count() / (double) shares.length;
    if (seen <= 0.3) errors *= Math.min(1, count / 4.0);
    return Math.min(errors, MOST_ERRORS);
  }

  /// Patterns that always came as often as another one and now stay out.
  Map<EntityId, Double> broken() {
    var broken = new TreeMap<EntityId, Double>();
    for (var entity : scene.logsNow().lines().keySet()) {
      var windows = windows(entity, 4);
      if (windows.isEmpty()) continue;
      var totals = new TreeMap<String, Integer>();
      for (var window : windows) window.lines.forEach((p, n) -> totals.merge(p, n, Integer::sum));
      var known =
          totals.entrySet().stream()
              .filter(entry -> entry.getValue() >= 4)
              .sorted(
                  Map.Entry.<String, Integer>comparingByValue()
                      .reversed()
                      .thenComparing(Map.Entry.comparingByKey()))
              .limit(MOST_PATTERNS)
              .toList();
      double most = 0;
      for (var second : known)
        most = Math.max(most, without(second, known, windows, scene.logsNow().of(entity)));
      broken.put(entity, Deviation.logarithmic(most));
    }
    return broken;
  }

  /// By how many standard errors `second` stays behind the pattern it was tied to most firmly.
  private static double without(
      Map.Entry<String, Integer> second,
      List<Map.Entry<String, Integer>> known,
      List<Window> windows,
      Map<String, Integer> now) {
    double missing = -1;
    double firmest = -1;
    for (var first : known) {
      int firstNow = now.getOrDefault(first.getKey(), 0);
      double ratio = second.getValue() / (double) first.getValue();
      if (first.getKey().equals(second.getKey()) || firstNow < 3 || ratio > 1.5 || ratio < 0.2)
        continue;
      double strain = 0;
      int told = 0;
      for (var window : windows) {
        int a = window.of(first.getKey());
        int b = window.of(second.getKey());
        if (a + b == 0) continue;
        strain += (b - a * ratio) * (b - a * ratio) / (a * ratio + 0.5);
        told++;
      }
      if (told == 0) continue;
      double firm = 1 / (1 + strain / told) * Math.min(1, told / 3.0);
      double expected = firstNow * ratio;
      double errors =
          (expected - now.getOrDefault(second.getKey(), 0))
              / Math.sqrt(expected + 0.5)
              / (1 + Math.sqrt(strain / told));
      if (firm > firmest) {
        firmest = firm;
        missing = errors;
      } else if (firm == firmest) missing = Math.min(missing, errors);
    }
    return missing;
  }

  private List<Window> windows(EntityId entity, int least) {
    var windows = new ArrayList<Window>();
    for (var window : past) {
      int total = window.total(entity);
      if (total >= least) windows.add(new Window(window.of(entity), total));
    }
    return windows;
  }

  private static boolean isTrouble(String pattern) {
    return TROUBLE.matcher(pattern).find();
  }
}
