package io.watchfloor.model.detect;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// What judges a series: the band of a [SeasonalDetector], which knows after a minute, and once
/// there is an hour an [Ensemble], which sees what a band does not. [#DEEP] looks at up to 64
/// points together and remembers 256 stretches of the past (about 28 KiB); [#WIDE] at 6 and 12
/// (about 1.5 KiB), the same parts in small.
///
/// `score` orders points; `alarm` is 1 at the edge of the false-alarm budget (one false alarm in
/// ten days of a series) and NaN while only the band judges; `grade` is 0.5 there. Deterministic;
/// nothing is allocated per point.
public final class SurpriseDetector implements Detector {
  /// For what is looked at.
  public static final DetectorFamily DEEP = new Family(true);

  /// For everything.
  public static final DetectorFamily WIDE = new Family(false);

  private static final byte VERSION = 2;
  private static final int WARM_POINTS = 100;
  private static final long WARM_MILLIS = 3_600_000;

  private final boolean isDeep;
  private final SeasonalDetector band;
  private final @Nullable Ensemble ensemble;
  private long firstAt = Long.MIN_VALUE;

  SurpriseDetector(boolean isDeep, Meaning meaning, long seed) {
    this(isDeep, new SeasonalDetector(meaning), ensemble(isDeep, meaning, seed));
  }

  private SurpriseDetector(boolean isDeep, SeasonalDetector band, @Nullable Ensemble ensemble) {
    this.isDeep = isDeep;
    this.band = band;
    this.ensemble = ensemble;
  }

  /// States and moments have no course to be surprised by.
  private static @Nullable Ensemble ensemble(boolean isDeep, Meaning meaning, long seed) {
    if (meaning == Meaning.STATE || meaning == Meaning.MOMENT) return null;
    return new Ensemble(isDeep ? Shape.DEEP : Shape.WIDE, seed);
  }

  /// This series' band, and what another detector has learnt of its course: how a tier is changed
  /// without a jump of the band.
  SurpriseDetector with(SurpriseDetector learnt) {
    var changed = new SurpriseDetector(learnt.isDeep, band, learnt.ensemble);
    changed.firstAt = learnt.firstAt;
    return changed;
  }

  /// What it knows without any series' history.
  SeasonalDetector band() {
    return band;
  }

  boolean isDeep() {
    return isDeep;
  }

  @Override
  public void observe(long[] at, double[] value, int from, int to, Verdicts out) {
    band.observe(at, value, from, to, out);
    if (ensemble == null) return;
    for (int i = from; i < to; i++) {
      boolean isGap = !SeasonalDetector.isValue(value[i]);
      if (!isGap) {
        if (firstAt == Long.MIN_VALUE) firstAt = at[i];
        ensemble.take(at[i], value[i], band.usualGap());
      }
      out.score[i] = ensemble.score();
      if (isGap || !isWarm(at[i])) continue;
      out.alarm[i] = ensemble.alarm();
      if (band.usualGap() >= Episode.SLOW_STEP_MILLIS) out.grade[i] = grade(out.alarm[i]);
    }
  }

  private boolean isWarm(long at) {
    return ensemble != null && ensemble.seen() >= WARM_POINTS && at - firstAt >= WARM_MILLIS;
  }

  /// 0.5 at the edge, 0.94 at twice, below 0.1 up to a third of it.
  static double grade(double alarm) {
    return 1 - Math.exp(-Math.log(2) * alarm * alarm);
  }

  @Override
  public byte[] state() {
    var bytes = new ByteArrayOutputStream(isDeep ? 1 << 16 : 1 << 11);
    try {
      write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeBoolean(isDeep);
    band.write(out);
    out.writeLong(firstAt);
    if (ensemble != null) ensemble.write(out);
  }

  /// @throws IllegalArgumentException if what follows is not such a state
  static SurpriseDetector read(DataInput in) throws IOException {
    if (in.readByte() != VERSION)
      throw new IllegalArgumentException("a detector saved by another version");
    boolean isDeep = in.readBoolean();
    var band = SeasonalDetector.read(in);
    var detector = new SurpriseDetector(isDeep, band, ensemble(isDeep, band.meaning(), 0));
    detector.firstAt = in.readLong();
    if (detector.ensemble != null) detector.ensemble.read(in);
    return detector;
  }

  private record Family(boolean isDeep) implements DetectorFamily {
    @Override
    public String name() {
      return isDeep ? "deep" : "wide";
    }

    @Override
    public Detector fresh(long seed) {
      return new SurpriseDetector(isDeep, Meaning.VALUE, seed);
    }

    @Override
    public Detector restore(byte[] state) {
      try {
        var in = new ByteArrayInputStream(state);
        var detector = read(new DataInputStream(in));
        if (in.available() > 0) throw new IllegalArgumentException("damaged state: too long");
        if (detector.isDeep != isDeep)
          throw new IllegalArgumentException("the state of another kind of detector");
        return detector;
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "not the state of a " + name() + " detector: " + state.length + " bytes", e);
      }
    }
  }
}
