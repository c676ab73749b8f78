package io.watchfloor.app.backtest;

import io.watchfloor.model.detect.GroupDetector;
import io.watchfloor.model.detect.GroupVerdict;
import io.watchfloor.model.detect.SeriesReplay;
import io.watchfloor.model.detect.Tier;
import io.watchfloor.model.detect.Verdicts;

/// Judges the rows of one file, in order, by the code that runs live.
interface Judge {
  /// Takes the next row: its time in epoch milliseconds and its values, NaN where none arrived.
  void take(long at, double[] row);

  /// How strange the row taken last is.
  double score();

  /// Whether an alert is held on the row taken last.
  boolean isAlert();

  /// A judge for a file of this many metrics.
  static Judge of(Tier tier, int metrics) {
    return metrics == 1 ? new OfSeries(tier) : new OfGroup(tier, metrics);
  }

  /// One series.
  final class OfSeries implements Judge {
    private final SeriesReplay replay;
    private final Verdicts verdicts = new Verdicts();
    private final long[] at = new long[1];
    private final boolean[] alert = new boolean[1];

    OfSeries(Tier tier) {
      replay = new SeriesReplay(tier.family());
    }

    @Override
    public void take(long millis, double[] row) {
      at[0] = millis;
      verdicts.reset(1);
      replay.observe(at, row, 0, 1, verdicts, alert);
    }

    @Override
    public double score() {
      return verdicts.score[0];
    }

    @Override
    public boolean isAlert() {
      return alert[0];
    }
  }

  /// Many metrics of one entity, judged together.
  final class OfGroup implements Judge {
    private final GroupDetector detector;
    private final GroupVerdict verdict;

    OfGroup(Tier tier, int metrics) {
      detector = tier.group(metrics);
      verdict = new GroupVerdict(metrics);
    }

    @Override
    public void take(long millis, double[] row) {
      detector.observe(millis, row, verdict);
    }

    @Override
    public double score() {
      return verdict.score;
    }

    @Override
    public boolean isAlert() {
      return verdict.isAlert;
    }
  }
}
