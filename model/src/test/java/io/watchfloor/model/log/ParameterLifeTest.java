package io.watchfloor.model.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ParameterLifeTest {
  private final TemplateMiner miner = new TemplateMiner();
  private final ParameterLife life = new ParameterLife();

  private List<LogParameter> after(String... lines) {
    Template last = null;
    for (var line : lines) {
      last = miner.take(line);
      life.take(miner.values());
    }
    return life.told(last);
  }

  @Test
  void valuesAreNamedByTheWordBeforeOrAfterAndCounted() {
    var told =
        after(
            "user=ann took 12 ms, 20 rows",
            "user=ann took 14 ms, 20 rows",
            "user=eve took 90 ms, 20 rows");
    assertEquals(List.of("user", "took", "rows"), told.stream().map(LogParameter::name).toList());
    assertEquals(
        List.of(new LogParameter.Share("ann", 2), new LogParameter.Share("eve", 1)),
        told.get(0).most());
    assertEquals(2, told.get(0).distinct());
    assertEquals(12, told.get(1).numbers().orElseThrow().least());
    assertEquals(90, told.get(1).numbers().orElseThrow().most());
    assertEquals(1, told.get(2).distinct());
  }

  @Test
  void quantilesAreATenthOffAtMost() {
    var random = new SplittableRandom(4);
    var lines = new String[20_000];
    for (int i = 0; i < lines.length; i++) lines[i] = "took " + random.nextInt(1, 10_001) + " ms";
    var numbers = after(lines).getFirst().numbers().orElseThrow();
    assertEquals(5_000, numbers.median(), 500);
    assertEquals(9_500, numbers.high95(), 950);
    assertEquals(
        20_000, numbers.shape().stream().mapToLong(LogParameter.Range::count).sum(), "all counted");
  }

  @Test
  void numberOfDifferentValuesIsAboutRightWhateverItIs() {
    for (int wanted : new int[] {1, 7, 60, 3_000, 100_000}) {
      var distinct = new DistinctCount();
      for (int i = 0; i < 2 * wanted; i++) distinct.add("value " + i % wanted);
      assertEquals(wanted, distinct.estimate(), Math.max(0.4 * wanted, 1), wanted + " values");
    }
  }

  @Test
  void commonestSurvivesAFloodAndItsCountIsNotExaggerated() {
    var values = new CommonValues();
    for (int i = 0; i < 50_000; i++) values.add(i % 5 == 0 ? "often" : "once " + i);
    var first = values.most().getFirst();
    assertEquals("often", first.text());
    assertTrue(first.count() <= 10_000 && first.count() > 5_000, first + " of 10,000");
  }

  @Test
  void floodOfParametersTakesNoMoreRoomThanAFew() throws IOException {
    var random = new SplittableRandom(5);
    for (int i = 0; i < 5_000; i++) {
      var text = new StringBuilder("flow");
      for (int n = 0; n < 40; n++)
        text.append(" key").append((char) ('a' + n % 26)).append('=').append(random.nextLong());
      miner.take(text.toString());
      life.take(miner.values());
    }
    assertTrue(saved().length < 60_000, saved().length + " bytes");
  }

  @Test
  void restoredLifeTellsTheSameAndGoesOnAlike() throws IOException {
    var template = miner.take("user=ann took 12 ms");
    life.take(miner.values());
    var restored = ParameterLife.read(new DataInputStream(new ByteArrayInputStream(saved())));
    assertEquals(life.told(template), restored.told(template));
    for (int i = 0; i < 500; i++) {
      miner.take("user=u" + i % 40 + " took " + i + " ms");
      life.take(miner.values());
      restored.take(miner.values());
    }
    assertEquals(life.told(template), restored.told(template));
  }

  private byte[] saved() throws IOException {
    var bytes = new ByteArrayOutputStream();
    life.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @Test
  void textsThatAreNoNumbersAreNone() {
    for (var text : new String[] {"", "-", "1.2.3", "0x1f", "9".repeat(60), "1e5", "٣", "NaN"})
      assertTrue(Double.isNaN(ParameterLife.number(text)), text);
    assertEquals(1301, ParameterLife.number("1,301"));
    assertEquals(-2.5, ParameterLife.number("-2.5ms"));
  }
}
