package io.watchfloor.app.ui.kit;

import io.watchfloor.model.signal.Window;
import java.time.Instant;

/// The stretch of time that a chart or a lane shows, and how it maps to pixels. Pure.
///
/// @param from epoch milliseconds, shown at the left edge
/// @param to epoch milliseconds, shown at the right edge; after `from`
public record Span(long from, long to) {
  private static final long LEAST = 1_000;

  public Span {
    if (to <= from) throw new IllegalArgumentException("empty span: " + from + " .. " + to);
  }

  public static Span of(Window window) {
    return new Span(window.from().toEpochMilli(), window.to().toEpochMilli());
  }

  public Window window() {
    return new Window(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to));
  }

  public long length() {
    return to - from;
  }

  public double x(long millis, double width) {
    return (double) (millis - from) / length() * width;
  }

  public long millis(double x, double width) {
    return from + Math.round(x / Math.max(1, width) * length());
  }

  /// This span `factor` times as long (below 1: nearer), with the instant at `anchor` staying where
  /// it is. Never shorter than a second nor longer than `whole` times two.
  public Span zoomed(double factor, long anchor, Span whole) {
    long length = Math.clamp(Math.round(length() * factor), LEAST, whole.length() * 2);
    double share = (double) (anchor - from) / length();
    long start = anchor - Math.round(share * length);
    return new Span(start, start + length);
  }

  /// This span moved, by no more than what keeps a tenth of `whole` in sight.
  public Span panned(long millis, Span whole) {
    long margin = length() - Math.min(length(), whole.length()) / 10;
    long start = Math.clamp(from + millis, whole.from - margin, whole.to + margin - length());
    return new Span(start, start + length());
  }

  /// The stretch between two instants, in either order; this one where they are too near.
  public Span between(long a, long b) {
    long start = Math.min(a, b), end = Math.max(a, b);
    return end - start < LEAST ? this : new Span(start, end);
  }
}
