package io.watchfloor.connectors.listen;

import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.Listener;
import io.watchfloor.model.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The way in for senders that get no answer: a queue bounded by the bytes in it, emptied into the
/// sink by one thread of its own. Where it is full, [#offer] drops and counts, [#put] waits. What
/// the sink refuses is tried again some times and then dropped and counted. Any thread.
public final class Inlet implements AutoCloseable {
  private static final int MOST_BYTES = 16 * 1024 * 1024;
  private static final int LEAST_WEIGHT = 512;
  private static final int BATCH = 500;
  private static final int TRIES = 5;

  private record Waiting(Signal signal, int weight) {}

  private final Listener.Sink sink;
  private final Tally tally;
  private final Semaphore room = new Semaphore(MOST_BYTES);
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closed;

  public Inlet(SourceId source, Listener.Sink sink, Tally tally) {
    this.sink = sink;
    this.tally = tally;
    this.thread = Thread.ofVirtual().name("inlet-" + source).start(this::run);
  }

  /// Takes it if there is room, `bytes` as long as it came; never waits.
  public boolean offer(Signal signal, int bytes) {
    int weight = weight(bytes);
    if (!room.tryAcquire(weight)) {
      tally.count("messages came faster than they could be stored and were dropped.");
      return false;
    }
    return queue.add(new Waiting(signal, weight));
  }

  /// Takes it as soon as there is room, so that the sender is slowed down.
  ///
  /// @throws InterruptedException also if the source is closed meanwhile
  public void put(Signal signal, int bytes) throws InterruptedException {
    int weight = weight(bytes);
    room.acquire(weight);
    if (closed) throw new InterruptedException("the source was closed");
    queue.add(new Waiting(signal, weight));
  }

  private static int weight(int bytes) {
    return Math.clamp(bytes, LEAST_WEIGHT, MOST_BYTES);
  }

  private void run() {
    var taken = new ArrayList<Waiting>(BATCH);
    try {
      while (true) {
        taken.add(queue.take());
        queue.drainTo(taken, BATCH - 1);
        deliver(taken.stream().map(Waiting::signal).toList());
        room.release(taken.stream().mapToInt(Waiting::weight).sum());
        taken.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(List<Signal> signals) throws InterruptedException {
    for (int tried = 1; ; tried++) {
      try {
        sink.accept(signals);
        return;
      } catch (SourceException e) {
        if (tried == TRIES) {
          tally.count("messages could not be stored and were dropped.", signals.size());
          return;
        }
        TimeUnit.MILLISECONDS.sleep(100L << tried);
      }
    }
  }

  /// What still waits is lost; senders that want to be sure use a protocol that answers.
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    room.release(MOST_BYTES); // whoever waits for room goes home
  }
}
