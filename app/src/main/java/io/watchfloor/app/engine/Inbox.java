package io.watchfloor.app.engine;

import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The one way to the engine: people's commands before batches, then in order of arrival. Batches
/// are bounded: when the engine is slow the pulls wait, and the source is our buffer. Any thread
/// may put.
public final class Inbox {
  private static final int BATCHES = 64;

  private record Entry(Message message, long order) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byPriority = Integer.compare(message.priority(), other.message.priority());
      return byPriority != 0 ? byPriority : Long.compare(order, other.order);
    }
  }

  private final PriorityBlockingQueue<Entry> queue = new PriorityBlockingQueue<>();
  private final Semaphore room = new Semaphore(BATCHES, true);
  private final AtomicLong order = new AtomicLong();

  void put(Message message) {
    queue.add(new Entry(message, order.incrementAndGet()));
  }

  /// Waits while there are too many batches.
  void putBatch(Message batch) throws InterruptedException {
    room.acquire();
    put(batch);
  }

  @Nullable Message take(long millis) throws InterruptedException {
    var entry = queue.poll(millis, TimeUnit.MILLISECONDS);
    if (entry == null) return null;
    if (isBatch(entry.message())) room.release();
    return entry.message();
  }

  private static boolean isBatch(Message message) {
    return message instanceof Message.Pulled || message instanceof Message.Pushed;
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }
}
