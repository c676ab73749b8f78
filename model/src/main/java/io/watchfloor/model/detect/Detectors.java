package io.watchfloor.model.detect;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Signals;
import io.watchfloor.model.signal.SourceId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Every series' detector and the logs' templates: what the pipeline asks "does anything stand
/// out?". Bounded: beyond [#MOST_SERIES] the series heard longest ago is forgotten. The engine
/// thread owns it.
public final class Detectors {
  /// Series judged at once.
  public static final int MOST_SERIES = 200_000;

  /// Series judged deeply at once: those that came first, while there is room.
  public static final int MOST_DEEP = 200;

  /// Series that people may choose to be judged deeply.
  public static final int MOST_CHOSEN = 200;

  private static final int VERSION = 8;
  private static final long LOOK_FOR_MISSING_MILLIS = 10_000;
  private static final long MISSING_ENDS_MILLIS = 15 * 60_000L;
  private static final int MOST_MISSING_OF_ENTITY = 3;

  private final LinkedHashMap<SeriesId, Watched> series = new LinkedHashMap<>(1024, 0.75f, true);
  private final Map<SourceId, Long> newest = new HashMap<>();
  private final Map<String, Double> sensitivity = new TreeMap<>();
  private final Verdicts verdicts = new Verdicts();
  private LogWatch logs = new LogWatch();
  private GroupWatch groups = new GroupWatch();
  private long lookedAt;
  private int deep;
  private double overall = 1;
  private Focus focus = Focus.NONE;
  private @Nullable Set<SeriesId> deepNow;

  /// Judges what a turn brought; the answer holds only what began, changed or ended.
  public Findings observe(Signals signals, Instant now) {
    var anomalies = new ArrayList<Anomaly>();
    for (var samples : signals.samples()) observe(samples, anomalies);
    groups.observe(signals.samples(), overall, now);
    var texts = signals.texts();
    var templates = new long[texts.size()];
    var findings = new ArrayList<LogFinding>();
    int i = 0;
    for (LogLine line : texts) templates[i++] = logs.observe(line, findings);
    if (anomalies.isEmpty() && findings.isEmpty() && templates.length == 0) return Findings.NONE;
    return new Findings(anomalies, findings, templates, logs.takeChangedTemplates());
  }

  /// Ends what has gone quiet; notices series that stopped though their source is alive.
  public Findings tick(Instant now) {
    var anomalies = new ArrayList<Anomaly>();
    var findings = new ArrayList<LogFinding>();
    logs.tick(now, findings);
    if (now.toEpochMilli() - lookedAt >= LOOK_FOR_MISSING_MILLIS) {
      lookedAt = now.toEpochMilli();
      lookForMissing(anomalies);
    }
    if (findings.isEmpty() && anomalies.isEmpty()) return Findings.NONE;
    return new Findings(anomalies, findings, new long[0], List.of());
  }

  private void observe(Samples samples, List<Anomaly> into) {
    var id = samples.series();
    var watched = series.get(id);
    if (watched == null) {
      var tier = deep < MOST_DEEP ? Tier.DEEP : Tier.WIDE;
      watched = new Watched(id, samples.entity(), samples.info(), tier);
      if (watched.isDeep()) deep++;
      deepNow = null;
      series.put(id, watched);
      if (series.size() > MOST_SERIES && series.pollFirstEntry().getValue().isDeep()) deep--;
    }
    newest.merge(samples.source(), samples.at().toEpochMilli(), Math::max);
    double own = sensitivity.isEmpty() ? 1 : sensitivity.getOrDefault(id.toString(), 1.0);
    watched.observe(samples, verdicts, own * overall, into);
  }

  public Focus focus() {
    return focus;
  }

  public void focus(Focus wanted) {
    focus = wanted;
  }

  /// The series that should be judged by another tier, the most urgent first. Each waits for a
  /// detector that has learnt its history ([Warmed]).
  public List<Switch> switches(int most) {
    return Tiers.next(series.values(), focus, most);
  }

  /// Goes on with a detector of another tier; `recent` are the series' newest points.
  public void take(Warmed warmed, Series recent) {
    var watched = series.get(warmed.series());
    boolean isDeep = warmed.tier() == Tier.DEEP;
    if (watched == null || watched.isDeep() == isDeep) return;
    watched.take(warmed, recent);
    deep += isDeep ? 1 : -1;
    deepNow = null;
  }

  /// Which series are judged deeply.
  public Set<SeriesId> deep() {
    if (deepNow == null) deepNow = Set.copyOf(Tiers.deep(series.values()));
    return deepNow;
  }

  /// A series of which no more will come, and that is no news.
  public void forget(SeriesId id) {
    var gone = series.remove(id);
    if (gone != null && gone.isDeep()) deep--;
    deepNow = null;
  }

