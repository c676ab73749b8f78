package io.watchfloor.model.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How well members would have done on the series' own past, from several earlier origins.
final class BackTest {
  private static final int MOST_HORIZON = 200;
  private static final int NEIGHBOURS = 40;

  private final double[] past;
  private final List<Member> members;
  private final int horizon;
  private final List<Integer> origins = new ArrayList<>();
  private final double[][][] errors;
  private final double[][] sorted;

  BackTest(double[] past, List<Member> members, int horizon, int most) {
    this.past = past;
    this.members = members;
    this.horizon = Math.max(1, Math.min(Math.min(horizon, MOST_HORIZON), past.length / 4));
    int needs = members.stream().mapToInt(Member::needs).max().orElse(2);
    int latest = past.length - this.horizon;
    int room = Math.max(0, latest - Math.min(needs, latest - 1));
    int step = Math.max(1, Math.max(this.horizon / 2 + 1, room / 24));
    for (int k = 0; k < most && latest - k * step >= Math.min(needs, latest); k++)
      origins.add(latest - k * step);
    errors = new double[members.size()][origins.size()][];
    for (int m = 0; m < members.size(); m++)
      for (int o = 0; o < origins.size(); o++)
        errors[m][o] = errorsOf(members.get(m), origins.get(o));
    sorted = bands();
  }

  private double[] errorsOf(Member member, int origin) {
    var ahead = member.forecast(past, origin, horizon);
    var error = new double[horizon];
    for (int h = 0; h < horizon; h++) error[h] = past[origin + h] - ahead[h];
    return error;
  }

  /// Members that erred less weigh more, by the power `sharpness`; they sum to 1.
  double[] weights(int sharpness) {
    return weights(sharpness, -1);
  }

  /// Weights that do not know of origin `without`.
  private double[] weights(int sharpness, int without) {
    var weights = new double[members.size()];
    double best = Double.MAX_VALUE;
    for (int m = 0; m < weights.length; m++) {
      double sum = 0;
      for (int o = 0; o < origins.size(); o++)
        if (o != without || origins.size() == 1)
          for (double error : errors[m][o]) sum += Math.abs(error);
      weights[m] = sum;
      best = Math.min(best, sum);
    }
    double all = 0;
    for (int m = 0; m < weights.length; m++) {
      weights[m] =
          best == 0 ? (weights[m] == 0 ? 1 : 0) : Math.pow(best / weights[m], 2 * sharpness);
      all += weights[m];
    }
    for (int m = 0; m < weights.length; m++) weights[m] /= all;
    return weights;
  }

  /// The absolute errors of the weighed forecast around each step ahead, sorted; each origin is
  /// weighed by the others, so that it does not flatter itself.
  private double[][] bands() {
    var whole = new double[origins.size()][horizon];
    for (int o = 0; o < origins.size(); o++) {
      var weights = weights(3, o);
      for (int m = 0; m < members.size(); m++)
        for (int h = 0; h < horizon; h++) whole[o][h] += weights[m] * errors[m][o][h];
    }
    int reach = Math.max(1, NEIGHBOURS / Math.max(1, origins.size()) / 2);
    var bands = new double[horizon][];
    for (int h = 0; h < horizon; h++) {
      int from = Math.max(0, h - reach);
      int to = Math.min(horizon, h + reach + 1);
      var near = new double[origins.size() * (to - from)];
      int n = 0;
      for (double[] errorsOfOrigin : whole)
        for (int i = from; i < to; i++) near[n++] = Math.abs(errorsOfOrigin[i]);
      Arrays.sort(near);
      bands[h] = near;
    }
    return bands;
  }

  /// Half the interval that holds `share` of outcomes `h` steps ahead. Beyond what could be tested
  /// it widens with the root of the distance.
  double width(int h, double share) {
    int known = Math.min(h, horizon - 1);
    var near = sorted[known];
    double place = Math.min(near.length - 1.0, (near.length + 1) * share - 1);
    int below = (int) Math.floor(Math.max(0, place));
    int above = Math.min(near.length - 1, below + 1);
    double width = near[below] + (place - below) * (near[above] - near[below]);
    double few = 1 + 2.0 / near.length + 0.25 / origins.size();
    return Math.max(0, width) * few * Math.sqrt((h + 1.0) / (known + 1.0));
  }

  /// Mean absolute error of the weighed forecast in units of what repeating the season errs (MASE,
  /// R. J. Hyndman and A. B. Koehler 2006); NaN where that is nothing.
  double scaledError(int season) {
    double naive = 0;
    for (int i = season; i < past.length; i++) naive += Math.abs(past[i] - past[i - season]);
    naive /= Math.max(1, past.length - season);
    double sum = 0;
    int count = 0;
    for (int o = 0; o < origins.size(); o++) {
      var weights = weights(3, o);
      for (int h = 0; h < horizon; h++) {
        double error = 0;
        for (int m = 0; m < members.size(); m++) error += weights[m] * errors[m][o][h];
        sum += Math.abs(error);
        count++;
      }
    }
    return naive == 0 || count == 0 ? Double.NaN : sum / count / naive;
  }
}
