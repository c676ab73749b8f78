package io.watchfloor.app.outgoing;

import io.watchfloor.connectors.notice.Destination;
import io.watchfloor.connectors.notice.Notice;
import io.watchfloor.model.signal.Severity;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Keeps notices until they are delivered: each destination has a [Lane] of its own, so that one
/// that is away holds up no other, and in a lane they stay in order. What waits lies in files and
/// survives the program. Thread-safe; putting something in never waits for the network.
public final class Outbox implements AutoCloseable {
  /// Somebody who is told of what is at least so bad.
  public record Target(String name, Severity least, Destination to) {}

  private final Path folder;
  private final InstantSource clock;
  private final RandomGenerator chance;
  private final Consumer<List<String>> undelivered;
  private final Map<String, Lane> lanes = new TreeMap<>();
  private boolean started;

  /// `undelivered` is told, in words, what could not be delivered whenever that changes; on the
  /// thread of a lane.
  public Outbox(
      Path folder,
      InstantSource clock,
      RandomGenerator chance,
      Consumer<List<String>> undelivered) {
    this.folder = folder;
    this.clock = clock;
    this.chance = chance;
    this.undelivered = undelivered;
  }

  /// From now on these are told. What waits for one that stays under its name goes on waiting.
  public synchronized void lanes(List<Target> targets) {
    lanes.values().forEach(Lane::close);
    lanes.clear();
    for (var target : targets) {
      var lane = new Lane(target, folder, clock, chance, this::told);
      lanes.put(target.name(), lane);
      if (started) lane.start();
    }
  }

  public synchronized void start() {
    started = true;
    lanes.values().forEach(Lane::start);
  }

  public synchronized void put(Notice notice) {
    for (var lane : lanes.values()) if (notice.severity().atLeast(lane.least())) lane.put(notice);
  }

  /// Without the lanes' locks: a lane tells while it holds its own.
  private void told() {
    List<Lane> all;
    synchronized (this) {
      all = List.copyOf(lanes.values());
    }
    var sentences = new ArrayList<String>();
    for (var lane : all) lane.trouble().ifPresent(sentences::add);
    undelivered.accept(sentences);
  }

  @Override
  public synchronized void close() {
    lanes.values().forEach(Lane::close);
    lanes.clear();
  }
}
