package io.watchfloor.model.cause;

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