  /// A few series of an entity speak for the rest of it: an entity that vanished is not a hundred
  /// findings.
  private void lookForMissing(List<Anomaly> into) {
    var ofEntity = new HashMap<EntityId, Integer>();
    for (var watched : series.values())
      if (watched.isMissing()) ofEntity.merge(watched.entity(), 1, Integer::sum);
    for (var watched : series.values()) {
      long sourceAt = newest.getOrDefault(watched.id().source(), Long.MIN_VALUE);
      if (watched.missingFor(sourceAt) > MISSING_ENDS_MILLIS)
        into.add(watched.endMissing(sourceAt));
      if (!watched.isDueSince(sourceAt)) continue;
      boolean isEnough = ofEntity.merge(watched.entity(), 1, Integer::sum) > MOST_MISSING_OF_ENTITY;
      if (isEnough || watched.id().metric().endsWith("_info")) watched.forgiveMissing();
      else into.add(watched.beginMissing(sourceAt));
    }
  }

  /// Where the series is expected now; empty until there is enough history.
  public Optional<Band> band(SeriesId id) {
    var watched = series.get(id);
    return watched == null ? Optional.empty() : watched.band();
  }

  /// The open episodes, in the order of their series' last samples.
  public List<Anomaly> open() {
    var open = new ArrayList<Anomaly>();
    for (var watched : series.values()) {
      if (!watched.isOpen()) continue;
      var anomaly = watched.open(newest.getOrDefault(watched.id().source(), watched.lastAt()));
      if (anomaly != null) open.add(anomaly);
    }
    return open;
  }

  /// Entities of which several metrics were strange together in the last day, oldest first.
  public List<GroupFinding> groups() {
    return groups.found();
  }

  public List<LogFinding> openLogs() {
    return logs.open();
  }

  /// The templates that stand out now, then those heard last; at most `limit`.
  public List<LogTemplate> templates(int limit) {
    return logs.templates(limit);
  }

  /// Moves each named series' scores by its factor: below 1 tells less, above 1 more; those not
  /// named are as they were. Replaces what was said before.
  public void sensitivities(Map<String, Double> bySeriesText) {
    for (var entry : bySeriesText.entrySet()) check(entry.getKey(), entry.getValue());
    sensitivity.clear();
    sensitivity.putAll(bySeriesText);
  }

  /// Moves all scores by one factor, on top of each series' own.
  public void sensitivity(double factor) {
    check("all series", factor);
    overall = factor;
  }

  private static void check(String of, double factor) {
    if (!(factor > 0) || factor > 100)
      throw new IllegalArgumentException("sensitivity of " + of + ": " + factor);
  }

  /// All that is known, versioned; detectors restored from it go on identically.
  public byte[] state() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      out.writeLong(lookedAt);
      out.writeInt(newest.size());
      for (var source : new TreeMap<>(newest).entrySet()) {
        Texts.write(out, source.getKey().name());
        out.writeLong(source.getValue());
      }
      out.writeInt(sensitivity.size());
      for (var entry : sensitivity.entrySet()) {
        Texts.write(out, entry.getKey());
        out.writeDouble(entry.getValue());
      }
      out.writeInt(series.size());
      for (var watched : series.values()) watched.write(out);
      logs.write(out);
      groups.write(out);
      out.writeInt(focus.chosen().size());
      for (var id : new TreeSet<>(focus.chosen())) Texts.write(out, id);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// @throws IllegalArgumentException if the state is of another version or damaged; start fresh
  ///   then
  public static Detectors restore(byte[] state) {
    var detectors = new Detectors();
    try (var in = new DataInputStream(new ByteArrayInputStream(state))) {
      if (in.readInt() != VERSION) throw new IllegalArgumentException("saved by another version");
      detectors.lookedAt = in.readLong();
      int sources = Texts.count(in, 1 << 16);
      for (int i = 0; i < sources; i++)
        detectors.newest.put(new SourceId(Texts.read(in)), in.readLong());
      int factors = Texts.count(in, 1 << 24);
      for (int i = 0; i < factors; i++) detectors.sensitivity.put(Texts.read(in), in.readDouble());
      int count = Texts.count(in, MOST_SERIES);
      for (int i = 0; i < count; i++) {
        var watched = Watched.read(in);
        detectors.series.put(watched.id(), watched);
        if (watched.isDeep()) detectors.deep++;
      }
      detectors.logs = LogWatch.read(in);
      detectors.groups = GroupWatch.read(in);
      int chosen = Texts.count(in, MOST_CHOSEN);
      for (int i = 0; i < chosen; i++)
        detectors.focus = detectors.focus.choosing(Texts.readSeries(in), true);
      if (in.available() > 0) throw new IllegalArgumentException("damaged state: too long");
    } catch (IOException e) {
      throw new IllegalArgumentException("damaged state", e);
    }
    return detectors;
  }
}
