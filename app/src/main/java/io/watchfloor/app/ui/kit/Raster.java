package io.watchfloor.app.ui.kit;

import java.util.Arrays;

/// A picture of plain pixels (ARGB, premultiplied) that draws a series as one vertical stroke a
/// column. A million points cost about a millisecond; a stroked path of as many columns costs
/// twenty times that in the software pipeline.
final class Raster {
  final int[] pixels;
  final int width;
  final int height;

  Raster(int[] pixels, int width, int height) {
    this.pixels = pixels;
    this.width = width;
    this.height = height;
  }

  void clear() {
    Arrays.fill(pixels, 0, width * height, 0);
  }

  /// Fills from `top` to `bottom` (both inclusive, in either order), cut at the edges.
  void column(int x, int top, int bottom, int argb) {
    if (x < 0 || x >= width) return;
    int from = Math.max(0, Math.min(top, bottom)), to = Math.min(height - 1, Math.max(top, bottom));
    for (int y = from, at = from * width + x; y <= to; y++, at += width) pixels[at] = argb;
  }

  /// The measured line: from the smallest to the largest value of each column, joined to its
  /// neighbour unless a gap lies between. `strokes[x]` is the column's colour, `thick[x]` adds a
  /// pixel.
  void line(Pyramid points, Span span, ValueTicks axis, int[] strokes, boolean[] thick) {
    int before = points.indexAt(span.from());
    double lastLow = Double.NaN, lastHigh = Double.NaN;
    if (before > 0 && !points.isGapBefore(before)) {
      lastLow = points.value(before - 1);
      lastHigh = lastLow;
    }
    for (int x = 0; x < width; x++) {
      int from = before;
      before = points.indexAt(span.millis(x + 1, width));
      if (from >= before) continue;
      double low = points.low(from, before), high = points.high(from, before);
      if (points.isGapBefore(from)) {
        lastLow = Double.NaN;
        lastHigh = Double.NaN;
      }
      if (!Double.isNaN(low)) {
        double bottom = Double.isNaN(lastHigh) ? low : Math.min(low, lastHigh);
        double top = Double.isNaN(lastLow) ? high : Math.max(high, lastLow);
        int y0 = (int) Math.round(axis.y(top, height)),
            y1 = (int) Math.round(axis.y(bottom, height));
        column(x, y0, y1 + (thick[x] ? 1 : 0), strokes[x]);
        if (thick[x]) column(x + 1, y0, y1, strokes[x]);
      }
      lastLow = low;
      lastHigh = high;
    }
  }

  /// The expected range, filled between its own points; nothing across a gap.
  void band(ChartData.Expected band, Span span, ValueTicks axis, int argb) {
    var low = band.low();
    var high = band.high();
    for (int x = 0; x < width; x++) {
      long at = span.millis(x + 0.5, width);
      int from = low.indexAt(span.millis(x, width)), to = low.indexAt(span.millis(x + 1, width));
      double bottom, top;
      if (to > from) {
        bottom = low.low(from, to);
        top = high.high(from, to);
      } else {
        if (from <= 0 || from >= low.size() || low.isGapBefore(from)) continue;
        double share = (double) (at - low.at(from - 1)) / (low.at(from) - low.at(from - 1));
        bottom = low.value(from - 1) + share * (low.value(from) - low.value(from - 1));
        top = high.value(from - 1) + share * (high.value(from) - high.value(from - 1));
      }
      if (Double.isNaN(bottom) || Double.isNaN(top)) continue;
      column(x, (int) axis.y(top, height), (int) Math.ceil(axis.y(bottom, height)), argb);
    }
  }
}
