package io.watchfloor.model.signal;

/// What a metric means: its type, its unit as shown (`s`, `B`, `/s`, `%` or empty) and the source's
/// own help text. `ratio` values are 0–1 and shown in percent.
public record MetricInfo(Type type, String unit, String help) {
  public enum Type {
    GAUGE,
    COUNTER,
    STATE,
    UNKNOWN
  }

  public static final MetricInfo UNKNOWN = new MetricInfo(Type.UNKNOWN, "", "");
}
