package io.watchfloor.model.detect;

import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Signals;
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

/// Every series' detector and the logs' templates: what the pipeline asks "does anything stand
/// out?". Bounded: beyond [#MOST_SERIES] the series heard longest ago is forgotten. The engine
/// thread owns it.
public final class Detectors {
  /// Series judged at once.
  public static final int MOST_SERIES = 200_000;

  private static final int VERSION = 1;

  private final LinkedHashMap<SeriesId, Watched> series = new LinkedHashMap<>(1024, 0.75f, true);
  private final Map<String, Double> sensitivity = new HashMap<>();
  private final Map<String, byte[]> saved = new HashMap<>();
  private final Verdicts verdicts = new Verdicts();
  private final LogWatch logs = new LogWatch();

  private static final class Watched {
    final SeasonalDetector detector;
    final Episode episode = new Episode();
    final Verdicts latest = new Verdicts();

    Watched(SeasonalDetector detector) {
      this.detector = detector;
    }
  }

  /// Judges what a turn brought; the answer holds only what began, changed or ended.
  public Findings observe(Signals signals, Instant now) {
    var anomalies = new ArrayList<Anomaly>();
    for (var samples : signals.samples()) observe(samples, anomalies);
    var templates = new long[signals.logs().size()];
    var findings = new ArrayList<LogFinding>();
    int i = 0;
    for (LogLine line : signals.logs()) templates[i++] = logs.observe(line, findings);
    if (anomalies.isEmpty() && findings.isEmpty() && templates.length == 0) return Findings.NONE;
    return new Findings(anomalies, findings, templates, logs.takeChangedTemplates());
  }

  /// Ends what has gone quiet.
  public Findings tick(Instant now) {
    var findings = new ArrayList<LogFinding>();
    logs.tick(now, findings);
    return findings.isEmpty()
        ? Findings.NONE
        : new Findings(List.of(), findings, new long[0], List.of());
  }

  private void observe(Samples samples, List<Anomaly> into) {
    var watched = watched(samples.series());
    verdicts.reset(samples.size());
    watched.detector.observe(samples.epochMillis(), samples.values(), 0, samples.size(), verdicts);
    double factor = sensitivity.getOrDefault(samples.series().toString(), 1.0);
    for (int i = 0; i < samples.size(); i++) {
      var changed = watched.episode.take(samples, i, verdicts, factor);
      if (changed != null) into.add(changed);
    }
    watched.latest.reset(1);
    int last = samples.size() - 1;
    watched.latest.expected[0] = verdicts.expected[last];
    watched.latest.low[0] = verdicts.low[last];
    watched.latest.high[0] = verdicts.high[last];
  }

  private Watched watched(SeriesId id) {
    var known = series.get(id);
    if (known != null) return known;
    var state = saved.remove(id.source() + " " + id);
    var fresh =
        new Watched(state == null ? new SeasonalDetector() : SeasonalDetector.restore(state));
    series.put(id, fresh);
    if (series.size() > MOST_SERIES) series.pollFirstEntry();
    return fresh;
  }

  /// Where the series is expected now; empty until there is enough history.
  public Optional<Band> band(SeriesId id) {
    var watched = series.get(id);
    if (watched == null
        || watched.latest.expected.length == 0
        || Double.isNaN(watched.latest.expected[0])) return Optional.empty();
    return Optional.of(
        new Band(watched.latest.expected[0], watched.latest.low[0], watched.latest.high[0]));
  }

  public List<Anomaly> open() {
    var open = new ArrayList<Anomaly>();
    for (var watched : series.values()) {
      var episode = watched.episode.open();
      if (episode != null) open.add(episode);
    }
    return open;
  }

  public List<LogFinding> openLogs() {
    return logs.open();
  }

  /// The templates with the most lines, at most `limit`.
  public List<LogTemplate> templates(int limit) {
    return logs.templates(limit);
  }

  /// Moves one series' grades by a factor: below 1 tells less, above 1 more.
  public void sensitivity(String seriesText, double factor) {
    sensitivity.put(seriesText, factor);
  }

  /// All detectors' states, versioned.
  public byte[] state() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      out.writeInt(series.size());
      for (var entry : series.entrySet()) {
        out.writeUTF(cut(entry.getKey().source() + " " + entry.getKey()));
        var state = entry.getValue().detector.state();
        out.writeInt(state.length);
        out.write(state);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String cut(String text) {
    return text.length() > 16_000 ? text.substring(0, 16_000) : text;
  }

  /// @throws IllegalArgumentException if the state is of another version or damaged; start fresh
  ///   then
  public static Detectors restore(byte[] state) {
    var detectors = new Detectors();
    try (var in = new DataInputStream(new ByteArrayInputStream(state))) {
      if (in.readInt() != VERSION) throw new IllegalArgumentException("saved by another version");
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        var name = in.readUTF();
        int length = in.readInt();
        if (length < 0 || length > 1 << 16)
          throw new IllegalArgumentException("damaged state of " + name);
        var bytes = in.readNBytes(length);
        SeasonalDetector.restore(bytes);
        detectors.saved.put(name, bytes);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("damaged state", e);
    }
    return detectors;
  }
}
