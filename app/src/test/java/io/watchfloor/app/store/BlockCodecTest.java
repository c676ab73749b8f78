package io.watchfloor.app.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockCodecTest {
  private static final long BASE = 1_764_000_000_000L;

  @Test
  void nothingIsLostWhateverTheValues() {
    double[] odd = {
      0.0,
      -0.0,
      Double.NaN,
      1e308,
      -1e308,
      Double.MIN_VALUE,
      -Double.MIN_VALUE,
      4.9e-320,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      1,
      0.1,
      1.0 / 3,
      9007199254740993.0,
      -7,
      1e15,
      123456.789,
      Double.MAX_VALUE
    };
    for (int seed = 0; seed < 3000; seed++) {
      var chance = new SplittableRandom(seed);
      int n = 1 + chance.nextInt(130), kinds = 1 + chance.nextInt(odd.length);
      var value = new double[n];
      for (int i = 0; i < n; i++) value[i] = odd[(seed + chance.nextInt(kinds)) % odd.length];
      check(times(chance, n), value, "seed " + seed);
    }
  }

  @Test
  void nothingIsLostOfOrdinarySeries() {
    for (int seed = 0; seed < 2000; seed++) {
      var chance = new SplittableRandom(seed);
      int n = 1 + chance.nextInt(240);
      var next = generator(chance, seed % 7);
      var value = new double[n];
      for (int i = 0; i < n; i++)
        value[i] = chance.nextInt(40) == 0 ? Double.NaN : next.getAsDouble();
      check(times(chance, n), value, "seed " + seed);
    }
  }

  @Test
  void ratesOverTheIntervalAreAsSmallAsCounts() {
    var chance = new SplittableRandom(1);
    var at = new long[120];
    var value = new double[120];
    for (int i = 0; i < 120; i++) {
      at[i] = BASE + i * 15_000L;
      value[i] = chance.nextInt(60) / 15.0;
    }
    int size = new BlockCodec().encode(BASE, at, value, 0, 120).length;
    assertTrue(size < 120 * 1.1, "bytes: " + size);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void damagedBytesAreRefusedOrReadButNeverHang(int kind) {
    var chance = new SplittableRandom(kind);
    var at = times(chance, 120);
    var value = new double[120];
    Arrays.setAll(value, i -> generator(chance, kind).getAsDouble());
    var body = new BlockCodec().encode(BASE, at, value, 0, 120);
    for (int cut = 0; cut < body.length - 1; cut++) {
      var shorter = Arrays.copyOf(body, cut);
      if (cut < 2)
        assertThrows(IllegalArgumentException.class, () -> BlockCodec.decode(BASE, 120, shorter));
      else tolerate(shorter);
    }
    for (int i = 0; i < 2000; i++) {
      var flipped = body.clone();
      flipped[chance.nextInt(body.length)] ^= (byte) (1 << chance.nextInt(8));
      tolerate(flipped);
    }
  }

  private static void tolerate(byte[] body) {
    try {
      assertEquals(120, BlockCodec.decode(BASE, 120, body).at().length);
    } catch (IllegalArgumentException | ArithmeticException refused) {
      assertTrue(refused.getMessage() != null);
    }
  }

  private static void check(long[] at, double[] value, String hint) {
    var body = new BlockCodec().encode(BASE, at, value, 0, at.length);
    var back = BlockCodec.decode(BASE, at.length, body);
    assertArrayEquals(at, back.at(), hint);
    for (int i = 0; i < value.length; i++)
      assertEquals(
          Double.doubleToLongBits(value[i]),
          Double.doubleToLongBits(back.value()[i]),
          hint + " at " + i + ": " + value[i]);
  }

  private static long[] times(SplittableRandom chance, int n) {
    var at = new long[n];
    long step = 1 + chance.nextInt(60_000);
    int jitter = chance.nextInt(3) == 0 ? 5 : 0;
    at[0] = BASE - 1000 + chance.nextInt(2000);
    for (int i = 1; i < n; i++)
      at[i] = at[i - 1] + Math.max(1, step + (jitter == 0 ? 0 : chance.nextInt(-jitter, jitter)));
    return at;
  }

  private static DoubleSupplier generator(SplittableRandom chance, int kind) {
    double[] level = {1_000_000};
    return switch (kind) {
      case 0 -> () -> 42;
      case 1 -> () -> level[0] += chance.nextInt(100);
      case 2 -> () -> 20 + chance.nextInt(5);
      case 3 -> () -> Math.round((50 + chance.nextDouble() * 10) * 100) / 100.0;
      case 4 -> chance::nextDouble;
      case 5 -> () -> chance.nextInt(100) / 15.0;
      default -> () -> chance.nextInt(50) == 0 ? 1e18 : chance.nextInt(3);
    };
  }
}
