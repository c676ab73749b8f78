package io.watchfloor.connectors.files;

import io.watchfloor.connectors.LogTimes;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.topology.EntityRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Follows a file to which every change of the estate is appended as one JSON object a line. A line
/// that is none is noticed and left out; the rest goes on.
final class ChangeFileSource implements Source {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_NOTICES = 5;
  private static final int LONGEST = 2_000;

  /// The names of the fields.
  record Fields(String time, String kind, String service, String version, String text) {
    static final Fields USUAL = new Fields("time", "kind", "service", "version", "text");
  }

  private final SourceId id;
  private final List<String> globs;
  private final Fields fields;
  private final LogTimes times;
  private final EntityRules rules;

  ChangeFileSource(
      SourceId id, List<String> globs, Fields fields, LogTimes times, EntityRules rules) {
    this.id = id;
    this.globs = List.copyOf(globs);
    this.fields = fields;
    this.times = times;
    this.rules = rules;
  }

  @Override
  public SourceId id() {
    return id;
  }

  @Override
  public Pull pull(Window window, Cursor from) throws SourceException {
    var taken = Follower.take(globs, Follower.Start.BEGINNING, from.state());
    var signals = new ArrayList<Signal>();
    var notices = new ArrayList<>(taken.notices());
    int bad = 0;
    for (var line : taken.lines()) {
      try {
        signals.add(change(line.text(), window.to()));
      } catch (IllegalArgumentException e) {
        if (bad++ < MOST_NOTICES)
          notices.add(
              line.file().getFileName()
                  + " at byte "
                  + line.offset()
                  + ": "
                  + e.getMessage()
                  + "; left out");
      }
    }
    return new Pull(signals, new Cursor(window.to(), taken.state()), notices, 1);
  }

  private Change change(String line, Instant now) {
    var object = object(line);
    var at =
        times
            .json(object.get(fields.time()), now)
            .orElseThrow(
                () -> new IllegalArgumentException(fields.time() + " is missing or no time"));
    var kind = text(object, fields.kind());
    if (kind.isEmpty()) kind = "change";
    var service = text(object, fields.service());
    var version = text(object, fields.version());
    var words = text(object, fields.text());
    if (words.isEmpty())
      words =
          kind
              + (service.isEmpty() ? "" : " of " + service)
              + (version.isEmpty() ? "" : " " + version);
    var labels = Labels.of("kind", kind, "service", service, "version", version);
    var identity = labels.with("at", at.toString()).with("text", words);
    return new Change(
        id,
        String.format("%016x", identity.fingerprint()),
        service.isEmpty() ? EntityId.NONE : rules.named(service),
        labels,
        kind,
        version,
        words,
        at,
        now);
  }

  private static JsonNode object(String line) {
    try {
      var node = JSON.readTree(line);
      if (node.isObject()) return node;
    } catch (JacksonException e) {
      throw new IllegalArgumentException("this is not JSON", e);
    }
    throw new IllegalArgumentException("this is no JSON object");
  }

  private static String text(JsonNode object, String field) {
    var text = object.path(field).asString("");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " … [cut]";
  }
}
