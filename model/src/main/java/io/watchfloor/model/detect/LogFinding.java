package io.watchfloor.model.detect;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Something that stands out in the logs of one entity: a template never seen before, one whose
/// rate left its band, one that went silent, one whose numbers left their range, one that is no
/// longer followed by what nearly always followed it. `attributes` hold what its parameters agree
/// on, by kind (`ip`, `path`, `user`, …: the value that makes up most of the lines), and the
/// evidence of the last two kinds: `number` (the strangest, and the usual range), `missing` (the
/// pattern that no longer follows).
public record LogFinding(
    String id,
    Kind kind,
    SourceId source,
    EntityId entity,
    long template,
    String pattern,
    String example,
    Severity severity,
    Instant from,
    Optional<Instant> until,
    Instant at,
    int lines,
    Map<String, String> attributes) {
  public enum Kind {
    NEW_TEMPLATE,
    RATE_UP,
    RATE_DOWN,
    WENT_SILENT,
    PARAMETER_OUT_OF_RANGE,
    SEQUENCE_BROKEN
  }

  public LogFinding {
    attributes = Map.copyOf(attributes);
  }

  /// The template that a finding is about, by the finding's id alone; empty where it is no such id.
  public static OptionalLong templateOf(String id) {
    int end = id.indexOf('-');
    if (end <= 0 || end > 16) return OptionalLong.empty();
    try {
      return OptionalLong.of(Long.parseUnsignedLong(id, 0, end, 16));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /// What stands out, in one sentence.
  public String sentence() {
    return switch (kind) {
      case NEW_TEMPLATE -> "A log pattern never seen before: " + pattern;
      case RATE_UP -> "Many more log lines than usual: " + pattern;
      case RATE_DOWN -> "Far fewer log lines than usual: " + pattern;
      case WENT_SILENT -> "Log lines that no longer come: " + pattern;
      case PARAMETER_OUT_OF_RANGE ->
          "A number out of its range, " + attributes.getOrDefault("number", "") + ": " + pattern;
      case SEQUENCE_BROKEN ->
          pattern + ", no longer followed by: " + attributes.getOrDefault("missing", "");
    };
  }

  public boolean isOpen() {
    return until.isEmpty();
  }
}
