package io.watchfloor.model.detect;

/// What a row of many metrics amounts to; reused from row to row. `score` is by how many decades
/// the strangest metrics together are rarer than chance would make them; `grade` says how rare such
/// a score is for this group, 0 (up to one row in a hundred) to 1 (one in a hundred thousand, or
/// never seen). `isAlert` is true from the row on which an episode begins to the last row it holds,
/// `since` is when it set in (epoch milliseconds). `surprise` says of each metric how strange it
/// was in the last rows, decades, negative where it was lower than usual, 0 where it is missing.
public final class GroupVerdict {
  public double score;
  public double grade;
  public boolean isAlert;
  public long since;
  public final double[] surprise;

  public GroupVerdict(int metrics) {
    surprise = new double[metrics];
  }

  /// The metric that contributes the `n`-th most, −1 if no further one contributes.
  public int contributor(int n) {
    int found = -1;
    for (int taken = 0; taken <= n; taken++) {
      int best = -1;
      for (int m = 0; m < surprise.length; m++) {
        boolean isLeft = found < 0 || isBefore(found, m);
        if (surprise[m] != 0 && isLeft && (best < 0 || isBefore(m, best))) best = m;
      }
      if (best < 0) return -1;
      found = best;
    }
    return found;
  }

  private boolean isBefore(int one, int other) {
    int order = Double.compare(Math.abs(surprise[other]), Math.abs(surprise[one]));
    return order < 0 || (order == 0 && one < other);
  }
}
