package io.watchfloor.model.signal;

/// What a metric means: its type, its unit (`s`, `B`, `/s`, `ratio`, `%` or empty) and the source's
/// own help text. Both kinds of share are shown in percent: `ratio` values are 0–1, `%` values are
/// 0–100 already.
public record MetricInfo(Type type, String unit, String help) {
  public enum Type {
    GAUGE,
    COUNTER,
    STATE,
    UNKNOWN
  }

  public static final MetricInfo UNKNOWN = new MetricInfo(Type.UNKNOWN, "", "");

  /// The lower edge of a usual range as it may be shown: what counts things, shares, bytes or
  /// seconds never falls below zero, so neither does its range. Where the unit does not say,
  /// `leastSeen` decides: what was never seen below zero is not expected there.
  public double notBelowZero(double low, double leastSeen) {
    if (!(low < 0)) return low;
    boolean never =
        switch (unit) {
          case "ratio", "%", "B", "B/s", "s", "/s" -> true;
          case "" -> type == Type.COUNTER || type == Type.STATE || leastSeen >= 0;
          default -> false;
        };
    return never && !(leastSeen < 0) ? 0 : low;
  }
}
