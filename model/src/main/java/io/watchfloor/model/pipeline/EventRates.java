package io.watchfloor.model.pipeline;

import io.watchfloor.model.log.SavedText;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.SourceId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How many alerts fired and how many lines of each log template came in each minute, as series
/// like any other: stored, drawn, and judged by the same detectors. A minute without any is 0;
/// while a source is blind nothing is claimed. Bounded: the template that was heard longest ago
/// makes room. The engine thread owns it.
final class EventRates {
  static final String ALERTS = "watchfloor_alerts_per_minute";
  static final String LINES = "watchfloor_log_lines_per_minute";
  static final String TEMPLATE = "template";

  private static final int VERSION = 1;
  private static final int MOST = 400;
  private static final int LONGEST = 1 << 16;
  private static final long MINUTE = 60_000;

  private static final MetricInfo INFO = new MetricInfo(MetricInfo.Type.COUNTER, "/min", "");

  private static final double BEGINS = 0.5;
  private static final double ENDS = 0.05;
  private static final int YOUNG_MINUTES = 10;
  private static final double MEMORY_MINUTES = 60;

  /// What came in the minute that runs, and what usually comes in one.
  private static final class Count {
    int running;
    int minutes;
    double usual;
    boolean isTold;

    void close(double perMinute) {
      minutes++;
      usual += Math.max(1.0 / minutes, 1 / MEMORY_MINUTES) * (perMinute - usual);
      running = 0;
      if (minutes >= YOUNG_MINUTES && usual >= BEGINS) isTold = true;
    }

    boolean isOver() {
      return minutes >= YOUNG_MINUTES && usual < ENDS;
    }
  }

  /// By series; the one heard longest ago first.
  private final LinkedHashMap<SeriesId, Count> counts = new LinkedHashMap<>(64, 0.75f, true);

  private long minute = Long.MIN_VALUE;

  void alertFired(SourceId source) {
    count(new SeriesId(source, Labels.of(Labels.NAME, ALERTS)));
  }

  /// @param templates of each line, in the same order; 0 for a line without one
  void linesCame(List<LogLine> lines, long[] templates) {
    for (int i = 0; i < Math.min(lines.size(), templates.length); i++)
      if (templates[i] != 0)
        count(
            new SeriesId(
                lines.get(i).source(),
                Labels.of(Labels.NAME, LINES, TEMPLATE, Long.toHexString(templates[i]))));
  }

  private void count(SeriesId id) {
    counts.computeIfAbsent(id, fresh -> new Count()).running++;
  }

  /// The counts of the minute that is over; empty while it runs.
  List<Samples> take(Set<SourceId> blind, Instant now) {
    long running = Math.floorDiv(now.toEpochMilli(), MINUTE);
    if (minute == Long.MIN_VALUE) minute = running;
    if (running <= minute) return List.of();
    var told = new ArrayList<Samples>();
    for (var entry : counts.entrySet()) {
      var id = entry.getKey();
      var count = entry.getValue();
      double perMinute = count.running / (double) (running - minute);
      if (blind.contains(id.source())) {
        count.running = 0;
        continue;
      }
      count.close(perMinute);
      if (!count.isTold) continue;
      var at = new long[] {running * MINUTE};
      var value = new double[] {perMinute};
      told.add(new Samples(id.source(), EntityId.NONE, id.labels(), INFO, now, at, value));
    }
    minute = running;
    return told;
  }

  /// Drops what has become rare or is too much, and says what was dropped: no more samples of it
  /// will come.
  Collection<SeriesId> forget() {
    var dropped = new ArrayList<SeriesId>();
    for (var entry : counts.entrySet()) if (entry.getValue().isOver()) dropped.add(entry.getKey());
    dropped.forEach(counts::remove);
    while (counts.size() > MOST) dropped.add(counts.pollFirstEntry().getKey());
    return dropped;
  }

  /// Which series there are: after a restart their silence is still a silence.
  byte[] state() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      out.writeInt(counts.size());
      for (var entry : counts.entrySet()) {
        var id = entry.getKey();
        SavedText.write(out, id.source().name());
        SavedText.write(out, id.metric());
        SavedText.write(out, id.labels().value(TEMPLATE));
        out.writeInt(entry.getValue().minutes);
        out.writeDouble(entry.getValue().usual);
        out.writeBoolean(entry.getValue().isTold);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// Takes up the series there were; what can't be read is begun anew.
  void restore(byte[] saved) {
    Map<SeriesId, Count> known = new LinkedHashMap<>();
    try (var in = new DataInputStream(new ByteArrayInputStream(saved))) {
      if (in.readInt() != VERSION) return;
      int count = SavedText.count(in, 1 << 20);
      for (int i = 0; i < count; i++) {
        var source = new SourceId(SavedText.read(in, LONGEST));
        var metric = SavedText.read(in, LONGEST);
        var template = SavedText.read(in, LONGEST);
        var labels = Labels.of(Labels.NAME, metric);
        var rate = new Count();
        rate.minutes = in.readInt();
        rate.usual = in.readDouble();
        rate.isTold = in.readBoolean();
        known.put(
            new SeriesId(source, template.isEmpty() ? labels : labels.with(TEMPLATE, template)),
            rate);
      }
    } catch (IOException | IllegalArgumentException _) {
      return;
    }
    counts.putAll(known);
  }
}
