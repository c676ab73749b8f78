package io.watchfloor.app.store;

import java.util.Arrays;

/// Packs a stretch of one series into bytes and back, without losing a bit (of a NaN only that it
/// is one). Times: how much each step differs from the one before. Values, whichever fits: one
/// constant; whole numbers over a common divisor (a power of ten, or the interval for rates), as
/// the residuals of the best of three predictors in Rice's code; else exclusive-or with the value
/// before, as in Gorilla.
///
/// After T. Pelkonen et al., "Gorilla: a fast, scalable, in-memory time series database" (2015) and
/// R. F. Rice, "Some practical universal noiseless coding techniques" (1979).
final class BlockCodec {
  /// More samples than this in one block are a sign of damage.
  static final int MOST = 1 << 20;

  private static final int CONSTANT = 0, DIVIDED = 1, XOR = 2;
  private static final int REGULAR = 1 << 2, EXCEPTIONS = 1 << 3, BY_INTERVAL = 1 << 4;
  private static final int ORDER_SHIFT = 5;
  private static final int POWERS = 13;
  private static final long EXACT = 1L << 53;

  record Block(long[] at, double[] value) {}

  private final Bits.Writer out = new Bits.Writer();

  /// Packs `at[from]` to `at[to - 1]`, in epoch milliseconds, ascending; the first time is kept as
  /// a distance from `base`. Not thread-safe.
  byte[] encode(long base, long[] at, double[] value, int from, int to) {
    out.clear();
    int n = to - from;
    var steps = steps(at, from, n);
    var plan = Plan.of(value, from, n, n > 1 ? at[from + 1] - at[from] : 0);
    boolean regular = Arrays.stream(steps).allMatch(step -> step == 0);
    out.raw(plan.flags | (regular ? REGULAR : 0));
    out.number(Bits.zigzag(at[from] - base));
    if (n > 1) out.number(at[from + 1] - at[from]);
    if (!regular) writeResiduals(steps);
    switch (plan.flags & 3) {
      case CONSTANT -> writeDouble(value[from]);
      case DIVIDED -> {
        out.raw(plan.divisor);
        if (plan.exceptions > 0) writeExceptions(value, from, plan);
        out.number(Bits.zigzag(plan.whole[0]));
        writeResiduals(plan.residuals);
      }
      default -> writeXor(value, from, n);
    }
    return out.bytes();
  }

  /// @throws IllegalArgumentException if these bytes are not a block of `n` samples
  static Block decode(long base, int n, byte[] body) {
    if (n < 1 || n > MOST) throw new IllegalArgumentException("a block of " + n + " samples");
    try {
      var in = new Bits.Reader(body);
      int flags = in.raw();
      var at = readTimes(in, base, n, (flags & REGULAR) != 0);
      var value = new double[n];
      switch (flags & 3) {
        case CONSTANT -> Arrays.fill(value, readDouble(in));
        case DIVIDED -> readDivided(in, flags, n > 1 ? at[1] - at[0] : 0, value);
        case XOR -> readXor(in, value);
        default -> throw new IllegalArgumentException("an unknown kind of block");
      }
      return new Block(at, value);
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("a block cut short", e);
    }
  }

  private static long[] steps(long[] at, int from, int n) {
    var steps = new long[Math.max(0, n - 2)];
    for (int i = 0; i < steps.length; i++) {
      long before = at[from + i + 1] - at[from + i];
      steps[i] = Bits.zigzag(at[from + i + 2] - at[from + i + 1] - before);
    }
    return steps;
  }

  private static long[] readTimes(Bits.Reader in, long base, int n, boolean regular) {
    var at = new long[n];
    at[0] = base + Bits.unzigzag(in.number());
    if (n == 1) return at;
    long step = in.number();
    at[1] = at[0] + step;
    int k = regular ? 0 : in.raw();
    for (int i = 2; i < n; i++) {
      if (!regular) step += Bits.unzigzag(in.rice(k));
      at[i] = at[i - 1] + step;
    }
    return at;
  }

  private void writeResiduals(long[] unsigned) {
    int k = Plan.bestParameter(unsigned);
    out.raw(k);
    for (long residual : unsigned) out.rice(residual, k);
  }

  private void writeExceptions(double[] value, int from, Plan plan) {
    out.number(plan.exceptions);
    for (int i = 0, last = 0; i < plan.whole.length; i++) {
      if (!Plan.isException(value[from + i])) continue;
      out.number(i - last);
      writeDouble(value[from + i]);
      last = i;
    }
  }

  private static void readDivided(Bits.Reader in, int flags, long interval, double[] value) {
    int index = in.raw();
    double divisor = (flags & BY_INTERVAL) != 0 ? interval / 1000.0 : Plan.power(index);
    var exceptions = new double[0];
    var places = new int[0];
    if ((flags & EXCEPTIONS) != 0) {
      int count = Math.toIntExact(Math.min(in.number(), value.length));
      exceptions = new double[count];
      places = new int[count];
      for (int i = 0, last = 0; i < count; i++) {
        places[i] = last = Math.toIntExact(Math.min(last + in.number(), value.length));
        exceptions[i] = readDouble(in);
      }
    }
    int order = (flags >>> ORDER_SHIFT) & 3;
    long last = Bits.unzigzag(in.number()), slope = 0;
    value[0] = last / divisor;
    int k = in.raw();
    for (int i = 1; i < value.length; i++) {
      long residual = Bits.unzigzag(in.rice(k));
      long whole =
          switch (order) {
            case 0 -> residual;
            case 1 -> last + residual;
            default -> last + slope + residual;
          };
      slope = whole - last;
      last = whole;
      value[i] = whole / divisor;
    }
    for (int i = 0; i < places.length; i++) value[places[i]] = exceptions[i];
  }

