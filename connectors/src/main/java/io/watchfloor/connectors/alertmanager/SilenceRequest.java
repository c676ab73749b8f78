package io.watchfloor.connectors.alertmanager;

import io.watchfloor.connectors.http.Json;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.source.WriteBack.Act;
import io.watchfloor.model.source.WriteBack.Matcher;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// A silence to be made or changed, as it goes over the wire. `id` is empty for a new one.
record SilenceRequest(
    String id, List<Matcher> matchers, Instant from, Instant to, String author, String comment) {
  static final String PATH = "/api/v2/silences";

  /// The silences that an act asks for: its own matchers, or one for each set of stable labels of
  /// its alerts.
  static List<SilenceRequest> of(Act act, List<String> stable, Duration skew)
      throws SourceException {
    var sets = new LinkedHashSet<List<Matcher>>();
    if (!act.matchers().isEmpty()) sets.add(act.matchers());
    else for (var alert : act.alerts()) sets.add(stable(alert, stable));
    if (sets.isEmpty())
      throw new SourceException("Nothing is selected that could be silenced.", false, null);
    var requests = new ArrayList<SilenceRequest>();
    for (var matchers : sets) requests.add(of(act, "", matchers, act.from(), skew));
    return requests;
  }

  static SilenceRequest of(
      Act act, String id, List<Matcher> matchers, Instant theirStart, Duration skew) {
    var from = (id.isEmpty() ? act.from().plus(skew) : theirStart).truncatedTo(ChronoUnit.MILLIS);
    var to = act.from().plus(skew).plus(act.length()).truncatedTo(ChronoUnit.MILLIS);
    return new SilenceRequest(
        id,
        List.copyOf(matchers),
        from,
        to,
        act.author().isBlank() ? "watchfloor" : act.author(),
        act.comment().isBlank() ? "acknowledged" : act.comment());
  }

  /// `alertname` and the first label that outlives a restart: a pod's name would end the silence
  /// with the pod.
  private static List<Matcher> stable(Alert alert, List<String> stable) throws SourceException {
    var matchers = new ArrayList<Matcher>();
    alert
        .labels()
        .get("alertname")
        .ifPresent(name -> matchers.add(new Matcher("alertname", name, false, true)));
    for (var label : stable) {
      var value = alert.labels().value(label);
      if (value.isEmpty() || value.length() > 1_000 || label.equals("alertname")) continue;
      matchers.add(new Matcher(label, value, false, true));
      break;
    }
    if (matchers.isEmpty())
      throw new SourceException(
          "This alert has neither alertname nor any of "
              + String.join(", ", stable)
              + "; make a silence by hand.",
          false,
          null);
    return matchers;
  }

  String body() {
    return Json.write(
        json -> {
          json.writeStartObject();
          if (!id.isEmpty()) json.writeStringProperty("id", id);
          json.writeName("matchers");
          json.writeStartArray();
          for (var matcher : matchers) {
            json.writeStartObject();
            json.writeStringProperty("name", matcher.name());
            json.writeStringProperty("value", matcher.value());
            json.writeName("isRegex").writeBoolean(matcher.isRegex());
            json.writeName("isEqual").writeBoolean(matcher.isEqual());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeStringProperty("startsAt", from.toString());
          json.writeStringProperty("endsAt", to.toString());
          json.writeStringProperty("createdBy", author);
          json.writeStringProperty("comment", comment);
          json.writeEndObject();
        });
  }
}
