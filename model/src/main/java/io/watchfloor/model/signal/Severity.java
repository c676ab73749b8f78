package io.watchfloor.model.signal;

import java.util.Comparator;
import java.util.Locale;

/// How bad it is. *Acknowledged* is not a severity, and [#UNKNOWN] is never better than [#OK]: it
/// means we cannot see. Declared from best to worst as an update order; the screen lists worst
/// first by [#displayOrder].
public enum Severity {
  OK,
  INFO,
  UNKNOWN,
  WARNING,
  MAJOR,
  CRITICAL;

  /// Worst first: critical, major, warning, unknown, info, OK.
  public static final Comparator<Severity> WORST_FIRST =
      Comparator.<Severity>naturalOrder().reversed();

  public Severity worst(Severity other) {
    return compareTo(other) >= 0 ? this : other;
  }

  public boolean atLeast(Severity other) {
    return compareTo(other) >= 0;
  }

  /// Reads the words that Prometheus users, Icinga, Nagios, syslog and Zabbix put there; anything
  /// else is a warning, because an alert without a severity is still an alert.
  public static Severity ofWord(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "critical", "crit", "emergency", "emerg", "disaster", "page", "fatal", "down", "p1" ->
          CRITICAL;
      case "major", "high", "error", "err", "average", "p2" -> MAJOR;
      case "info", "information", "informational", "notice", "none", "debug", "low", "p4", "p5" ->
          INFO;
      case "ok", "normal", "up", "resolved" -> OK;
      case "unknown", "unreachable" -> UNKNOWN;
      default -> WARNING;
    };
  }
}
