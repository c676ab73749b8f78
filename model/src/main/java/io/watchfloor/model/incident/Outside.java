package io.watchfloor.model.incident;

import java.util.List;

/// Why an alert is in no incident, in a sentence for the screen; `between` are the incidents it
/// fits about as well, better one first (mostly empty).
public record Outside(String reason, List<IncidentId> between) {
  public Outside {
    between = List.copyOf(between);
  }
}