  private void writeXor(double[] value, int from, int n) {
    long last = Double.doubleToLongBits(value[from]);
    out.bits(last, 64);
    int lead = 65, trail = 0;
    for (int i = 1; i < n; i++) {
      long bits = Double.doubleToLongBits(value[from + i]), xor = bits ^ last;
      last = bits;
      out.bit(xor != 0);
      if (xor == 0) continue;
      int leading = Math.min(31, Long.numberOfLeadingZeros(xor));
      int trailing = Long.numberOfTrailingZeros(xor);
      boolean fits = lead <= leading && trail <= trailing;
      out.bit(!fits);
      if (!fits) {
        lead = leading;
        trail = trailing;
        out.bits(lead, 5);
        out.bits(63 - lead - trail, 6);
      }
      out.bits(xor >>> trail, 64 - lead - trail);
    }
  }

  private static void readXor(Bits.Reader in, double[] value) {
    long last = in.bits(64);
    value[0] = Double.longBitsToDouble(last);
    int lead = 0, trail = 0;
    for (int i = 1; i < value.length; i++) {
      if (in.bit()) {
        if (in.bit()) {
          lead = (int) in.bits(5);
          trail = 63 - lead - (int) in.bits(6);
          if (trail < 0) throw new IllegalArgumentException("a block with impossible bits");
        }
        last ^= in.bits(64 - lead - trail) << trail;
      }
      value[i] = Double.longBitsToDouble(last);
    }
  }

  /// Small whole numbers have few bits set, all at the front: turned round they are short.
  private void writeDouble(double value) {
    out.number(Long.reverseBytes(Double.doubleToLongBits(value)));
  }

  private static double readDouble(Bits.Reader in) {
    return Double.longBitsToDouble(Long.reverseBytes(in.number()));
  }

  /// How one block's values are written best.
  private static final class Plan {
    int flags = XOR;
    int divisor;
    int exceptions;
    long[] whole = new long[0];
    long[] residuals = new long[0];

    static Plan of(double[] value, int from, int n, long interval) {
      var plan = new Plan();
      if (isConstant(value, from, n)) {
        plan.flags = CONSTANT;
        return plan;
      }
      for (int i = from; i < from + n; i++) if (isException(value[i])) plan.exceptions++;
      if (plan.exceptions * 4 > n || !plan.divide(value, from, n, interval)) return plan;
      if (plan.exceptions > 0) plan.flags |= EXCEPTIONS;
      plan.predict();
      return plan;
    }

    private static boolean isConstant(double[] value, int from, int n) {
      long first = Double.doubleToLongBits(value[from]);
      for (int i = from + 1; i < from + n; i++)
        if (Double.doubleToLongBits(value[i]) != first) return false;
      return true;
    }

    /// What no whole number over a divisor is: not a number, infinite, negative zero.
    static boolean isException(double value) {
      return !Double.isFinite(value) || (value == 0 && 1 / value < 0);
    }

    static double power(int index) {
      if (index >= POWERS) throw new IllegalArgumentException("an unknown divisor");
      return Math.pow(10, index);
    }

    private boolean divide(double[] value, int from, int n, long interval) {
      whole = new long[n];
      for (int index = 0; index < POWERS; index++) {
        if (!fits(value, from, power(index))) continue;
        divisor = index;
        flags = DIVIDED;
        return true;
      }
      if (interval <= 0 || !fits(value, from, interval / 1000.0)) return false;
      flags = DIVIDED | BY_INTERVAL;
      return true;
    }

    private boolean fits(double[] value, int from, double by) {
      for (int i = 0; i < whole.length; i++) {
        double x = value[from + i];
        if (isException(x)) {
          whole[i] = i == 0 ? 0 : whole[i - 1];
          continue;
        }
        double scaled = Math.rint(x * by);
        if (!(Math.abs(scaled) < EXACT) || scaled / by != x) return false;
        whole[i] = (long) scaled;
      }
      return true;
    }

    /// Nothing, the value before, or the line through the two before: whichever leaves least.
    private void predict() {
      long best = Long.MAX_VALUE;
      int bestOrder = 0;
      for (int order = 0; order < 3; order++) {
        var candidate = residuals(order);
        int k = bestParameter(candidate);
        long cost = 0;
        for (long residual : candidate) cost += Bits.riceCost(residual, k);
        if (cost >= best) continue;
        best = cost;
        bestOrder = order;
        residuals = candidate;
      }
      flags |= bestOrder << ORDER_SHIFT;
    }

    private long[] residuals(int order) {
      var result = new long[whole.length - 1];
      long last = whole[0], slope = 0;
      for (int i = 1; i < whole.length; i++) {
        long expected = order == 0 ? 0 : order == 1 ? last : last + slope;
        result[i - 1] = Bits.zigzag(whole[i] - expected);
        slope = whole[i] - last;
        last = whole[i];
      }
      return result;
    }

    /// Rice's parameter with the least bits; it is near the mean length, which a few far-off ones
    /// hardly move.
    static int bestParameter(long[] unsigned) {
      int lengths = 0;
      for (long residual : unsigned) lengths += 64 - Long.numberOfLeadingZeros(residual);
      int about = lengths / Math.max(1, unsigned.length);
      int best = 0;
      long least = Long.MAX_VALUE;
      for (int k = Math.max(0, about - 3); k <= about + 1; k++) {
        long cost = 0;
        for (long residual : unsigned) cost += Bits.riceCost(residual, k);
        if (cost < least) {
          least = cost;
          best = k;
        }
      }
      return best;
    }
  }
}
