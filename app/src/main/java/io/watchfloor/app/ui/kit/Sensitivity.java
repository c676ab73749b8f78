package io.watchfloor.app.ui.kit;

import java.util.stream.DoubleStream;

/// The steps of the one sensitivity slider: how readily the detectors tell, 1 as shipped. Each step
/// is about 1.4 times the one before.
public final class Sensitivity {
  private static final double[] STEPS = {0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8, 4};

  private Sensitivity() {}

  public static double[] steps() {
    return STEPS.clone();
  }

  /// The step nearest to a factor.
  public static int nearest(double factor) {
    int best = 0;
    for (int i = 1; i < STEPS.length; i++)
      if (Math.abs(Math.log(STEPS[i] / factor)) < Math.abs(Math.log(STEPS[best] / factor)))
        best = i;
    return best;
  }

  /// All steps, and behind them `own`: what is set now, which need not be one of them.
  public static double[] stepsAnd(double own) {
    return DoubleStream.concat(DoubleStream.of(STEPS), DoubleStream.of(own)).toArray();
  }

  /// `1.4 ×`.
  public static String words(double factor) {
    return Text.of("sensitivity.factor", Figures.plain(factor));
  }
}
