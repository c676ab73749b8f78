package io.watchfloor.connectors;

import io.watchfloor.connectors.http.Json;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.source.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/// The alerts that a source listed before. Alertmanager and Prometheus only list what is there: an
/// alert that is over is simply missing. One that is missing from complete answers for long enough
/// is told once as resolved. Lives in the cursor, so it survives a restart. Not thread-safe.
public final class KnownAlerts {
  /// Beyond this, annotations are not kept: the cursor may hold 1 MiB.
  private static final int ROOM = 512 * 1024;

  private record Known(Alert alert, int missed, Instant missingSince) {}

  private final Map<String, Known> known = new TreeMap<>();

  /// What one complete listing means: the alerts themselves, and those that are over as resolved.
  /// One is over when it was missing `pulls` times in a row and for at least `grace`.
  public List<Alert> listed(List<Alert> listed, Instant now, int pulls, Duration grace) {
    var told = new ArrayList<>(listed);
    var here = new HashSet<String>();
    for (var alert : listed) {
      here.add(alert.fingerprint());
      known.put(alert.fingerprint(), new Known(alert, 0, Instant.MAX));
    }
    for (var before : List.copyOf(known.values())) {
      var fingerprint = before.alert().fingerprint();
      if (here.contains(fingerprint)) continue;
      int missed = before.missed() + 1;
      var since = before.missed() == 0 ? now : before.missingSince();
      if (missed < pulls || Duration.between(since, now).compareTo(grace) < 0) {
        known.put(fingerprint, new Known(before.alert(), missed, since));
      } else {
        known.remove(fingerprint);
        told.add(resolved(before.alert(), since, now));
      }
    }
    return told;
  }

  private static Alert resolved(Alert alert, Instant since, Instant now) {
    return alert.resolved(
        "not listed any more", since.isBefore(alert.startsAt()) ? now : since, now);
  }

  public void write(JsonGenerator json) {
    long size = 0;
    for (var each : known.values())
      size +=
          each.alert().labels().toString().length()
              + each.alert().annotations().toString().length();
    boolean withAnnotations = size < ROOM;
    json.writeStartArray();
    for (var each : known.values()) {
      var alert = each.alert();
      json.writeStartObject();
      json.writeStringProperty("f", alert.fingerprint());
      json.writeNumberProperty("s", alert.startsAt().toEpochMilli());
      json.writeNumberProperty("m", each.missed());
      if (each.missed() > 0) json.writeNumberProperty("t", each.missingSince().toEpochMilli());
      json.writeName("l");
      Json.write(json, alert.labels());
      if (withAnnotations) {
        json.writeName("a");
        Json.write(json, alert.annotations());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /// Reads what [#write] wrote; `revived` makes an alert of its parts again.
  public void read(JsonParser parser, Function<Remembered, Alert> revived) throws SourceException {
    Json.array(
        parser,
        () -> {
          var one = new Remembered();
          Json.object(
              parser,
              name -> {
                switch (name) {
                  case "f" -> one.fingerprint = Json.text(parser);
                  case "s" -> one.startsAt = instant(parser);
                  case "m" -> one.missed = (int) Json.number(parser);
                  case "t" -> one.missingSince = instant(parser);
                  case "l" -> one.labels = Json.labels(parser, Integer.MAX_VALUE);
                  case "a" -> one.annotations = Json.labels(parser, Integer.MAX_VALUE);
                  default -> {}
                }
              });
          known.put(one.fingerprint, new Known(revived.apply(one), one.missed, one.missingSince));
        });
  }

  private static Instant instant(JsonParser parser) throws SourceException {
    return Instant.ofEpochMilli((long) Json.number(parser));
  }

  /// What is kept of one alert between two pulls.
  public static final class Remembered {
    private String fingerprint = "";
    private Instant startsAt = Instant.EPOCH;
    private int missed;
    private Instant missingSince = Instant.MAX;
    private Labels labels = Labels.EMPTY;
    private Labels annotations = Labels.EMPTY;

    /// The alert it was, as firing; `entity` is read from its labels.
    public Alert alert(
        io.watchfloor.model.signal.SourceId source, Function<Labels, EntityId> entity) {
      return new Alert(
          source,
          fingerprint,
          entity.apply(labels),
          labels,
          annotations,
          io.watchfloor.model.signal.Severity.ofWord(labels.value("severity")),
          Alert.State.FIRING,
          "",
          startsAt,
          Optional.empty(),
          startsAt,
          startsAt);
    }
  }
}
