package io.watchfloor.connectors.http;

import java.time.Duration;
import java.util.List;

/// A server's clock beside ours, in words.
public final class ClockSkew {
  private ClockSkew() {}

  /// A notice where its clock is another than ours, else none.
  public static List<String> notice(Duration skew) {
    if (skew.isZero()) return List.of();
    return List.of(
        "Its clock is "
            + skew.abs().toSeconds()
            + " s "
            + (skew.isNegative() ? "behind" : "ahead of")
            + " ours.");
  }
}
