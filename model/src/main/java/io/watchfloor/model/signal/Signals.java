package io.watchfloor.model.signal;

import java.util.List;

/// A batch after normalising: parted by kind, duplicates removed, entities resolved.
public record Signals(
    List<Samples> samples,
    List<Alert> alerts,
    List<Event> events,
    List<Change> changes,
    List<LogLine> logs,
    List<Ticket> tickets,
    List<Dependency> dependencies) {
  public static final Signals NONE =
      new Signals(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
}
