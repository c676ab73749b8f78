package io.watchfloor.app.ui.kit;

import io.watchfloor.model.signal.MetricInfo;
import java.util.Locale;

/// Marks of a value axis at 1, 2 or 5 times a power of ten, and the range that holds them.
///
/// @param from the lowest mark, the axis' lower edge
/// @param to the axis' upper edge
/// @param step between marks
public record ValueTicks(double from, double to, double step) {

  /// A range that holds `low` to `high` with about `wanted` marks. Starts at zero where zero is
  /// near; a flat or missing range becomes one around its value.
  public static ValueTicks of(double low, double high, int wanted) {
    if (!Double.isFinite(low) || !Double.isFinite(high)) return new ValueTicks(0, 1, 0.5);
    double least = Math.min(low, high), most = Math.max(low, high);
    if (least > 0 && least < most * 0.6) least = 0;
    if (most < 0 && most > least * 0.6) most = 0;
    if (most - least < Math.max(Math.abs(most), 1e-12) * 1e-9) {
      double around = Math.max(Math.abs(most) * 0.1, 1e-3);
      least = least == 0 ? 0 : least - around;
      most += around;
    }
    double step = roundStep((most - least) / Math.max(1, wanted));
    double from = Math.floor(least / step + 1e-9) * step;
    double to = Math.max(most + (most - least) * 0.04, from + step);
    return new ValueTicks(from, to, step);
  }

  private static double roundStep(double raw) {
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double lead = raw / power;
    return (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10) * power;
  }

  public int count() {
    return (int) Math.min(50, Math.floor((to - from) / step + 1e-9) + 1);
  }

  public double tick(int index) {
    double value = from + index * step;
    return Math.abs(value) < step * 1e-9 ? 0 : value;
  }

  /// The words at a mark: the same precision all the way up, except where units change with size.
  public String text(int index, MetricInfo info) {
    double value = tick(index);
    var unit = info.unit();
    boolean isScaled = unit.equals("s") || unit.equals("B") || unit.equals("B/s");
    if (isScaled || Math.abs(to) >= 1e6 || step < 1e-4) return Figures.of(value, info).toString();
    boolean isShare = unit.equals("ratio");
    double shown = isShare ? value * 100 : value;
    double apart = isShare ? step * 100 : step;
    int digits = Math.max(0, (int) Math.ceil(-Math.log10(apart) - 1e-9));
    var number = String.format(Locale.ENGLISH, "%,." + digits + "f", shown).replace('-', '−');
    return unit.isEmpty() ? number : number + " " + (isShare ? "%" : unit);
  }

  /// The height above the lower edge, in pixels.
  public double y(double value, double height) {
    return height - (value - from) / (to - from) * height;
  }
}
