package io.watchfloor.model.detect;

import io.watchfloor.model.log.LogParameter;
import io.watchfloor.model.log.MinuteRates;
import io.watchfloor.model.signal.SourceId;
import java.time.Instant;
import java.util.List;

/// What many lines have in common (constant words, `<*>` where they differ), and its life. `id` is
/// stable across restarts.
///
/// @param examples lines as they came, the first one ever first; at least one
/// @param entities who said it, most often first
/// @param sources where it was heard, at most a few
/// @param rates lines a minute of the last hours, with the band they were expected in
public record LogTemplate(
    long id,
    String pattern,
    List<String> examples,
    Instant firstSeen,
    Instant lastSeen,
    long lines,
    List<LogParameter.Share> entities,
    List<SourceId> sources,
    MinuteRates rates,
    List<LogParameter> parameters) {
  public LogTemplate {
    examples = List.copyOf(examples);
    entities = List.copyOf(entities);
    sources = List.copyOf(sources);
    parameters = List.copyOf(parameters);
    if (examples.isEmpty()) throw new IllegalArgumentException("no example of " + pattern);
  }

  /// The first line ever.
  public String example() {
    return examples.getFirst();
  }

  /// Whether it was heard in a recorded incident only.
  public boolean isSandbox() {
    return sources.stream().anyMatch(SourceId::isSandbox);
  }
}
