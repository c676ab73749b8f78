package io.watchfloor.app.engine;

import io.watchfloor.model.pipeline.Snapshot;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The latest snapshot, for whoever looks: set by the engine, at most five times a second unless a
/// person waits. Listeners are called on the engine thread and only pass on.
public final class Published {
  private static final long LEAST_NANOS = 200_000_000L;

  private final AtomicReference<@Nullable Snapshot> latest = new AtomicReference<>();
  private final List<Consumer<Snapshot>> listeners = new CopyOnWriteArrayList<>();
  private long lastNanos = Long.MIN_VALUE;

  public @Nullable Snapshot get() {
    return latest.get();
  }

  Runnable listen(Consumer<Snapshot> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /// Whether it is time for another one.
  boolean isDue(long nanos) {
    return lastNanos == Long.MIN_VALUE || nanos - lastNanos >= LEAST_NANOS;
  }

  /// Whether even an unchanged picture should be told again, so that lamps and ages are true.
  boolean isStale(long nanos) {
    return lastNanos == Long.MIN_VALUE || nanos - lastNanos >= 5 * LEAST_NANOS;
  }

  void set(Snapshot snapshot, long nanos) {
    lastNanos = nanos;
    latest.set(snapshot);
    for (var listener : listeners) listener.accept(snapshot);
  }
}
