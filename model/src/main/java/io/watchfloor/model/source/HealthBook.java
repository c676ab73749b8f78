package io.watchfloor.model.source;

import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The health of every source, from what its pulls did. A source is late after its first failure or
/// a quarter of an interval past its turn, and blind at two intervals without success; being blind
/// leaves a gap. The engine thread owns it.
public final class HealthBook {
  private static final Duration GAPS_KEPT = Duration.ofHours(24);

  /// What a change of health is told as.
  public record Turn(SourceId id, SourceHealth health, Instant since, Instant at, String why) {}

  private final Map<SourceId, Entry> entries = new TreeMap<>();

  /// Begins to watch a source (again).
  public void add(SourceId id, String type, Duration interval, Instant now) {
    var known = entries.get(id);
    var entry = new Entry(id, type, interval, now);
    if (known != null) entry.gaps.addAll(known.gaps);
    entries.put(id, entry);
  }

  /// A source is asked more or less often from now on, by the clock that judges it.
  public void interval(SourceId id, Duration interval) {
    var entry = entries.get(id);
    if (entry != null) entry.interval = interval;
  }

  public void remove(SourceId id) {
    entries.remove(id);
  }

  /// Gaps known from before a restart.
  public void restore(Map<SourceId, List<Window>> gaps) {
    gaps.forEach(
        (id, windows) -> {
          var entry = entries.get(id);
          if (entry != null) entry.gaps.addAll(windows);
        });
  }

  public Optional<Turn> succeeded(
      SourceId id,
      Instant at,
      Optional<Instant> newest,
      int signals,
      int series,
      Pull pull,
      Duration skew) {
    var entry = entries.get(id);
    if (entry == null) return Optional.empty();
    entry.failures = 0;
    entry.error = "";
    entry.nextTry = null;
    entry.notices = pull.notices();
    entry.count(signals, series, newest);
    entry.skew = skew;
    entry.countRequests(pull.requests(), at);
    if (entry.health == SourceHealth.BLIND) entry.closeGap(at);
    entry.lastSuccess = at;
    return entry.health == SourceHealth.PAUSED
        ? Optional.empty()
        : entry.become(SourceHealth.OK, at, at, "");
  }

  /// A source that listens was told something; that it is healthy only its pulls say.
  public void told(SourceId id, Optional<Instant> newest, int signals, int series) {
    var entry = entries.get(id);
    if (entry != null) entry.count(signals, series, newest);
  }

  public Optional<Turn> failed(SourceId id, Instant at, String error, Instant nextTry) {
    var entry = entries.get(id);
    if (entry == null || entry.health == SourceHealth.PAUSED) return Optional.empty();
    entry.failures++;
    entry.error = error;
    entry.nextTry = nextTry;
    if (entry.health == SourceHealth.BLIND) return Optional.empty();
    return entry.isBlindAt(at)
        ? entry.become(SourceHealth.BLIND, entry.blindSince(), at, error)
        : entry.become(SourceHealth.LATE, entry.blindSince(), at, error);
  }

  public Optional<Turn> paused(SourceId id, boolean paused, Instant at) {
    var entry = entries.get(id);
    if (entry == null) return Optional.empty();
    if (entry.health == SourceHealth.BLIND) entry.closeGap(at);
    entry.lastSuccess = null;
    entry.added = at;
    return entry.become(
        paused ? SourceHealth.PAUSED : SourceHealth.STARTING,
        at,
        at,
        paused ? "paused by a person" : "");
  }

  /// Finds the sources that have gone silent.
  public List<Turn> tick(Instant now) {
    var turns = new ArrayList<Turn>();
    for (var entry : entries.values()) {
      if (entry.health == SourceHealth.PAUSED || entry.health == SourceHealth.BLIND) continue;
      var why = entry.error.isEmpty() ? "no answer since " + entry.blindSince() : entry.error;
      if (entry.isBlindAt(now))
        entry.become(SourceHealth.BLIND, entry.blindSince(), now, why).ifPresent(turns::add);
      else if (entry.isLateAt(now))
        entry.become(SourceHealth.LATE, entry.blindSince(), now, why).ifPresent(turns::add);
    }
    return turns;
  }

