package io.watchfloor.model.signal;

import java.util.ArrayList;
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

  /// Everything that is read line by line: the lines of logs, then what events and tickets say.
  public List<LogLine> texts() {
    if (events.isEmpty() && tickets.isEmpty()) return logs;
    var texts = new ArrayList<>(logs);
    for (var event : events)
      texts.add(
          new LogLine(
              event.source(),
              event.entity(),
              event.labels(),
              event.severity(),
              event.text(),
              event.at(),
              event.received()));
    for (var ticket : tickets)
      texts.add(
          new LogLine(
              ticket.source(),
              ticket.entity(),
              ticket.labels(),
              Severity.INFO,
              ticket.subject(),
              ticket.at(),
              ticket.received()));
    return texts;
  }
}
