package io.watchfloor.connectors.webhook;

import io.watchfloor.connectors.http.Node;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.topology.EntityRules;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// One alert in the way Alertmanager posts it (webhook, version 4), and Grafana after it. The year
/// 1 in `endsAt` means that it is not over.
record PostedAlert(
    String status,
    Labels labels,
    Labels annotations,
    String startsAt,
    String endsAt,
    String fingerprint,
    String generator) {
  private static final int MOST_LABELS = 100;

  /// Whether a body is such a post.
  static boolean isPost(Node body) {
    var first = body.at("alerts").at(0);
    return first.at("labels").isThere() && first.at("status").isThere();
  }

  static List<PostedAlert> all(Node body) {
    var alerts = new ArrayList<PostedAlert>();
    for (var node : body.at("alerts").list())
      alerts.add(
          new PostedAlert(
              node.label("status"),
              labels(node.at("labels"), SafeText.LABEL),
              labels(node.at("annotations"), SafeText.ANNOTATION),
              node.label("startsAt"),
              node.label("endsAt"),
              node.label("fingerprint"),
              node.label("generatorURL")));
    return alerts;
  }

  static Labels labels(Node object, int longest) {
    var map = new TreeMap<String, String>();
    object
        .members()
        .forEach(
            (name, value) -> {
              if (map.size() < MOST_LABELS)
                map.put(SafeText.cut(name, SafeText.LABEL), SafeText.cut(value.text(), longest));
            });
    return Labels.of(map);
  }

  Alert alert(SourceId source, EntityRules rules, Instant now) {
    boolean over = status.equals("resolved");
    boolean linked = generator.startsWith("http://") || generator.startsWith("https://");
    var start = instant(startsAt).orElse(now);
    var end = instant(endsAt).filter(it -> !it.isBefore(start)).orElse(now);
    return new Alert(
        source,
        fingerprint.isEmpty() ? String.format("%016x", labels.fingerprint()) : fingerprint,
        rules.entity(labels),
        labels,
        linked ? annotations.with("generatorURL", generator) : annotations,
        Severity.ofWord(labels.value("severity")),
        over ? Alert.State.RESOLVED : Alert.State.FIRING,
        status,
        start,
        over ? Optional.of(end) : Optional.empty(),
        over ? end : start,
        now);
  }

  private static Optional<Instant> instant(String text) {
    try {
      var at = OffsetDateTime.parse(text).toInstant();
      return at.isBefore(Instant.EPOCH) ? Optional.empty() : Optional.of(at);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
