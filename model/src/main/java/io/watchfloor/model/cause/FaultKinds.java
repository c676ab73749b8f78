package io.watchfloor.model.cause;

import io.watchfloor.model.signal.Labels;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads what kind of fault a text speaks of, from the trade's common words. The first row that has
/// one of its words decides, so the rows go from the most telling to the most general.
final class FaultKinds {
  private static final List<Map.Entry<FaultKind, List<String>>> WORDS =
      List.of(
          Map.entry(FaultKind.MONITORING, List.of("exporter", "scrape", "agent down", "no sight")),
          Map.entry(FaultKind.CERTIFICATE, List.of("cert", "tls", "ssl", "x509")),
          Map.entry(
              FaultKind.SECURITY,
              List.of(
                  "brute",
                  "login",
                  "auth",
                  "attack",
                  "intrusion",
                  "password",
                  "unauthorised",
                  "unauthorized")),
          Map.entry(FaultKind.LOCK, List.of(" lock", "deadlock", "locked")),
          Map.entry(
              FaultKind.SATURATION,
              List.of(
                  "pool",
                  "exhaust",
                  "saturat",
                  "queue",
                  "worker",
                  "backlog",
                  "connections",
                  "in use",
                  "in flight")),
          Map.entry(
              FaultKind.DISK,
              List.of("disk", "filesystem", "volume", "inode", "mountpoint", "storage")),
          Map.entry(FaultKind.MEMORY, List.of("memory", "oom", "heap", "swap", "resident")),
          Map.entry(FaultKind.CPU, List.of("cpu", "throttl", "load average", "cores")),
          Map.entry(
              FaultKind.TRAFFIC,
              List.of(
                  "surge",
                  "traffic",
                  "flood",
                  "requests rate",
                  "http requests",
                  "rate limit",
                  "spike")),
          Map.entry(
              FaultKind.LATENCY,
              List.of(
                  "latency",
                  "slow",
                  "duration",
                  "timeout",
                  "p95",
                  "p99",
                  "response time",
                  "waits")),
          Map.entry(FaultKind.ERRORS, List.of("error", "5xx", "exception", "fails", "failure")),
          Map.entry(
              FaultKind.DOWN,
              List.of(
                  "down",
                  "unreachable",
                  "not answer",
                  "unavailable",
                  "dead",
                  "absent",
                  "probe",
                  "fail")));

  private FaultKinds() {}

  /// The kind that an alert speaks of: its name first, then its summary.
  static FaultKind ofAlert(String name, String summary) {
    var byName = of(name);
    return byName != FaultKind.UNKNOWN ? byName : of(summary);
  }

  static FaultKind of(String text) {
    var words = " " + spaced(text);
    for (var row : WORDS)
      for (var word : row.getValue()) if (words.contains(word)) return row.getKey();
    return FaultKind.UNKNOWN;
  }

  /// Whether a metric tells by 0 or 1 that something is there.
  static boolean isUpState(String metric) {
    return metric.equals("up") || metric.endsWith("_up") || metric.equals("probe_success");
  }

  /// What it means that a series left its band upwards (`direction` > 0) or downwards; UNKNOWN
  /// where that is no trouble, or trouble of no kind we know.
  static FaultKind ofDeviation(Labels series, int direction) {
    var metric = series.metric();
    boolean above = direction > 0;
    if (metric.contains("timestamp") || metric.contains("build") || metric.contains("created"))
      return FaultKind.UNKNOWN;
    if (above && isErrors(series)) return FaultKind.ERRORS;
    var kind = of(metric);
    return switch (kind) {
      case DISK, MEMORY -> above == isFree(metric) ? FaultKind.UNKNOWN : kind;
      case TRAFFIC, LATENCY, ERRORS, CPU, SATURATION, SECURITY, LOCK ->
          above ? kind : FaultKind.UNKNOWN;
      case CERTIFICATE -> above ? FaultKind.UNKNOWN : kind;
      case DOWN, MONITORING, UNKNOWN ->
          above && isRequests(metric) ? FaultKind.TRAFFIC : FaultKind.UNKNOWN;
    };
  }

  private static boolean isFree(String metric) {
    return metric.contains("avail") || metric.contains("free");
  }

  static boolean isRequests(String metric) {
    return metric.contains("requests")
        && !metric.contains("duration")
        && !metric.contains("flight");
  }

  /// Whether a series counts failures: by its name, or by a status code of the server's fault.
  static boolean isErrors(Labels series) {
    for (var label : List.of("code", "status", "status_code")) {
      var value = series.value(label);
      if (value.length() == 3 && value.charAt(0) == '5') return true;
    }
    return of(series.metric()) == FaultKind.ERRORS;
  }

  /// `HighErrorRate` and `http_requests:rate` as lower-case words.
  private static String spaced(String text) {
    var spaced = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length() && i < 500; i++) {
      char c = text.charAt(i);
      if (Character.isUpperCase(c) && i > 0 && Character.isLowerCase(text.charAt(i - 1)))
        spaced.append(' ');
      spaced.append(c == '_' || c == ':' || c == '-' || c == '.' ? ' ' : c);
    }
    return spaced.toString().toLowerCase(Locale.ROOT);
  }
}
