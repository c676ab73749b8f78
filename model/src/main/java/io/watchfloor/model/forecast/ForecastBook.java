package io.watchfloor.model.forecast;

import io.watchfloor.model.log.SavedText;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.SourceId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// Remembers forecasts of limits as they were made and scores each when its time has come. A
/// series' forecast is noted again when a quarter of the way foretold has passed, so that one that
/// is repeated every half minute counts once. What is written in the data (the end of a
/// certificate) is no forecast. Bounded. The engine thread owns it.
public final class ForecastBook {
  private static final int VERSION = 1;
  private static final int MOST_WAITING = 2_000;
  private static final int MOST_OF_SERIES = 8;
  private static final int MOST_SCORED = 500;
  private static final Duration LEAST_AHEAD = Duration.ofMinutes(10);
  private static final int LONGEST = 1 << 20;
  private static final long NEVER = Long.MIN_VALUE;

  private final Map<SeriesId, List<Foretold>> waiting = new LinkedHashMap<>();

  /// What came of one: whether within its interval, and how far off (NaN: it did not come).
  private record Score(boolean isWithin, double errorHours) {}

  private final Deque<Score> scores = new ArrayDeque<>();
  private int count;

  /// Notes what is foretold now.
  public void note(Collection<Outlook> outlooks, Instant now) {
    for (var outlook : outlooks) {
      if (outlook.likely().isEmpty() || isKnown(outlook)) continue;
      var fresh = Foretold.of(outlook, now);
      if (fresh.ahead().compareTo(LEAST_AHEAD) < 0 || fresh.isReachedBy(fresh.start())) continue;
      var before = waiting.computeIfAbsent(outlook.series(), id -> new ArrayList<>());
      if (!before.isEmpty() && !isDue(before.getLast(), now)) continue;
      if (before.size() == MOST_OF_SERIES || count == MOST_WAITING) continue;
      before.add(fresh);
      count++;
    }
    waiting.values().removeIf(List::isEmpty);
  }

  private static boolean isKnown(Outlook outlook) {
    return outlook.earliest().isPresent() && outlook.earliest().equals(outlook.latest());
  }

  private static boolean isDue(Foretold last, Instant now) {
    return Duration.between(last.at(), now).compareTo(last.ahead().dividedBy(4)) >= 0;
  }

  /// Scores what has come, and what should have. `newest` gives a series' newest value, NaN where
  /// it is not known: such a forecast is dropped when its time is over, unscored.
  public void score(ToDoubleFunction<SeriesId> newest, Instant now) {
    for (var entry : waiting.entrySet()) {
      double value = newest.applyAsDouble(entry.getKey());
      entry.getValue().removeIf(one -> isOver(one, value, now));
    }
    waiting.values().removeIf(List::isEmpty);
  }

  private boolean isOver(Foretold one, double value, Instant now) {
    boolean isReached = one.isReachedBy(value);
    if (!isReached && !now.isAfter(one.tooLate())) return false;
    count--;
    if (isReached) {
      double off = Math.abs(Duration.between(one.likely(), now).toMillis()) / 3_600_000.0;
      add(new Score(one.isWithin(now), off));
    } else if (!Double.isNaN(value)) {
      add(new Score(false, Double.NaN));
    }
    return true;
  }

  private void add(Score score) {
    scores.addLast(score);
    if (scores.size() > MOST_SCORED) scores.removeFirst();
  }

  /// What all of it amounts to.
  public ForecastRecord record() {
    var errors =
        scores.stream().mapToDouble(Score::errorHours).filter(Double::isFinite).sorted().toArray();
    int within = (int) scores.stream().filter(Score::isWithin).count();
    double median = errors.length == 0 ? Double.NaN : errors[errors.length / 2];
    return new ForecastRecord(errors.length, within, scores.size() - errors.length, count, median);
  }

  /// All it knows, versioned.
  public byte[] state() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      out.writeInt(count);
      for (var all : waiting.values()) for (var one : all) write(one, out);
      out.writeInt(scores.size());
      for (var score : scores) {
        out.writeBoolean(score.isWithin());
        out.writeDouble(score.errorHours());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(Foretold one, DataOutputStream out) throws IOException {
    SavedText.write(out, one.series().source().name());
    var labels = one.series().labels().map();
    out.writeInt(labels.size());
    for (var label : labels.entrySet()) {
      SavedText.write(out, label.getKey());
      SavedText.write(out, label.getValue());
    }
    out.writeDouble(one.start());
    out.writeDouble(one.limit());
    out.writeLong(one.at().toEpochMilli());
    out.writeLong(one.likely().toEpochMilli());
    out.writeLong(one.earliest().toEpochMilli());
    out.writeLong(one.latest().map(Instant::toEpochMilli).orElse(NEVER));
  }

  /// @throws IllegalArgumentException if the state is of another version or damaged; start fresh
  ///   then
  public static ForecastBook restore(byte[] state) {
    try (var in = new DataInputStream(new ByteArrayInputStream(state))) {
      if (in.readInt() != VERSION) throw new IllegalArgumentException("saved by another version");
      var book = new ForecastBook();
      int waiting = SavedText.count(in, MOST_WAITING);
      for (int i = 0; i < waiting; i++) {
        var one = read(in);
        book.waiting.computeIfAbsent(one.series(), id -> new ArrayList<>()).add(one);
      }
      book.count = waiting;
      int scores = SavedText.count(in, MOST_SCORED);
      for (int i = 0; i < scores; i++)
        book.scores.add(new Score(in.readBoolean(), in.readDouble()));
      if (in.available() > 0) throw new IllegalArgumentException("damaged state: too long");
      return book;
    } catch (IOException e) {
      throw new IllegalArgumentException("damaged state of the forecasts' record", e);
    }
  }

  private static Foretold read(DataInputStream in) throws IOException {
    var source = new SourceId(SavedText.read(in, LONGEST));
    int labels = SavedText.count(in, 1_000);
    var named = new LinkedHashMap<String, String>();
    for (int i = 0; i < labels; i++)
      named.put(SavedText.read(in, LONGEST), SavedText.read(in, LONGEST));
    return new Foretold(
        new SeriesId(source, Labels.of(named)),
        in.readDouble(),
        in.readDouble(),
        Instant.ofEpochMilli(in.readLong()),
        Instant.ofEpochMilli(in.readLong()),
        Instant.ofEpochMilli(in.readLong()),
        latest(in.readLong()));
  }

  private static Optional<Instant> latest(long millis) {
    return millis == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
