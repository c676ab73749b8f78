package io.watchfloor.model.detect;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/// Judges many metrics of one entity together, one row at a time, online, without look-ahead. Each
/// metric's surprise ([GroupMetric]) is in decades of rarity, whatever its unit; the mean of the
/// [#STRANGEST] most surprised ones, less what chance alone makes of as many metrics, smoothed over
/// [#SMOOTH] rows, is the group's score: several metrics that are a little strange at once, for a
/// few rows, weigh more than one that is very strange once. A mean of fewer than that many metrics
/// counts for less, as it is noisier. The order of the metrics and their units mean nothing.
/// Deterministic; allocates nothing per row. Not thread-safe.
///
/// The expected mean of the largest of n exponential variables: A. Rényi, "On the theory of order
/// statistics" (1953).
public final class GroupDetector {
  private static final int VERSION = 1;
  private static final int STRANGEST = 5;
  private static final double SMOOTH = 3;
  private static final int MOST_METRICS = 1 << 16;
  private static final double ORDINARY_DECADES = 2;
  private static final double NEVER_SEEN_DECADES = 5;

  private final int binsPerOctave;
  private final GroupMetric[] metrics;
  private final double[] smoothed;
  private final double[] byChance;
  private final double[] strangest = new double[STRANGEST];
  private final TailTable rarity;
  private final GroupEpisode episode;
  private double score;

  /// For `metrics` metrics; `binsPerOctave` is how finely it remembers.
  GroupDetector(int metrics, int binsPerOctave) {
    this(metrics, binsPerOctave, new TailTable(binsPerOctave), new GroupEpisode());
  }

  private GroupDetector(int metrics, int binsPerOctave, TailTable rarity, GroupEpisode episode) {
    this.binsPerOctave = binsPerOctave;
    this.rarity = rarity;
    this.episode = episode;
    this.metrics = new GroupMetric[metrics];
    for (int m = 0; m < metrics; m++) this.metrics[m] = new GroupMetric(binsPerOctave);
    smoothed = new double[metrics];
    byChance = byChance(metrics);
  }

  /// The same with room for more metrics, which are new to it. It takes over all that this one
  /// knows; this one must not be asked again.
  GroupDetector grown(int room) {
    if (room < metrics.length)
      throw new IllegalArgumentException("from " + metrics.length + " metrics to " + room);
    var larger = new GroupDetector(room, binsPerOctave, rarity, episode);
    System.arraycopy(metrics, 0, larger.metrics, 0, metrics.length);
    System.arraycopy(smoothed, 0, larger.smoothed, 0, smoothed.length);
    larger.score = score;
    return larger;
  }

  /// What chance makes the mean of the strangest of 0, 1, 2 … metrics, decades.
  private static double[] byChance(int metrics) {
    var harmonic = new double[metrics + 1];
    var expected = new double[metrics + 1];
    for (int n = 1; n <= metrics; n++) {
      harmonic[n] = harmonic[n - 1] + 1.0 / n;
      int taken = Math.min(n, STRANGEST);
      double sum = 0;
      for (int i = 0; i < taken; i++) sum += harmonic[n] - harmonic[i];
      expected[n] = sum / taken / Math.log(10);
    }
    return expected;
  }

  public int metrics() {
    return metrics.length;
  }

  /// Takes the row of time `at` (epoch milliseconds), one value a metric, NaN where none arrived.
  public void observe(long at, double[] row, GroupVerdict out) {
    observe(at, row, 1, out);
  }

  /// The same with another sensitivity: 1 as shipped, more tells more. The score is untouched.
  public void observe(long at, double[] row, double sensitivity, GroupVerdict out) {
    if (row.length < metrics.length)
      throw new IllegalArgumentException(row.length + " values of " + metrics.length + " metrics");
    Arrays.fill(strangest, 0);
    int judged = 0;
    for (int m = 0; m < metrics.length; m++) {
      double surprise = 0;
      if (GroupMetric.isValue(row[m]) && metrics[m].take(at, row[m])) {
        judged++;
        surprise = metrics[m].signed();
        rank(Math.abs(surprise));
      }
      smoothed[m] += (surprise - smoothed[m]) / SMOOTH;
      if (Math.abs(smoothed[m]) < 1e-3) smoothed[m] = 0;
      out.surprise[m] = smoothed[m];
    }
    if (judged > 0) learn(at, judged, sensitivity);
    out.score = score;
    double decades = rarity.surprise(Math.max(0, score));
    double above = decades - ORDINARY_DECADES;
    out.grade = Math.clamp(above / (NEVER_SEEN_DECADES - ORDINARY_DECADES), 0.0, 1.0);
    out.isAlert = episode.isOpen();
    out.since = episode.from();
  }

  private void rank(double surprise) {
    double falling = surprise;
    for (int k = 0; k < STRANGEST && falling > 0; k++) {
      if (falling <= strangest[k]) continue;
      double next = strangest[k];
      strangest[k] = falling;
      falling = next;
    }
  }

  private void learn(long at, int judged, double sensitivity) {
    double sum = 0;
    for (double one : strangest) sum += one;
    int taken = Math.min(judged, STRANGEST);
    double excess = (sum / taken - byChance[judged]) * taken / STRANGEST;
    score += (excess - score) / SMOOTH;
    episode.take(at, score, sensitivity);
    rarity.learn(Math.max(0, score));
  }

  /// All it knows, versioned; a detector restored from it goes on identically.
  public byte[] state() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeByte(binsPerOctave);
      out.writeInt(metrics.length);
      for (var metric : metrics) metric.write(out);
      for (double one : smoothed) out.writeDouble(one);
      rarity.write(out);
      episode.write(out);
      out.writeDouble(score);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// @throws IllegalArgumentException if the state is of another version or damaged; start fresh
  ///   then
  public static GroupDetector restore(byte[] state) {
    try (var in = new DataInputStream(new ByteArrayInputStream(state))) {
      if (in.readByte() != VERSION)
        throw new IllegalArgumentException("a group detector of another version");
      int bins = in.readUnsignedByte();
      int count = Texts.count(in, MOST_METRICS);
      if (bins < 1 || bins > 8 || count > state.length)
        throw new IllegalArgumentException("damaged state of a group detector");
      var detector = new GroupDetector(count, bins);
      for (var metric : detector.metrics) metric.read(in);
      for (int m = 0; m < count; m++) detector.smoothed[m] = in.readDouble();
      detector.rarity.read(in);
      detector.episode.read(in);
      detector.score = in.readDouble();
      if (in.available() > 0) throw new IllegalArgumentException("damaged state: too long");
      return detector;
    } catch (IOException e) {
      throw new IllegalArgumentException("damaged state of a group detector", e);
    }
  }
}
