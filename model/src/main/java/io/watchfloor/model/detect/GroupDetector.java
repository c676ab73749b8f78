package io.watchfloor.model.detect;

import java.util.Arrays;

/// Judges many metrics of one entity together, one row at a time, online, no look-ahead.
public final class GroupDetector {
  private static final int STRANGEST = 3;

  private final SeasonalDetector[] metrics;
  private final Verdicts verdicts = new Verdicts();
  private final Episode episode = new Episode();
  private final long[] time = new long[1];
  private final double[] value = new double[1];
  private final double[] strangest = new double[STRANGEST];

  public GroupDetector(int metrics) {
    this.metrics = new SeasonalDetector[metrics];
    for (int m = 0; m < metrics; m++) this.metrics[m] = new SeasonalDetector(Meaning.VALUE);
  }

  /// Takes the row of time `at` (epoch milliseconds), one value a metric, NaN where none arrived.
  public void observe(long at, double[] row, GroupVerdict out) {
    Arrays.fill(strangest, 0);
    time[0] = at;
    for (int m = 0; m < metrics.length; m++) {
      value[0] = row[m];
      verdicts.reset(1);
      metrics[m].observe(time, value, 0, 1, verdicts);
      double score = verdicts.score[0];
      out.surprise[m] = row[m] >= verdicts.expected[0] ? score : -score;
      for (int k = 0; k < STRANGEST && score > 0; k++) {
        if (score <= strangest[k]) continue;
        double next = strangest[k];
        strangest[k] = score;
        score = next;
      }
    }
    out.score = 0;
    for (double one : strangest) out.score += Math.min(one, 100) / STRANGEST;
    out.grade = SeasonalDetector.grade(out.score);
    verdicts.reset(1);
    verdicts.tell(0, 0, -1, 1);
    verdicts.reach[0] = out.score;
    episode.take(at, out.score, verdicts, 0, 1, metrics[0].usualGap(), false);
    out.isAlert = episode.isOpen();
  }
}
