package io.watchfloor.model.cause;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a series measures, read from the trade's common words in its name. The first row that has
/// one of its words decides, so the rows go from the most telling to the most general.
enum Quantity {
  LATENCY,
  ERRORS,
  /// A share or state of success: less is worse.
  SUCCESS,
  CPU,
  MEMORY,
  DISK,
  /// Pools, queues, workers in use.
  SATURATION,
  /// Bytes, packets, sockets.
  NETWORK,
  TRAFFIC,
  OTHER;

  private static final List<Map.Entry<Quantity, List<String>>> WORDS =
      List.of(
          Map.entry(
              LATENCY,
              List.of(
                  "latency",
                  "duration",
                  "response time",
                  "responsetime",
                  " rt ",
                  " mrt ",
                  "delay",
                  "elapsed",
                  "p50",
                  "p90",
                  "p95",
                  "p99",
                  "quantile")),
          Map.entry(
              ERRORS,
              List.of(
                  "error",
                  " err ",
                  " errs ",
                  "5xx",
                  "4xx",
                  "fail",
                  "exception",
                  "panic",
                  "drop",
                  "loss",
                  "retrans",
                  "timeout",
                  "reject",
                  "restart")),
          Map.entry(SUCCESS, List.of("success", "availab", "uptime", " up ", " sr ")),
          Map.entry(CPU, List.of("cpu", "throttl", "load1", "load5", "load average")),
          Map.entry(
              MEMORY, List.of("mem", "heap", "rss", "swap", "resident", " gc ", "working set")),
          Map.entry(
              DISK,
              List.of("disk", "filesystem", " fs ", "volume", "inode", "iops", " io ", "storage")),
          Map.entry(
              SATURATION,
              List.of(
                  "pool",
                  "queue",
                  "backlog",
                  "worker",
                  "in use",
                  "in flight",
                  "thread",
                  " lag ",
                  "connections")),
          Map.entry(
              NETWORK,
              List.of("network", "socket", "packet", "bytes", "bandwidth", " net ", " tcp ")),
          Map.entry(
              TRAFFIC,
              List.of(
                  "request",
                  "workload",
                  "ops",
                  "qps",
                  "rps",
                  "tps",
                  "throughput",
                  "traffic",
                  "calls",
                  "count",
                  "load",
                  "rate")));

  private static final List<String> LEFT = List.of("free", "availab", "idle", "remaining");
  private static final List<Quantity> STORES = List.of(CPU, MEMORY, DISK);

  /// Words for a whole machine, which many share.
  private static final List<String> NODE = List.of(" node", " host", "machine");

  /// Words for what a caller measures about those it calls.
  private static final List<String> CALLEES =
      List.of("client", "outbound", "upstream", "dependency", "egress");

  static Quantity of(String metric) {
    var words = spaced(metric);
    if (has(words, LEFT))
      for (var row : WORDS)
        if (STORES.contains(row.getKey()) && has(words, row.getValue())) return row.getKey();
    for (var row : WORDS) if (has(words, row.getValue())) return row.getKey();
    return OTHER;
  }

  /// −1 where less of it is worse: success, and what is left of a resource.
  static int worse(String metric) {
    var of = of(metric);
    boolean isLess = of == SUCCESS || (STORES.contains(of) && has(spaced(metric), LEFT));
    return isLess ? -1 : 1;
  }

  static boolean isOfNode(String metric) {
    return has(spaced(metric), NODE);
  }

  static boolean isOfCallees(String metric) {
    return has(spaced(metric), CALLEES);
  }

  private static boolean has(String words, List<String> any) {
    return any.stream().anyMatch(words::contains);
  }

  /// `HighErrorRate` and `http_requests:rate` as lower-case words, with a space at either end.
  private static String spaced(String text) {
    var spaced = new StringBuilder(text.length() + 8).append(' ');
    for (int i = 0; i < text.length() && i < 500; i++) {
      char c = text.charAt(i);
      if (Character.isUpperCase(c) && i > 0 && Character.isLowerCase(text.charAt(i - 1)))
        spaced.append(' ');
      spaced.append(Character.isLetterOrDigit(c) ? c : ' ');
    }
    return spaced.append(' ').toString().toLowerCase(Locale.ROOT);
  }
}
