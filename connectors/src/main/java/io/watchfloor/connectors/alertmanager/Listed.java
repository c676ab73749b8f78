package io.watchfloor.connectors.alertmanager;

import io.watchfloor.connectors.http.Json;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.topology.EntityRules;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;

/// One alert as a peer lists it. `endsAt` of an active one lies in the future and means nothing, so
/// it is left out.
record Listed(
    String fingerprint,
    Labels labels,
    Labels annotations,
    String state,
    List<String> silencedBy,
    List<String> inhibitedBy,
    String startsAt,
    String updatedAt,
    String generator) {

  static void read(JsonParser parser, Consumer<Listed> into) throws SourceException {
    Json.array(parser, () -> into.accept(one(parser)));
  }

  private static Listed one(JsonParser parser) throws SourceException {
    var labels = new Labels[] {Labels.EMPTY, Labels.EMPTY};
    var texts = new TreeMap<String, String>();
    var by = new TreeMap<String, List<String>>();
    Json.object(
        parser,
        name -> {
          switch (name) {
            case "labels" -> labels[0] = Json.labels(parser, SafeText.LABEL);
            case "annotations" -> labels[1] = Json.labels(parser, SafeText.ANNOTATION);
            case "fingerprint", "startsAt", "updatedAt", "generatorURL" ->
                texts.put(name, SafeText.cut(Json.text(parser), SafeText.LABEL));
            case "status" ->
                Json.object(
                    parser,
                    field -> {
                      if (field.equals("state"))
                        texts.put(field, SafeText.words(Json.text(parser)));
                      if (field.equals("silencedBy") || field.equals("inhibitedBy"))
                        by.put(field, Json.texts(parser));
                    });
            default -> {}
          }
        });
    var fingerprint = texts.getOrDefault("fingerprint", "");
    return new Listed(
        fingerprint.isEmpty() ? String.format("%016x", labels[0].fingerprint()) : fingerprint,
        labels[0],
        labels[1],
        texts.getOrDefault("state", "active"),
        by.getOrDefault("silencedBy", List.of()),
        by.getOrDefault("inhibitedBy", List.of()),
        texts.getOrDefault("startsAt", ""),
        texts.getOrDefault("updatedAt", ""),
        texts.getOrDefault("generatorURL", ""));
  }

  /// Which of two peers' words on the same alert is newer; on a tie the one that knows of a
  /// silence.
  static Listed newer(Listed a, Listed b) {
    int byTime = instant(a.updatedAt, Instant.EPOCH).compareTo(instant(b.updatedAt, Instant.EPOCH));
    if (byTime != 0) return byTime > 0 ? a : b;
    return a.silencedBy.size() >= b.silencedBy.size() ? a : b;
  }

  Alert alert(SourceId source, EntityRules rules, Instant now) {
    boolean linked = generator.startsWith("http://") || generator.startsWith("https://");
    return new Alert(
        source,
        fingerprint,
        rules.entity(labels),
        labels,
        linked ? annotations.with("generatorURL", generator) : annotations,
        Severity.ofWord(labels.value("severity")),
        state.equals("suppressed") ? Alert.State.SUPPRESSED : Alert.State.FIRING,
        words(),
        instant(startsAt, now),
        Optional.empty(),
        now,
        now);
  }

  private String words() {
    if (!silencedBy.isEmpty()) return state + ": silenced by " + some(silencedBy);
    if (!inhibitedBy.isEmpty()) return state + ": inhibited by " + some(inhibitedBy);
    return state;
  }

  private static String some(List<String> ids) {
    return SafeText.words(String.join(", ", ids));
  }

  static Instant instant(String text, Instant otherwise) {
    try {
      return text.isEmpty() ? otherwise : java.time.OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return otherwise;
    }
  }
}
