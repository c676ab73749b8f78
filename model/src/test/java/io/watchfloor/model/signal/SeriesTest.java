package io.watchfloor.model.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeriesTest {
  @Test
  void anUnbrokenSeriesIsSpacedAsItCame() {
    var even = series(0, 10, 20, 30).evenly(120, 35);
    assertArrayEquals(new double[] {0, 10, 20, 30}, even);
  }

  @Test
  void whatWasNotSeenInBetweenIsMissingAndTakesItsRoom() {
    var even = series(0, 10, 20, 30, 90, 100, 110).evenly(120, 110);
    assertEquals(12, even.length);
    assertEquals(30, even[3]);
    assertTrue(Double.isNaN(even[7]) && Double.isNaN(even[8]), "nothing came for a minute");
    assertEquals(90, even[9]);
  }

  @Test
  void aSeriesThatStoppedEndsInNothing() {
    var even = series(0, 10, 20, 30).evenly(120, 130);
    assertTrue(Double.isNaN(even[even.length - 1]));
    assertEquals(0, even[0]);
  }

  @Test
  void manySamplesAreThinnedToTheNumberAskedForNewestIncluded() {
    var even = series(LongStream.rangeClosed(0, 9_999).toArray()).evenly(120, 9_999);
    assertEquals(120, even.length);
    assertEquals(0, even[0]);
    assertEquals(9_999, even[119]);
  }

  @Test
  void oneSampleOrNoneIsGivenAsItIs() {
    assertArrayEquals(new double[] {}, series().evenly(120, 50));
    assertArrayEquals(new double[] {7}, series(7).evenly(120, 50));
  }

  /// Each value is its own time.
  private static Series series(long... at) {
    var id = new SeriesId(new SourceId("test"), Labels.EMPTY);
    return new Series(id, MetricInfo.UNKNOWN, at, LongStream.of(at).asDoubleStream().toArray());
  }
}
