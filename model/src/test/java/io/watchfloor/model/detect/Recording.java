package io.watchfloor.model.detect;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Signals;
import io.watchfloor.model.signal.SourceId;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// A recorded stretch of a real estate, read just well enough for these tests.
record Recording(List<Samples> series, List<LogLine> logs) {
  static final SourceId SOURCE = new SourceId("recording");
  private static final Pattern METRIC =
      Pattern.compile(
          "\"name\":\"([^\"]+)\".*\"labels\":\\{(.*?)\\},\"start\":([0-9.]+),\"step\":([0-9.]+),\"values\":\\[(.*)\\]");
  private static final Pattern PAIR =
      Pattern.compile("\"([^\"]+)\":\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  static Recording read(String name) throws IOException {
    var folder = Path.of("../assets/samples", name);
    var series = new ArrayList<Samples>();
    for (var line : Files.readAllLines(folder.resolve("metrics.jsonl"))) series.add(series(line));
    var logs = new ArrayList<LogLine>();
    try (var in = new GZIPInputStream(Files.newInputStream(folder.resolve("logs.jsonl.gz")));
        var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      for (var line : reader.readAllLines()) logs.add(log(line));
    }
    logs.sort(Comparator.comparing(LogLine::at));
    return new Recording(series, logs);
  }

  private static Samples series(String line) {
    Matcher metric = METRIC.matcher(line);
    if (!metric.find()) throw new IllegalArgumentException(line.substring(0, 200));
    Map<String, String> labels = pairs(metric.group(2));
    labels.put(Labels.NAME, metric.group(1));
    double start = Double.parseDouble(metric.group(3));
    double step = Double.parseDouble(metric.group(4));
    var texts = metric.group(5).split(",");
    var times = new long[texts.length];
    var values = new double[texts.length];
    for (int i = 0; i < texts.length; i++) {
      times[i] = Math.round((start + i * step) * 1000);
      values[i] = texts[i].strip().equals("null") ? Double.NaN : Double.parseDouble(texts[i]);
    }
    return new Samples(
        SOURCE,
        new EntityId(labels.getOrDefault("service", "")),
        Labels.of(labels),
        info(metric.group(1)),
        Instant.EPOCH,
        times,
        values);
  }

  private static Map<String, String> pairs(String json) {
    var pairs = new TreeMap<String, String>();
    PAIR.matcher(json).results().forEach(pair -> pairs.put(pair.group(1), pair.group(2)));
    return pairs;
  }

  private static MetricInfo info(String name) {
    if (name.endsWith("_total")) return new MetricInfo(MetricInfo.Type.COUNTER, "/s", "");
    if (name.matches("(.*_)?(up|success|info)"))
      return new MetricInfo(MetricInfo.Type.STATE, "", "");
    boolean isTime = name.endsWith("_seconds") || name.contains("latency");
    return new MetricInfo(MetricInfo.Type.GAUGE, isTime ? "s" : "", "");
  }

  private static LogLine log(String line) {
    var fields = pairs(line);
    var at = OffsetDateTime.parse(fields.getOrDefault("time", "")).toInstant();
    var text = fields.getOrDefault("text", "").replace("\\\"", "\"");
    var message = pairs(text).getOrDefault("msg", text);
    return new LogLine(
        SOURCE,
        new EntityId(fields.getOrDefault("program", "")),
        Labels.EMPTY,
        Severity.ofWord(fields.getOrDefault("severity", "info")),
        message,
        at,
        at);
  }

  /// What arrives in `[from, to)` (epoch milliseconds).
  Signals between(long from, long to) {
    var samples = new ArrayList<Samples>();
    for (var all : series) {
      int first = lower(all.epochMillis(), from);
      int after = lower(all.epochMillis(), to);
      if (first == after) continue;
      samples.add(
          new Samples(
              all.source(),
              all.entity(),
              all.labels(),
              all.info(),
              all.received(),
              Arrays.copyOfRange(all.epochMillis(), first, after),
              Arrays.copyOfRange(all.values(), first, after)));
    }
    var times = logs.stream().mapToLong(line -> line.at().toEpochMilli()).toArray();
    var lines = logs.subList(lower(times, from), lower(times, to));
    return new Signals(samples, List.of(), List.of(), List.of(), lines, List.of(), List.of());
  }

  private static int lower(long[] times, long at) {
    int i = Arrays.binarySearch(times, at);
    if (i < 0) return -i - 1;
    while (i > 0 && times[i - 1] == at) i--;
    return i;
  }

  long start() {
    return series.getFirst().epochMillis()[0];
  }

  long end() {
    var times = series.getFirst().epochMillis();
    return times[times.length - 1];
  }
}
