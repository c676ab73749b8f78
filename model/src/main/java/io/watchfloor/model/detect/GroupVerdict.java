package io.watchfloor.model.detect;

/// What a row of many metrics amounts to; reused from row to row. `score` is the detector's own
/// (higher is stranger), `grade` is calibrated, 0 (ordinary) to 1 (never seen); `isAlert` is true
/// from the row on which an episode begins to the last row it holds. `surprise` says of each metric
/// how strange it is (0 and up), with the sign of its direction.
public final class GroupVerdict {
  public double score;
  public double grade;
  public boolean isAlert;
  public final double[] surprise;

  public GroupVerdict(int metrics) {
    surprise = new double[metrics];
  }
}
