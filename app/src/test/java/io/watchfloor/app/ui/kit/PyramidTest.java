package io.watchfloor.app.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PyramidTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 255, 256, 257, 5_000, 70_001})
  void everyStretchHasItsTrueExtremes(int size) {
    var random = new Random(size);
    var at = new long[size];
    var value = new double[size];
    for (int i = 0; i < size; i++) {
      at[i] = i * 1000L;
      value[i] = random.nextInt(20) == 0 ? Double.NaN : random.nextGaussian();
    }
    var pyramid = new Pyramid(at, value);
    for (int round = 0; round < 200; round++) {
      int a = random.nextInt(size + 1), b = random.nextInt(size + 1);
      int from = Math.min(a, b), to = Math.max(a, b);
      double low = Double.NaN, high = Double.NaN;
      for (int i = from; i < to; i++) {
        if (Double.isNaN(value[i])) continue;
        low = Double.isNaN(low) ? value[i] : Math.min(low, value[i]);
        high = Double.isNaN(high) ? value[i] : Math.max(high, value[i]);
      }
      assertEquals(low, pyramid.low(from, to), "seed " + size + " low " + from + ".." + to);
      assertEquals(high, pyramid.high(from, to), "seed " + size + " high " + from + ".." + to);
    }
  }

  @Test
  void oneSpikeAmongAMillionIsSeenInExactlyOneColumnAtEveryZoom() {
    int size = 1_000_000;
    var at = new long[size];
    var value = new double[size];
    for (int i = 0; i < size; i++) at[i] = i * 1000L;
    value[654_321] = 42;
    var pyramid = new Pyramid(at, value);
    for (long length : new long[] {size * 1000L, 3_600_000L * 24, 3_600_000L, 60_000L}) {
      var span = new Span(654_321_000L - length / 3, 654_321_000L - length / 3 + length);
      int columns = 0;
      for (int x = 0; x < 1136; x++) {
        int from = pyramid.indexAt(span.millis(x, 1136)),
            to = pyramid.indexAt(span.millis(x + 1, 1136));
        if (pyramid.high(from, to) == 42) columns++;
      }
      assertEquals(1, columns, "zoom " + length);
    }
  }

  @Test
  void aMissingSampleAndAMissingStretchAreGaps() {
    var pyramid =
        new Pyramid(
            new long[] {0, 1000, 2000, 3000, 4000, 60_000},
            new double[] {1, 1, Double.NaN, 1, 1, 1});
    assertFalse(pyramid.isGapBefore(1));
    assertTrue(pyramid.isGapBefore(2), "no value arrived");
    assertTrue(pyramid.isGapBefore(3), "nothing is joined to a missing value");
    assertFalse(pyramid.isGapBefore(4));
    assertTrue(pyramid.isGapBefore(5), "far apart");
    assertEquals(-1, pyramid.nearest(30_000, 3_000), "not seen is not the last value");
  }

  @Test
  void aGapIsNotBridgedByAStroke() {
    var at = new long[100];
    var value = new double[100];
    for (int i = 0; i < 100; i++) {
      at[i] = (i < 50 ? i : i + 100) * 1000L;
      value[i] = i < 50 ? 0 : 10;
    }
    int width = 200, height = 100;
    var raster = new Raster(new int[width * height], width, height);
    var strokes = new int[width];
    java.util.Arrays.fill(strokes, 0xffffffff);
    raster.line(
        new Pyramid(at, value),
        new Span(0, 200_000),
        new ValueTicks(0, 10, 5),
        strokes,
        new boolean[width]);
    for (int x = 52; x < 148; x++)
      for (int y = 0; y < height; y++)
        assertEquals(0, raster.pixels[y * width + x], "pixel " + x + "," + y + " inside the gap");
    assertTrue(
        raster.pixels[149 + width] != 0
            || raster.pixels[150 + width] != 0
            || raster.pixels[150] != 0,
        "the value after the gap is drawn");
  }
}
