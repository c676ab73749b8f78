package io.watchfloor.model.detect;

import java.io.DataInput;
import java.io.IOException;

/// Counts of points seen, which stop before they overflow.
final class Counts {
  private static final int MOST = 1 << 30;

  private Counts() {}

  static int next(int count) {
    return Math.min(count + 1, MOST);
  }

  /// @throws IllegalArgumentException if what follows is no such count
  static int read(DataInput in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST) throw new IllegalArgumentException("damaged state: " + count);
    return count;
  }
}
