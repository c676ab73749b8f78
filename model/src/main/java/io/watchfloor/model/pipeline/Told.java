package io.watchfloor.model.pipeline;

import io.watchfloor.model.signal.Event;
import io.watchfloor.model.signal.Ticket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which events and tickets were told before: sources tell the same again and again. Remembers the
/// last [#MOST].
final class Told {
  private static final int MOST = 8_192;

  private final Set<List<Object>> known = new LinkedHashSet<>();

  boolean isNews(Event event) {
    return isNews(
        List.of(event.source(), event.labels().fingerprint(), event.at(), event.text().hashCode()));
  }

  boolean isNews(Ticket ticket) {
    return isNews(List.of(ticket.source(), ticket.key(), ticket.at(), ticket.subject().hashCode()));
  }

  private boolean isNews(List<Object> it) {
    if (!known.add(it)) return false;
    if (known.size() > MOST) {
      var oldest = known.iterator();
      oldest.next();
      oldest.remove();
    }
    return true;
  }
}
