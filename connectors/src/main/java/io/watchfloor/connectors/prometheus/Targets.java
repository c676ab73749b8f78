package io.watchfloor.connectors.prometheus;

import io.watchfloor.connectors.http.Json;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.signal.Event;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.topology.EntityRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JsonParser;

/// The scraped targets: who can't be reached and why, told as an event when that changes, and how
/// often each is scraped.
final class Targets {
  private static final int MOST_DOWN = 2_000;

  private final Map<Labels, Long> steps = new HashMap<>();
  private int count;

  private record Target(Labels labels, String url, String error, boolean down, long step) {}

  /// How often the target of such a series is scraped.
  long step(Labels series, long otherwise) {
    return steps.getOrDefault(key(series), otherwise);
  }

  long slowest(long otherwise) {
    return steps.values().stream().mapToLong(it -> it).max().orElse(otherwise);
  }

  int count() {
    return count;
  }

  private static Labels key(Labels of) {
    return Labels.of("instance", of.value("instance"), "job", of.value("job"));
  }

  /// Asks for all targets; changes against `down` (fingerprints of those that were down, kept up to
  /// date here) become events.
  List<Event> watch(
      Api api, SourceId source, EntityRules rules, Set<String> down, long otherwise, Instant now)
      throws SourceException, InterruptedException {
    var targets = new ArrayList<Target>();
    api.get(
        "/api/v1/targets",
        List.of(Map.entry("state", "active")),
        parser ->
            Json.object(
                parser,
                name -> {
                  if (name.equals("activeTargets"))
                    Json.array(parser, () -> targets.add(read(parser, otherwise)));
                }));
    steps.clear();
    count = targets.size();
    var events = new ArrayList<Event>();
    var stillDown = new TreeSet<String>();
    for (var target : targets) {
      if (target.step != otherwise) steps.put(key(target.labels), target.step);
      var id = Long.toHexString(target.labels.with("__url__", target.url).fingerprint());
      boolean wasDown = down.contains(id);
      if (target.down && stillDown.size() < MOST_DOWN) stillDown.add(id);
      if (target.down == wasDown) continue;
      events.add(
          new Event(
              source,
              rules.entity(target.labels),
              target.labels,
              target.down ? "target-down" : "target-up",
              target.down
                  ? target.url + " can't be scraped: " + target.error
                  : target.url + " is scraped again",
              target.down ? Severity.MAJOR : Severity.INFO,
              now,
              now));
    }
    down.clear();
    down.addAll(stillDown);
    return events;
  }

  private static Target read(JsonParser parser, long otherwise) throws SourceException {
    var labels = new Labels[] {Labels.EMPTY};
    var words = new HashMap<String, String>();
    Json.object(
        parser,
        name -> {
          switch (name) {
            case "labels" -> labels[0] = Json.labels(parser, SafeText.LABEL);
            case "scrapeUrl", "lastError", "health", "scrapeInterval" ->
                words.put(name, SafeText.words(Json.text(parser)));
            default -> {}
          }
        });
    return new Target(
        labels[0],
        words.getOrDefault("scrapeUrl", ""),
        words.getOrDefault("lastError", ""),
        words.getOrDefault("health", "").equals("down"),
        Surroundings.millis(words.getOrDefault("scrapeInterval", ""), otherwise));
  }
}
