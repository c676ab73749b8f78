package io.watchfloor.connectors.prometheus;

import io.watchfloor.connectors.http.Json;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.source.SourceException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What the server says of itself besides samples: metadata, scrape intervals, evaluation
/// intervals, external labels. All of it is optional: a server that does not tell is used without.
/// Kept between pulls as a cache.
final class Surroundings {
  private static final long DEFAULT_STEP = 15_000;
  private static final Pattern DURATION_PART = Pattern.compile("(\\d+)(ms|s|m|h|d)");
  private static final Pattern EXTERNAL =
      Pattern.compile("(?m)^  external_labels:\\n((?:    .*\\n?)+)");
  private static final Pattern EXTERNAL_LABEL =
      Pattern.compile("(?m)^    ([a-zA-Z_][a-zA-Z0-9_]*): (.*)$");

  private Map<String, Meaning.Metadata> metadata = Map.of();
  private final Map<String, Long> ruleSteps = new HashMap<>();
  private Labels external = Labels.EMPTY;
  private long step = DEFAULT_STEP;

  Map<String, Meaning.Metadata> metadata() {
    return metadata;
  }

  /// The scrape interval of the whole server, in milliseconds.
  long step() {
    return step;
  }

  /// How often a recording rule of this name is evaluated, or `otherwise` if there is none.
  long step(String metric, long otherwise) {
    return ruleSteps.getOrDefault(metric, otherwise);
  }

  long slowestRule() {
    return ruleSteps.values().stream().mapToLong(it -> it).max().orElse(step);
  }

  /// The labels that the server adds to alerts it sends out.
  Labels external() {
    return external;
  }

  void refresh(Api api) throws InterruptedException {
    optional(() -> readMetadata(api));
    optional(() -> readConfig(api));
    optional(() -> readRules(api));
  }

  private interface Reading {
    void read() throws SourceException, InterruptedException;
  }

  /// Not every server has it, and not everyone may read it.
  private static void optional(Reading reading) throws InterruptedException {
    try {
      reading.read();
    } catch (SourceException _) {
      // used without; the samples' own question tells if the server is in trouble
    }
  }

  private void readMetadata(Api api) throws SourceException, InterruptedException {
    var read = new HashMap<String, Meaning.Metadata>();
    api.get(
        "/api/v1/metadata",
        List.of(),
        parser ->
            Json.object(
                parser,
                metric ->
                    Json.array(
                        parser,
                        () -> {
                          var words = Json.labels(parser, 1_000);
                          read.putIfAbsent(
                              metric,
                              new Meaning.Metadata(
                                  words.value("type"), words.value("unit"), words.value("help")));
                        })));
    metadata = Map.copyOf(read);
  }

  private void readConfig(Api api) throws SourceException, InterruptedException {
    api.get(
        "/api/v1/status/config",
        List.of(),
        parser ->
            Json.object(
                parser,
                name -> {
                  if (name.equals("yaml")) readYaml(Json.text(parser));
                }));
  }

  /// Two values of a long file that the server itself wrote, in its fixed form.
  private void readYaml(String yaml) {
    var interval = Pattern.compile("(?m)^  scrape_interval: (\\S+)$").matcher(yaml);
    if (interval.find()) step = Math.max(millis(interval.group(1), step), 100);
    var block = EXTERNAL.matcher(yaml);
    var labels = new TreeMap<String, String>();
    if (block.find()) {
      var label = EXTERNAL_LABEL.matcher(block.group(1));
      while (label.find()) labels.put(label.group(1), unquoted(label.group(2).strip()));
    }
    external = Labels.of(labels);
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() >= 2
            && ((value.startsWith("\"") && value.endsWith("\""))
                || (value.startsWith("'") && value.endsWith("'")));
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private void readRules(Api api) throws SourceException, InterruptedException {
    var read = new HashMap<String, Long>();
    api.get(
        "/api/v1/rules",
        List.of(Map.entry("type", "record")),
        parser ->
            Json.object(
                parser,
                name -> {
                  if (name.equals("groups")) Json.array(parser, () -> readGroup(parser, read));
                }));
    ruleSteps.clear();
    ruleSteps.putAll(read);
  }

  private static void readGroup(tools.jackson.core.JsonParser parser, Map<String, Long> into)
      throws SourceException {
    var names = new java.util.ArrayList<String>();
    long[] interval = {0};
    Json.object(
        parser,
        name -> {
          if (name.equals("interval")) interval[0] = Math.round(Json.number(parser) * 1000);
          if (name.equals("rules"))
            Json.array(
                parser,
                () ->
                    Json.object(
                        parser,
                        field -> {
                          if (field.equals("name"))
                            names.add(SafeText.cut(Json.text(parser), SafeText.LABEL));
                        }));
        });
    if (interval[0] > 0) for (var name : names) into.put(name, interval[0]);
  }

  /// Go's way of writing a duration: `1m30s`.
  static long millis(String text, long otherwise) {
    var part = DURATION_PART.matcher(text);
    long sum = 0;
    while (part.find()) {
      long amount = part.group(1).length() > 9 ? 0 : Long.parseLong(part.group(1));
      sum +=
          switch (part.group(2)) {
            case "ms" -> amount;
            case "s" -> amount * 1_000;
            case "m" -> amount * 60_000;
            case "h" -> Duration.ofHours(amount).toMillis();
            default -> Duration.ofDays(amount).toMillis();
          };
    }
    return sum > 0 ? sum : otherwise;
  }
}