  public List<SourceStatus> all(Instant now) {
    return entries.values().stream().map(entry -> entry.status(now)).toList();
  }

  /// The stretch in which a source is blind now, growing.
  public Map<SourceId, Window> openGaps(Instant now) {
    var open = new TreeMap<SourceId, Window>();
    for (var entry : entries.values()) {
      if (entry.health == SourceHealth.BLIND && entry.since.isBefore(now))
        open.put(entry.id, new Window(entry.since, now));
    }
    return open;
  }

  /// Gaps that have ended since the last call.
  public Map<SourceId, Window> takeEndedGaps() {
    var ended = new TreeMap<SourceId, Window>();
    for (var entry : entries.values()) {
      if (entry.endedGap != null) ended.put(entry.id, entry.endedGap);
      entry.endedGap = null;
    }
    return ended;
  }

  private static final class Entry {
    final SourceId id;
    final String type;
    final List<Window> gaps = new ArrayList<>();
    Duration interval;
    Instant added;
    SourceHealth health = SourceHealth.STARTING;
    Instant since;
    @Nullable Instant lastSuccess;
    @Nullable Instant newest;
    @Nullable Instant nextTry;
    @Nullable Window endedGap;
    Duration skew = Duration.ZERO;
    String error = "";
    List<String> notices = List.of();
    int failures;
    long signals;
    int series;
    private Instant minute;
    private int requestsThisMinute;
    private int requestsLastMinute;

    Entry(SourceId id, String type, Duration interval, Instant now) {
      this.id = id;
      this.type = type;
      this.interval = interval;
      this.added = now;
      this.since = now;
      this.minute = now;
    }

    /// From when on we know nothing: the last success, or the start.
    Instant blindSince() {
      return lastSuccess == null ? added : lastSuccess;
    }

    boolean isBlindAt(Instant now) {
      return Duration.between(blindSince(), now).compareTo(interval.multipliedBy(2)) >= 0;
    }

    boolean isLateAt(Instant now) {
      return lastSuccess != null
          && Duration.between(lastSuccess, now)
                  .compareTo(interval.plus(interval.dividedBy(4)).plusSeconds(1))
              > 0;
    }

    Optional<Turn> become(SourceHealth next, Instant from, Instant at, String why) {
      if (health == next) return Optional.empty();
      if (!(health == SourceHealth.LATE && next == SourceHealth.BLIND)) since = from;
      health = next;
      return Optional.of(new Turn(id, next, since, at, why));
    }

    void closeGap(Instant at) {
      if (!since.isBefore(at)) return;
      endedGap = new Window(since, at);
      gaps.add(endedGap);
      gaps.removeIf(gap -> gap.to().isBefore(at.minus(GAPS_KEPT)));
    }

    void count(int more, int seriesSeen, Optional<Instant> newestOfThem) {
      signals += more;
      series = Math.max(seriesSeen, series);
      newestOfThem.ifPresent(
          time -> newest = newest == null || time.isAfter(newest) ? time : newest);
    }

    void countRequests(int requests, Instant at) {
      if (Duration.between(minute, at).compareTo(Duration.ofMinutes(1)) >= 0) {
        requestsLastMinute = requestsThisMinute;
        requestsThisMinute = 0;
        minute = at;
      }
      requestsThisMinute += requests;
    }

    SourceStatus status(Instant now) {
      var windows = new ArrayList<>(gaps);
      if (health == SourceHealth.BLIND && since.isBefore(now)) windows.add(new Window(since, now));
      var lag = newest == null ? Duration.ZERO : Duration.between(newest, now);
      return new SourceStatus(
          id,
          type,
          health,
          since,
          Optional.ofNullable(lastSuccess),
          Optional.ofNullable(newest),
          interval,
          lag.isNegative() ? Duration.ZERO : lag,
          skew,
          error,
          Optional.ofNullable(nextTry),
          failures,
          signals,
          series,
          Math.max(requestsLastMinute, requestsThisMinute),
          notices,
          windows);
    }
  }
}
