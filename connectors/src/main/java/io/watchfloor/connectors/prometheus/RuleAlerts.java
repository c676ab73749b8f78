package io.watchfloor.connectors.prometheus;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonParser;

/// The alerts that the rules raise, pending ones too. Their fingerprint is that of Alertmanager:
/// FNV-1a over the labels with the server's external labels added, so the same alert told by both
/// is one.
final class RuleAlerts {
  private final SourceId source;
  private final EntityRules rules;
  private final Labels external;
  private final Instant now;
  private final List<Alert> alerts = new ArrayList<>();

  RuleAlerts(SourceId source, EntityRules rules, Labels external, Instant now) {
    this.source = source;
    this.rules = rules;
    this.external = external;
    this.now = now;
  }

  List<Alert> ask(Api api) throws SourceException, InterruptedException {
    api.get(
        "/api/v1/alerts",
        List.of(),
        parser ->
            Json.object(
                parser,
                name -> {
                  if (name.equals("alerts")) Json.array(parser, () -> read(parser));
                }));
    return alerts;
  }

  private void read(JsonParser parser) throws SourceException {
    var labels = new Labels[] {Labels.EMPTY};
    var annotations = new Labels[] {Labels.EMPTY};
    var state = new String[] {""};
    var activeAt = new String[] {""};
    Json.object(
        parser,
        name -> {
          switch (name) {
            case "labels" -> labels[0] = Json.labels(parser, SafeText.LABEL);
            case "annotations" -> annotations[0] = Json.labels(parser, SafeText.ANNOTATION);
            case "state" -> state[0] = SafeText.words(Json.text(parser));
            case "activeAt" -> activeAt[0] = Json.text(parser);
            default -> {}
          }
        });
    var all = external.map();
    all.putAll(labels[0].map());
    var whole = Labels.of(all);
    alerts.add(
        new Alert(
            source,
            String.format("%016x", whole.fingerprint()),
            rules.entity(whole),
            whole,
            annotations[0],
            Severity.ofWord(whole.value("severity")),
            state[0].equals("pending") ? Alert.State.PENDING : Alert.State.FIRING,
            state[0],
            instant(activeAt[0]),
            Optional.empty(),
            now,
            now));
  }

  private Instant instant(String text) {
    try {
      return text.isEmpty() ? now : Instant.parse(text);
    } catch (DateTimeException e) {
      return now;
    }
  }
}
