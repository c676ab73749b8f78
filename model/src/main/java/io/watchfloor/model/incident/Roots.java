package io.watchfloor.model.incident;

import java.util.Arrays;

/// Adds up how well each possible root explains some series together.
final class Roots {
  private final Kinship kinship;
  private double[] sums;
  private int[] troubled;
  private boolean[] seen;
  private boolean[] own;
  private int[] touched = new int[32];
  private int count;
  int series;

  Roots(Kinship kinship) {
    this.kinship = kinship;
    int size = kinship.size() + 32;
    sums = new double[size];
    troubled = new int[size];
    seen = new boolean[size];
    own = new boolean[size];
  }

  void add(Kinship.Explained by) {
    series++;
    if (kinship.size() > sums.length) grow(kinship.size() + 32);
    for (int i = 0; i < by.roots().length; i++) {
      int root = by.roots()[i];
      if (!seen[root]) touch(root);
      sums[root] += by.logs()[i] - kinship.far(root);
    }
    boolean isNew = false;
    for (int root : by.own()) {
      isNew |= !own[root];
      own[root] = true;
    }
    if (isNew) for (int root : by.direct()) troubled[root]++;
  }

  private void grow(int size) {
    sums = Arrays.copyOf(sums, size);
    troubled = Arrays.copyOf(troubled, size);
    seen = Arrays.copyOf(seen, size);
    own = Arrays.copyOf(own, size);
  }

  private void touch(int root) {
    seen[root] = true;
    if (count == touched.length) touched = Arrays.copyOf(touched, 2 * count);
    touched[count++] = root;
  }

  /// The log of the sum over all of them; one that explains none of it counts for nothing.
  double logSum() {
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) most = Math.max(most, log(touched[i]));
    double sum = 0;
    for (int i = 0; i < count; i++) sum += Math.exp(log(touched[i]) - most);
    return most + Math.log(sum);
  }

  private double log(int root) {
    double log = sums[root] + series * kinship.far(root);
    return own[root] ? log : log + kinship.silent(root, troubled[root]);
  }

  /// The index of the most likely one, or -1 where there is none.
  int best() {
    int best = -1;
    for (int i = 0; i < count; i++) if (best < 0 || log(touched[i]) > log(best)) best = touched[i];
    return best;
  }
}
