package io.watchfloor.model.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How members would have done on the series' own past, from several earlier moments, and what they
/// say together about what comes. Members are weighed anew for each season ahead; each earlier
/// moment is weighed by the others, so that it does not flatter itself.
final class BackTest {
  private static final int MOST_ORIGINS = 10;
  private static final double LEAST_PAST = 0.4;

  private final double[] past;
  private final List<Member> members = new ArrayList<>();
  private final int horizon;
  private final int bucket;
  private final double[] mean;
  private final double[][] told;
  private final double[][] actual;

  /// @param ahead steps to tell
  /// @param season steps whose multiples lie between the earlier moments; 0: none
  BackTest(double[] past, Seasons seasons, int ahead) {
    this.past = past;
    this.horizon = Math.max(1, Math.min(ahead, past.length / 4));
    this.bucket = seasons.main() > 0 ? seasons.main() : Math.max(1, horizon / 4);
    var lengths = lengths(seasons.main());
    for (var member : seasons.members(past.length))
      if (member.needs() <= lengths[0]) members.add(member);
    var all = new double[members.size()][][];
    for (int m = 0; m < all.length; m++) all[m] = members.get(m).forecasts(past, lengths, ahead);
    int origins = lengths.length - 1;
    actual = new double[origins][];
    for (int o = 0; o < origins; o++)
      actual[o] = Arrays.copyOfRange(past, lengths[o], lengths[o] + horizon);
    mean = new double[ahead];
    told = new double[origins][horizon];
    for (int from = 0; from < ahead; from += bucket) blend(all, from);
  }

  /// The lengths of past at each earlier moment, and the whole.
  private int[] lengths(int season) {
    int step = Math.max(1, horizon / 4);
    if (season > 0) step = (step + season - 1) / season * season;
    int latest = past.length - horizon;
    int least = (int) (LEAST_PAST * past.length);
    if (season > 0 && latest - step < least) step = Math.max(1, horizon / 4);
    int origins = Math.clamp((latest - least) / step + 1, 1, MOST_ORIGINS);
    var lengths = new int[origins + 1];
    for (int o = 0; o < origins; o++) lengths[o] = latest - (origins - 1 - o) * step;
    lengths[origins] = past.length;
    return lengths;
  }

  private void blend(double[][][] all, int from) {
    int tested = Math.min(from, Math.max(0, (horizon - 1) / bucket * bucket));
    int end = Math.min(horizon, tested + bucket);
    var errors = new double[all.length][told.length];
    for (int m = 0; m < all.length; m++)
      for (int o = 0; o < told.length; o++)
        for (int h = tested; h < end; h++) errors[m][o] += Math.abs(actual[o][h] - all[m][o][h]);
    var opinions = new double[all.length];
    var weights = weights(errors, -1);
    for (int h = from; h < Math.min(mean.length, from + bucket); h++) {
      for (int m = 0; m < all.length; m++) opinions[m] = all[m][told.length][h];
      mean[h] = Blend.of(opinions, weights);
    }
    if (from >= horizon) return;
    for (int o = 0; o < told.length; o++) {
      var others = weights(errors, told.length > 1 ? o : -1);
      for (int h = from; h < end; h++) {
        for (int m = 0; m < all.length; m++) opinions[m] = all[m][o][h];
        told[o][h] = Blend.of(opinions, others);
      }
    }
  }

  private static double[] weights(double[][] errors, int without) {
    var sums = new double[errors.length];
    for (int m = 0; m < sums.length; m++)
      for (int o = 0; o < errors[m].length; o++) if (o != without) sums[m] += errors[m][o];
    return Blend.weights(sums);
  }

  /// What the members say together, one value a step ahead.
  double[] mean() {
    return mean;
  }

  /// What would have been told at each earlier moment, one value a tested step ahead.
  double[][] told() {
    return told;
  }

  /// What came then.
  double[][] actual() {
    return actual;
  }

  /// Mean absolute error of what would have been told, in the values' own unit.
  double meanError() {
    double sum = 0;
    for (int o = 0; o < told.length; o++)
      for (int h = 0; h < horizon; h++) sum += Math.abs(actual[o][h] - told[o][h]);
    return sum / told.length / horizon;
  }

  /// [#meanError] in units of what repeating the season errs (MASE, R. J. Hyndman and A. B. Koehler
  /// 2006); NaN where that is nothing.
  double scaledError(int season) {
    double naive = 0;
    for (int i = season; i < past.length; i++) naive += Math.abs(past[i] - past[i - season]);
    naive /= Math.max(1, past.length - season);
    return naive == 0 ? Double.NaN : meanError() / naive;
  }
}
