package io.watchfloor.model.detect;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/// What a plain sentence about an anomaly has to say, without the words: "3.4 × the usual for a
/// Tuesday 14:00; since 14:03". `amount` is what `form` says of it; `day` and `hour` are those of
/// its strangest point, to the hour, where the reader is.
public record Saying(Form form, double amount, DayOfWeek day, LocalTime hour, Instant since) {
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

  public static Saying of(Anomaly anomaly, ZoneId zone) {
    var at = anomaly.at().atZone(zone);
    var form = form(anomaly);
    return new Saying(
        form,
        amount(form, anomaly),
        at.getDayOfWeek(),
        at.toLocalTime().truncatedTo(ChronoUnit.HOURS),
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
