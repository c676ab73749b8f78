package io.watchfloor.app.engine;

import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Listener;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One virtual thread a source: pull, hand over, wait for the next turn. Schedule, retries and
/// back-off live here and nowhere else.
final class Pullers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pullers.class);

  /// A batch is handed over in parts of at most this many signals (or samples), so that no turn
  /// takes long.
  private static final int PART_SIGNALS = 2_000;

  private static final Duration STORED_WITHIN = Duration.ofSeconds(30);
  private static final int PART_SAMPLES = 20_000;
  private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(2);

  private final Inbox inbox;
  private final InstantSource clock;
  private final RandomGenerator chance;
  private final Map<SourceId, Puller> pullers = new ConcurrentHashMap<>();

  Pullers(Inbox inbox, InstantSource clock, RandomGenerator chance) {
    this.inbox = inbox;
    this.clock = clock;
    this.chance = chance;
  }

  void start(Source source, Duration interval, Cursor from) {
    var puller = new Puller(source, interval, from);
    var before = pullers.put(source.id(), puller);
    if (before != null) before.stop();
    puller.thread.start();
  }

  void stop(SourceId id) {
    var puller = pullers.remove(id);
    if (puller != null) puller.stop();
  }

  void pause(SourceId id, boolean paused) {
    var puller = pullers.get(id);
    if (puller == null) return;
    puller.paused = paused;
    puller.wake.release();
  }

  void pullNow(SourceId id) {
    var puller = pullers.get(id);
    if (puller != null) puller.wake.release();
  }

  Optional<Source> source(SourceId id) {
    return Optional.ofNullable(pullers.get(id)).map(puller -> puller.source);
  }

  List<Source> sources() {
    return pullers.values().stream().map(puller -> puller.source).toList();
  }

  /// A listening source was told something; back when it is stored.
  private void told(SourceId source, List<Signal> signals)
      throws SourceException, InterruptedException {
    for (int from = 0; from < signals.size(); from += PART_SIGNALS) {
      var part = List.copyOf(signals.subList(from, Math.min(signals.size(), from + PART_SIGNALS)));
      var stored = new CompletableFuture<Boolean>();
      inbox.putBatch(new Message.Pushed(source, part, clock.instant(), stored));
      try {
        if (stored.get(STORED_WITHIN.toSeconds(), TimeUnit.SECONDS)) continue;
        throw new SourceException("It could not be stored; details are in the log.", true, null);
      } catch (TimeoutException | ExecutionException e) {
        throw new SourceException("There is too much to do; it was not stored yet.", true, e);
      }
    }
  }

  @Override
  public void close() {
    for (var id : List.copyOf(pullers.keySet())) stop(id);
  }

  private final class Puller {
    final Source source;
    final Duration interval;
    final Thread thread;
    final Semaphore wake = new Semaphore(0);
    volatile boolean paused;
    private Cursor cursor;
    private boolean listening;
    private int failures;

    Puller(Source source, Duration interval, Cursor from) {
      this.source = source;
      this.interval = interval;
      this.cursor = from;
      this.thread = Thread.ofVirtual().name("pull-" + source.id()).unstarted(this::loop);
    }

    void stop() {
      thread.interrupt();
    }

    private void loop() {
      try (source) {
        while (!Thread.currentThread().isInterrupted()) {
          long began = System.nanoTime();
          var wait = paused ? Duration.ofDays(1) : pullOnce();
          long left = wait.toNanos() - (failures == 0 ? System.nanoTime() - began : 0);
          wake.drainPermits();
          if (left > 0) wake.tryAcquire(left, TimeUnit.NANOSECONDS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /// How long to wait for the next turn.
    private Duration pullOnce() throws InterruptedException {
      var now = clock.instant();
      if (!cursor.upTo().isBefore(now)) return interval;
      try {
        if (source instanceof Listener listener && !listening) {
          listener.open(signals -> told(source.id(), signals));
          listening = true;
        }
        var pull = source.pull(new Window(cursor.upTo(), now), cursor);
        handOver(pull);
        cursor = pull.next();
        failures = 0;
        return interval;
      } catch (SourceException e) {
        return failed(e);
      } catch (RuntimeException e) {
        LOG.error("source failed unexpectedly source={}", source.id(), e);
        return failed(
            new SourceException("Unexpected answer: " + e + ". Details are in the log.", true, e));
      }
    }

    private Duration failed(SourceException error) {
      failures++;
      var wait = error.retryAfter().orElseGet(() -> backOff(error.retryable()));
      inbox.put(new Message.PullFailed(source.id(), error, clock.instant().plus(wait)));
      return wait;
    }

    /// Doubles from the interval, with a quarter of jitter. What only a person can mend is still
    /// tried, rarely, because the person may mend it at the other end.
    private Duration backOff(boolean retryable) {
      long base = Math.max(interval.toMillis(), 1_000);
      long doubled = base << Math.min(failures - 1, 8);
      long millis =
          Math.min(retryable ? doubled : doubled * 4, Math.max(LONGEST_BACK_OFF.toMillis(), base));
      return Duration.ofMillis((long) (millis * (0.75 + 0.5 * chance.nextDouble())));
    }

    private void handOver(Pull pull) throws InterruptedException {
      var received = clock.instant();
      var part = new ArrayList<Signal>();
      int samples = 0;
      for (var signal : pull.signals()) {
        part.add(signal);
        if (signal instanceof Samples some) samples += some.size();
        if (part.size() >= PART_SIGNALS || samples >= PART_SAMPLES) {
          inbox.putBatch(
              new Message.Pulled(
                  source.id(), List.copyOf(part), Optional.empty(), received, Duration.ZERO));
          part.clear();
          samples = 0;
        }
      }
      inbox.putBatch(
          new Message.Pulled(
              source.id(), List.copyOf(part), Optional.of(pull), received, pull.skew()));
    }
  }
}
