package io.watchfloor.app.ui.kit;

import io.watchfloor.model.signal.MetricInfo;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/// Numbers for people: space before the unit, a real minus, thousands by comma, never more digits
/// than are known. NaN is a dash: unknown is never zero.
public final class Figures {
  public static final String UNKNOWN = "–";
  private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB", "PB"};

  private Figures() {}

  /// A number and the unit to write after it.
  public record Figure(String number, String unit) {
    @Override
    public String toString() {
      return unit.isEmpty() ? number : number + " " + unit;
    }
  }

  /// `value` in the unit that suits its size: 0.012 s is `12 ms`, a share of 0.72 is `72 %`.
  public static Figure of(double value, MetricInfo info) {
    return of(value, info.unit());
  }

  public static Figure of(double value, String unit) {
    if (!Double.isFinite(value)) return new Figure(UNKNOWN, "");
    return switch (unit) {
      case "ratio" -> new Figure(percentNumber(value * 100), "%");
      case "%" -> new Figure(percentNumber(value), "%");
      case "s" -> seconds(value);
      case "B" -> bytes(value, "");
      case "B/s" -> bytes(value, "/s");
      default -> new Figure(plain(value), unit);
    };
  }

  /// `low` to `high` in one unit: `5.1 to 8.5 ms`.
  public static String range(double low, double high, String unit) {
    var upper = of(high, unit);
    var lower = of(low, unit);
    if (lower.unit().equals(upper.unit()) || low == 0) return lower.number() + " to " + upper;
    return lower + " to " + upper;
  }

  /// Three digits that count; all of them from 1,000 on; more only where the number is whole.
  public static String plain(double value) {
    if (!Double.isFinite(value)) return UNKNOWN;
    double size = Math.abs(value);
    if (size >= 100 || value == Math.rint(value)) return whole(Math.round(value));
    if (size < 1e-4) return "0";
    var rounded =
        new BigDecimal(value)
            .round(new MathContext(size < 10 ? 2 : 3, RoundingMode.HALF_UP))
            .stripTrailingZeros();
    return minus(rounded.toPlainString());
  }

  /// `1,204`, `−77`.
  public static String whole(long value) {
    return minus(String.format(Locale.ENGLISH, "%,d", value));
  }

  /// A share (0–1) as whole percent: `81 %`.
  public static String share(double share) {
    return Double.isFinite(share) ? percentNumber(share * 100) + " %" : UNKNOWN;
  }

  /// Bytes with their unit: `412 MB`.
  public static String size(long bytes) {
    return bytes((double) bytes, "").toString();
  }

  private static String percentNumber(double percent) {
    double size = Math.abs(percent);
    if (size >= 10 || percent == 0) return whole(Math.round(percent));
    return minus(String.format(Locale.ENGLISH, "%.1f", percent));
  }

  private static Figure seconds(double value) {
    double size = Math.abs(value);
    if (size == 0) return new Figure("0", "s");
    if (size < 1e-3) return new Figure(plain(value * 1e6), "µs");
    if (size < 1) return new Figure(plain(value * 1e3), "ms");
    if (size < 120) return new Figure(plain(value), "s");
    if (size < 7200) return new Figure(plain(value / 60), "min");
    if (size < 172_800) return new Figure(plain(value / 3600), "h");
    return new Figure(plain(value / 86_400), "d");
  }

  private static Figure bytes(double value, String per) {
    double left = value;
    int step = 0;
    while (Math.abs(left) >= 1000 && step < BYTES.length - 1) {
      left /= 1000;
      step++;
    }
    return new Figure(plain(left), BYTES[step] + per);
  }

  private static String minus(String number) {
    return number.startsWith("-") ? "−" + number.substring(1) : number;
  }
}
