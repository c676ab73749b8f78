package io.watchfloor.model.detect;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.SourceId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Makes series of events: how many there were each minute, zero included, so that alerts a minute
/// or a log template's lines a minute are judged by the very detectors that judge every other
/// series.
///
/// To use it, count each event as it is taken in, and give what [#take] answers to
/// [Detectors#observe] as samples of the turn, once a turn:
///
/// ```java
/// rates.count(new EventRates.Name("alerts_per_minute", entity, Labels.EMPTY), now);
/// var samples = rates.take(now); // the minutes that have ended; empty most turns
/// ```
///
/// An anomaly then comes as any other, its metric being the name. Use few names (of the source, the
/// service, the template; not of the pod). Bounded: beyond [#MOST_NAMES] the one heard longest ago
/// is forgotten. `now` only goes forward; an event counts in the minute in which it arrives. The
/// engine thread owns it.
public final class EventRates {
  /// Names counted at once.
  public static final int MOST_NAMES = 2_000;

  /// Silence after which the count begins anew rather than telling a minute for each of it.
  static final int MOST_MINUTES = 60;

  private static final int VERSION = 1;
  private static final long MINUTE = 60_000;
  private static final MetricInfo INFO =
      new MetricInfo(MetricInfo.Type.GAUGE, "", "events a minute");

  /// What is counted: a metric's name, the entity it speaks of, and further labels.
  public record Name(String metric, EntityId entity, Labels labels) {
    public Name {
      if (metric.isBlank()) throw new IllegalArgumentException("a rate without a name");
    }
  }

  private final SourceId source;
  private final LinkedHashMap<Name, Integer> counts = new LinkedHashMap<>(64, 0.75f, true);
  private long minute = Long.MIN_VALUE;

  /// `source` is who is said to have told the series.
  public EventRates(SourceId source) {
    this.source = source;
  }

  /// Takes an event that arrives now. The minute in which a name is first heard counts whole.
  public void count(Name name, Instant now) {
    if (minute == Long.MIN_VALUE) minute = Math.floorDiv(now.toEpochMilli(), MINUTE);
    counts.merge(name, 1, (had, one) -> had == Integer.MAX_VALUE ? had : had + one);
    if (counts.size() > MOST_NAMES) counts.pollFirstEntry();
  }

  /// The minutes that have ended since it was asked last, of each name; a sample's time is its
  /// minute's end.
  public List<Samples> take(Instant now) {
    long current = Math.floorDiv(now.toEpochMilli(), MINUTE);
    if (minute == Long.MIN_VALUE || current <= minute) return List.of();
    long ended = current - minute;
    var told = new ArrayList<Samples>(counts.size());
    if (ended <= MOST_MINUTES)
      for (var name : counts.sequencedEntrySet())
        told.add(samples(name.getKey(), name.getValue(), (int) ended, now));
    for (var name : counts.sequencedEntrySet()) name.setValue(0);
    minute = current;
    return told;
  }

  /// The events came in the first of the minutes, there was none in the others.
  private Samples samples(Name name, int events, int minutes, Instant now) {
    var at = new long[minutes];
    var value = new double[minutes];
    for (int i = 0; i < minutes; i++) at[i] = (minute + i + 1) * MINUTE;
    value[0] = events;
    var labels = name.labels().with(Labels.NAME, name.metric());
    return new Samples(source, name.entity(), labels, INFO, now, at, value);
  }

  /// All it knows, versioned; one restored from it goes on identically.
  public byte[] state() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      Texts.write(out, source.name());
      out.writeLong(minute);
      out.writeInt(counts.size());
      for (var count : counts.sequencedEntrySet()) {
        var name = count.getKey();
        Texts.write(out, name.metric());
        Texts.write(out, name.entity().name());
        Texts.write(out, name.labels());
        out.writeInt(count.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// @throws IllegalArgumentException if the state is of another version or damaged; start fresh
  ///   then
  public static EventRates restore(byte[] state) {
    try (var in = new DataInputStream(new ByteArrayInputStream(state))) {
      if (in.readInt() != VERSION) throw new IllegalArgumentException("saved by another version");
      var rates = new EventRates(new SourceId(Texts.read(in)));
      rates.minute = in.readLong();
      int names = Texts.count(in, MOST_NAMES);
      for (int i = 0; i < names; i++) {
        var name = new Name(Texts.read(in), new EntityId(Texts.read(in)), Texts.readLabels(in));
        rates.counts.put(name, in.readInt());
      }
      if (in.available() > 0) throw new IllegalArgumentException("damaged state: too long");
      return rates;
    } catch (IOException e) {
      throw new IllegalArgumentException("damaged state of event rates", e);
    }
  }
}
