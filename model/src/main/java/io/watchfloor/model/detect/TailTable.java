package io.watchfloor.model.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// How rare a non-negative figure is among those seen before: its surprise in decades, −log10 of
/// the share that was as large (1 is one in ten, 3 one in a thousand). Inside what was seen it is
/// the share itself, beyond the rarest [#TAIL] it follows an exponential tail. Kept as counts in
/// bins of equal width on a logarithmic scale, so a unit means nothing; the counts are halved when
/// they are many, so the far past fades. The table is renewed now and then only: what is strange
/// stays strange while it is learnt. Allocates nothing after birth.
///
/// The exponential tail beyond a high quantile: J. Pickands, "Statistical inference using extreme
/// order statistics" (1975), with shape 0.
final class TailTable {
  /// A surprise is never more than this.
  static final double MOST = 8;

  private static final int OCTAVES = 16;
  private static final int LOWEST_OCTAVE = -6;
  private static final double HIGHEST = 1 << (OCTAVES + LOWEST_OCTAVE);
  private static final double TAIL = 0.02;
  private static final int LEAST_TAIL = 8;
  private static final int LEAST = 32;
  private static final int RENEW_AFTER = 300;
  private static final float REMEMBERED = 12_000;
  private static final double LN_2 = Math.log(2);
  private static final double LN_10 = Math.log(10);

  private final int perOctave;
  private final int bins;
  private final float[] counts;
  private final float[] surpriseAt;
  private float total;
  private float tailFrom;
  private float tailMean;
  private float tailSurprise;
  private int sinceRenewed;
  private boolean isKnown;

  TailTable(int perOctave) {
    this.perOctave = perOctave;
    bins = OCTAVES * perOctave;
    counts = new float[bins];
    surpriseAt = new float[bins + 1];
  }

  private int bin(double figure) {
    if (figure < edge(1)) return 0;
    int bin = (int) Math.floor(perOctave * (Math.log(figure) / LN_2 - LOWEST_OCTAVE));
    return Math.clamp(bin, 0, bins - 1);
  }

  private double edge(int bin) {
    return bin == 0 ? 0 : Math.exp(LN_2 * (bin / (double) perOctave + LOWEST_OCTAVE));
  }

  /// 0 while too little was seen.
  double surprise(double figure) {
    if (!isKnown) return 0;
    double reached = Math.min(figure, HIGHEST);
    if (reached > tailFrom)
      return Math.min(MOST, tailSurprise + (reached - tailFrom) / (tailMean * LN_10));
    int bin = bin(reached);
    double low = edge(bin);
    double share = Math.clamp((reached - low) / (edge(bin + 1) - low), 0.0, 1.0);
    double between = surpriseAt[bin] + share * (surpriseAt[bin + 1] - surpriseAt[bin]);
    return Math.min(tailSurprise, between);
  }

  void learn(double figure) {
    counts[bin(Math.min(figure, HIGHEST))]++;
    total++;
    if (total > REMEMBERED) {
      total = 0;
      for (int i = 0; i < bins; i++) total += counts[i] /= 2;
    }
    sinceRenewed++;
    boolean isDue = !isKnown || sinceRenewed >= Math.min(RENEW_AFTER, total / 8);
    if (total >= LEAST && isDue) renew();
  }

  private void renew() {
    isKnown = true;
    sinceRenewed = 0;
    double tail = Math.max(LEAST_TAIL, TAIL * total);
    double above = 0;
    double sum = 0;
    int bin = bins - 1;
    for (; bin > 0 && above + counts[bin] < tail; bin--) {
      above += counts[bin];
      sum += counts[bin] * (edge(bin) + edge(bin + 1)) / 2;
    }
    double rest = tail - above;
    double top = edge(bin + 1);
    double from = top - (counts[bin] == 0 ? 0 : rest / counts[bin]) * (top - edge(bin));
    sum += rest * (from + top) / 2;
    tailFrom = (float) from;
    tailMean = (float) Math.max(sum / tail - from, 1e-6 * from + 1e-9);
    tailSurprise = (float) -Math.log10(tail / total);
    learnShares(tail);
  }

  private void learnShares(double tail) {
    double above = 0;
    surpriseAt[bins] = tailSurprise;
    for (int i = bins - 1; i >= 0; i--) {
      above += counts[i];
      surpriseAt[i] = (float) -Math.log10(Math.min(1, Math.max(above, tail) / total));
    }
  }

  void write(DataOutput out) throws IOException {
    for (float count : counts) out.writeFloat(count);
    for (float surprise : surpriseAt) out.writeFloat(surprise);
    for (float figure : new float[] {total, tailFrom, tailMean, tailSurprise})
      out.writeFloat(figure);
    out.writeInt(sinceRenewed);
    out.writeBoolean(isKnown);
  }

  void read(DataInput in) throws IOException {
    for (int i = 0; i < bins; i++) counts[i] = in.readFloat();
    for (int i = 0; i <= bins; i++) surpriseAt[i] = in.readFloat();
    total = in.readFloat();
    tailFrom = in.readFloat();
    tailMean = in.readFloat();
    tailSurprise = in.readFloat();
    sinceRenewed = in.readInt();
    isKnown = in.readBoolean();
  }
}
