package io.watchfloor.app.outgoing;

import io.watchfloor.app.outgoing.Outbox.Target;
import io.watchfloor.connectors.notice.Notice;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.source.SourceException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The queue of one destination, oldest first, a file for each notice. What may succeed later is
/// tried again, first after 5 s, then after twice as long each time up to 10 min (and as the other
/// side asks), for a day. What is refused for good is dropped and said. It holds at most 1,000;
/// then the oldest goes.
final class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration KEPT = Duration.ofHours(24);
  private static final int MOST = 1_000;

  private final Target target;
  private final Path folder;
  private final InstantSource clock;
  private final RandomGenerator chance;
  private final Runnable told;
  private final Deque<Path> waiting = new ArrayDeque<>();
  private final Thread thread;
  private volatile String trouble = "";
  private Instant due = Instant.MIN;
  private int failures;
  private long sequence;

  Lane(Target target, Path folder, InstantSource clock, RandomGenerator chance, Runnable told) {
    this.target = target;
    this.folder = folder.resolve(URLEncoder.encode(target.name(), StandardCharsets.UTF_8));
    this.clock = clock;
    this.chance = chance;
    this.told = told;
    this.thread = Thread.ofVirtual().name("notices-" + target.name()).unstarted(this::run);
    recover();
  }

  Severity least() {
    return target.least();
  }

  /// What is wrong with the delivery, in words.
  Optional<String> trouble() {
    return trouble.isEmpty()
        ? Optional.empty()
        : Optional.of("Notices to " + target.name() + ": " + trouble);
  }

  private void recover() {
    try (var files = Files.list(folder)) {
      files.filter(file -> file.toString().endsWith(".json")).sorted().forEach(waiting::add);
    } catch (IOException e) {
      // there is no such folder yet: nothing waits
    }
  }

  void start() {
    thread.start();
  }

  synchronized void put(Notice notice) {
    var name = String.format("%013d-%06d.json", clock.millis(), sequence++ % 1_000_000);
    try {
      Files.createDirectories(folder);
      var part = folder.resolve(name + ".part");
      Files.writeString(part, notice.json());
      Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.warn("a notice could not be kept destination={} why={}", target.name(), e.toString());
      return;
    }
    waiting.add(folder.resolve(name));
    if (waiting.size() > MOST) remove(waiting.getFirst());
    notifyAll();
  }

  private synchronized void remove(Path file) {
    waiting.remove(file);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("a notice could not be removed file={} why={}", file, e.toString());
    }
  }

  private synchronized Path awaitDue() throws InterruptedException {
    while (true) {
      var now = clock.instant();
      var next = waiting.peekFirst();
      if (next != null && !due.isAfter(now)) return next;
      if (next == null) wait();
      else wait(Math.max(1, Duration.between(now, due).toMillis()));
    }
  }

  private void run() {
    try {
      while (true) attempt(awaitDue());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Tries what waits first, if it is time; false when there was nothing to do.
  boolean turn() throws InterruptedException {
    Path next;
    synchronized (this) {
      next = waiting.peekFirst();
      if (next == null || due.isAfter(clock.instant())) return false;
    }
    attempt(next);
    return true;
  }

  private void attempt(Path file) throws InterruptedException {
    Notice notice;
    try {
      notice = Notice.read(Files.readString(file));
    } catch (IOException | SourceException e) {
      LOG.warn("what waited is no notice file={}", file);
      remove(file);
      return;
    }
    try {
      target.to().send(notice);
      remove(file);
      failures = 0;
      say("");
    } catch (SourceException e) {
      failed(file, notice, e);
    } catch (RuntimeException e) {
      failed(file, notice, new SourceException("Unexpected: " + e, true, e));
    }
  }

  private void failed(Path file, Notice notice, SourceException error) {
    boolean isTooOld = notice.at().plus(KEPT).isBefore(clock.instant());
    if (!error.retryable() || isTooOld) {
      remove(file);
      failures = 0;
      say("\"" + notice.headline() + "\" was not delivered. " + error.why());
      return;
    }
    var pause = FIRST.multipliedBy(1L << Math.min(failures++, 7));
    if (pause.compareTo(LONGEST) > 0) pause = LONGEST;
    pause = pause.plusMillis((long) (pause.toMillis() * 0.2 * chance.nextDouble()));
    var asked = error.retryAfter().orElse(Duration.ZERO);
    var next = clock.instant().plus(asked.compareTo(pause) > 0 ? asked : pause);
    say(later(next) + " wait, the next try is at " + next + ". " + error.why());
  }

  /// How many wait until then.
  private synchronized int later(Instant next) {
    due = next;
    return waiting.size();
  }

  private void say(String words) {
    if (words.equals(trouble)) return;
    trouble = words;
    if (!words.isEmpty()) LOG.warn("notices destination={} {}", target.name(), words);
    told.run();
  }

  void close() {
    thread.interrupt();
    target.to().close();
  }
}
