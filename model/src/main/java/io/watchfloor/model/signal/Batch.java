package io.watchfloor.model.signal;

import java.time.Instant;
import java.util.List;

/// What one pull brought, in the source's order.
public record Batch(SourceId source, List<Signal> signals, Instant received) {
  public Batch {
    signals = List.copyOf(signals);
  }
}
