package io.watchfloor.model.detect;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// What a plain sentence about an anomaly has to say, without the words: "3.4 × the usual for a
/// Tuesday 14:00; since 14:03". `amount` is what `form` says of it. `hour` is that in which it
/// began, where the reader is, and there only if the series is known long enough for an hour of the
/// day to have a usual; so is `day` for the week.
public record Saying(
    Form form, double amount, Optional<DayOfWeek> day, Optional<LocalTime> hour, Instant since) {
  /// An hour of the day has a usual from here on, …
  public static final Duration KNOWS_HOURS = Duration.ofDays(2);

  /// … and a day of the week from here on.
  public static final Duration KNOWS_DAYS = Duration.ofDays(8);

  private static final double CLEARLY_MORE = 1.2;
  private static final double CLEARLY_LESS = 0.8;
  private static final double MOST_TIMES = 1_000;

  /// How the amount is told.
  public enum Form {
    /// `amount` times the usual, more than one.
    TIMES_THE_USUAL,
    /// `amount` is the share of the usual that is left, 0–1.
    SHARE_OF_THE_USUAL,
    /// `amount` above the usual, in the series' unit; where a ratio says nothing.
    ABOVE_THE_USUAL,
    /// `amount` below the usual, in the series' unit, positive.
    BELOW_THE_USUAL,
    /// Inside its band, but its course is not the usual one; `amount` is the grade, 0–1.
    UNUSUAL_COURSE,
    /// No data came; `amount` is NaN.
    NO_DATA
  }

  /// `known` is for how long the series had been seen when the anomaly began.
  public static Saying of(Anomaly anomaly, Duration known, ZoneId zone) {
    var at = anomaly.from().atZone(zone);
    var form = form(anomaly);
    boolean knowsDays = known.compareTo(KNOWS_DAYS) >= 0;
    boolean knowsHours = known.compareTo(KNOWS_HOURS) >= 0;
    return new Saying(
        form,
        amount(form, anomaly),
        knowsDays ? Optional.of(at.getDayOfWeek()) : Optional.empty(),
        knowsHours ? Optional.of(at.toLocalTime().truncatedTo(ChronoUnit.HOURS)) : Optional.empty(),
        anomaly.from());
  }

  private static Form form(Anomaly anomaly) {
    if (anomaly.kind() == Anomaly.Kind.MISSING_DATA) return Form.NO_DATA;
    boolean isInside = anomaly.value() >= anomaly.low() && anomaly.value() <= anomaly.high();
    if (isInside) return Form.UNUSUAL_COURSE;
    double times = anomaly.value() / anomaly.expected();
    if (times >= CLEARLY_MORE && times <= MOST_TIMES && anomaly.expected() > 0)
      return Form.TIMES_THE_USUAL;
    if (times >= 0 && times <= CLEARLY_LESS && anomaly.expected() > 0)
      return Form.SHARE_OF_THE_USUAL;
    return anomaly.value() >= anomaly.expected() ? Form.ABOVE_THE_USUAL : Form.BELOW_THE_USUAL;
  }

  private static double amount(Form form, Anomaly anomaly) {
    return switch (form) {
      case TIMES_THE_USUAL, SHARE_OF_THE_USUAL -> anomaly.value() / anomaly.expected();
      case ABOVE_THE_USUAL, BELOW_THE_USUAL -> Math.abs(anomaly.value() - anomaly.expected());
      case UNUSUAL_COURSE -> anomaly.grade();
      case NO_DATA -> Double.NaN;
    };
  }
}
