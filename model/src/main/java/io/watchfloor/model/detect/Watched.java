package io.watchfloor.model.detect;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One series under watch: its detector, its episode, and whether it still comes.
final class Watched {
  private static final int MISSING_STEPS = 10;
  private static final long MISSING_MILLIS = 60_000;
  private static final double MISSING_GRADE = 0.6;

  private final SeriesId id;
  private SurpriseDetector detector;
  private final Episode episode;
  private EntityId entity;
  private MetricInfo info;

  /// What a detector that has just taken over was telling already: nothing new until it is over.
  private @Nullable Episode settling;

  private long lastAt = Long.MIN_VALUE;
  private long missingSince = Long.MIN_VALUE;
  private boolean wasMissed;
  private double expected = Double.NaN;
  private double low = Double.NaN;
  private double high = Double.NaN;

  Watched(SeriesId id, EntityId entity, MetricInfo info, Tier tier) {
    this(
        id,
        entity,
        info,
        new SurpriseDetector(tier == Tier.DEEP, Meaning.of(id.metric(), info), 0),
        new Episode());
  }

  private Watched(
      SeriesId id, EntityId entity, MetricInfo info, SurpriseDetector detector, Episode episode) {
    this.id = id;
    this.entity = entity;
    this.info = info;
    this.detector = detector;
    this.episode = episode;
  }

  SeriesId id() {
    return id;
  }

  EntityId entity() {
    return entity;
  }

  long lastAt() {
    return lastAt;
  }

  boolean isDeep() {
    return detector.isDeep();
  }

  boolean isOpen() {
    return episode.isOpen() || isMissing();
  }

  boolean isMissing() {
    return missingSince != Long.MIN_VALUE;
  }

  /// Judges the samples; adds what began, changed or ended. `mayBegin` is false where too many
  /// episodes are open already.
  void observe(Samples samples, Verdicts verdicts, double factor, List<Anomaly> into) {
    entity = samples.entity();
    info = samples.info();
    var values = samples.values();
    var times = samples.epochMillis();
    verdicts.reset(samples.size());
    for (int i = 0; i < values.length; i++) {
      detector.observe(times, values, i, i + 1, verdicts);
      if (!Double.isNaN(values[i])) arrive(times[i], into);
      boolean isSeasonBreak =
          verdicts.grade[i] > 0
              && !episode.isOpen()
              && detector.band().isOrdinaryWithoutDay(values[i]);
      if (isSettling(times[i], values[i], verdicts, i, factor)) continue;
      var step =
          episode.take(
              times[i], values[i], verdicts, i, factor, detector.band().usualGap(), isSeasonBreak);
      if (step != Episode.Step.NOTHING) into.add(anomaly());
    }
    int last = values.length - 1;
    expected = verdicts.expected[last];
    low = verdicts.low[last];
    high = verdicts.high[last];
  }

  private boolean isSettling(long at, double value, Verdicts verdicts, int i, double factor) {
    if (settling == null) return false;
    settling.take(at, value, verdicts, i, factor, detector.band().usualGap(), false);
    if (settling.isOpen()) return true;
    settling = null;
    return false;
  }

  /// Goes on with a detector of another tier. `recent` are the newest points, of which the warmed
  /// one learns what it has not seen. The open episode stays open, and what the new detector would
  /// have begun in the past is not told as if it began now.
  void take(Warmed warmed, Series recent) {
    warmed.learn(recent, lastAt);
    detector = detector.with(warmed.detector());
    boolean isLate = warmed.episode().isOpen() && !episode.isOpen();
    settling = isLate ? warmed.episode() : null;
  }

  private void arrive(long at, List<Anomaly> into) {
    lastAt = at;
    wasMissed = false;
    if (isMissing()) into.add(endMissing(at));
  }

  Anomaly endMissing(long at) {
    var ended = missing(Optional.of(Instant.ofEpochMilli(at)), at);
    missingSince = Long.MIN_VALUE;
    return ended;
  }

  /// Whether a series that came regularly has not come for long, though its source has told of
  /// `sourceAt`. Told once until it comes again.
  boolean isDueSince(long sourceAt) {
    if (isMissing() || wasMissed || !detector.band().isExpected()) return false;
    return sourceAt - lastAt > Math.max(MISSING_MILLIS, MISSING_STEPS * detector.band().usualGap());
  }

  long missingFor(long sourceAt) {
    return isMissing() ? sourceAt - missingSince : 0;
  }

  Anomaly beginMissing(long sourceAt) {
    missingSince = lastAt + Math.round(detector.band().usualGap());
    wasMissed = true;
    return missing(Optional.empty(), sourceAt);
  }

  void forgiveMissing() {
    wasMissed = true;
  }

  Optional<Band> band() {
    return Double.isNaN(expected) ? Optional.empty() : Optional.of(new Band(expected, low, high));
  }

  @Nullable Anomaly open(long sourceAt) {
    if (episode.isOpen()) return anomaly();
    return isMissing() ? missing(Optional.empty(), sourceAt) : null;
  }

  private Anomaly anomaly() {
    return told(id, entity, info, episode);
  }

  /// The episode as it stands.
  static Anomaly told(SeriesId id, EntityId entity, MetricInfo info, Episode episode) {
    return new Anomaly(
        name(id, episode.from()),
        id,
        entity,
        info,
        Instant.ofEpochMilli(episode.from()),
        episode.isOpen() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(episode.until())),
        Instant.ofEpochMilli(episode.at()),
        episode.kind(),
        episode.grade(),
        episode.value(),
        episode.expected(),
        episode.low(),
        episode.high());
  }

  private Anomaly missing(Optional<Instant> until, long at) {
    return new Anomaly(
        name(id, missingSince) + "-gap",
        id,
        entity,
        info,
        Instant.ofEpochMilli(missingSince),
        until,
        Instant.ofEpochMilli(at),
        Anomaly.Kind.MISSING_DATA,
        MISSING_GRADE,
        Double.NaN,
        expected,
        low,
        high);
  }

  private static String name(SeriesId id, long from) {
    long source = id.source().name().hashCode() * 0x9e3779b97f4a7c15L;
    return Long.toHexString(id.labels().fingerprint() ^ source) + "-" + Long.toString(from, 36);
  }

  void write(DataOutput out) throws IOException {
    Texts.write(out, id);
    Texts.write(out, entity.name());
    Texts.write(out, info);
    detector.write(out);
    episode.write(out);
    out.writeBoolean(settling != null);
    if (settling != null) settling.write(out);
    out.writeLong(lastAt);
    out.writeLong(missingSince);
    out.writeBoolean(wasMissed);
    out.writeDouble(expected);
    out.writeDouble(low);
    out.writeDouble(high);
  }

  /// @throws IllegalArgumentException if what follows is no such state
  static Watched read(DataInput in) throws IOException {
    var id = Texts.readSeries(in);
    var entity = new EntityId(Texts.read(in));
    var info = Texts.readInfo(in);
    var detector = SurpriseDetector.read(in);
    var episode = new Episode();
    episode.read(in);
    var watched = new Watched(id, entity, info, detector, episode);
    if (in.readBoolean()) {
      var settling = new Episode();
      settling.read(in);
      watched.settling = settling;
    }
    watched.lastAt = in.readLong();
    watched.missingSince = in.readLong();
    watched.wasMissed = in.readBoolean();
    watched.expected = in.readDouble();
    watched.low = in.readDouble();
    watched.high = in.readDouble();
    return watched;
  }
}
