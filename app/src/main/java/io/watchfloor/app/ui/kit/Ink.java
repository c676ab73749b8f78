package io.watchfloor.app.ui.kit;

import io.watchfloor.model.signal.Severity;
import java.util.Locale;

/// The theme's colours by name, for what is drawn on a canvas. Each is the token `-wf-<name>` of
/// `assets/theme/tokens.css`.
public enum Ink {
  RAIL,
  PAGE,
  CARD,
  RAISED,
  INSET,
  SELECTED,
  LINE,
  LINE_STRONG,
  LINE_CONTROL,
  TEXT,
  TEXT_STRONG,
  TEXT_MUTED,
  ACCENT,
  ACCENT_FILL,
  ACCENT_LINE,
  CRITICAL,
  CRITICAL_FILL,
  CRITICAL_SOFT,
  CRITICAL_LINE,
  MAJOR,
  MAJOR_SOFT,
  MAJOR_LINE,
  WARNING,
  WARNING_SOFT,
  WARNING_LINE,
  UNKNOWN,
  UNKNOWN_SOFT,
  UNKNOWN_LINE,
  INFO,
  OK,
  VERIFIED,
  CHART_INK,
  CHART_BAND,
  CHART_GRID,
  CHART_FUTURE,
  CHART_2,
  CHART_3,
  CHART_4;

  /// `critical-fill`: the token's name without its prefix.
  public String token() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The colour of words and lines at this severity; grey when calm.
  public static Ink of(Severity severity) {
    return switch (severity) {
      case CRITICAL -> CRITICAL;
      case MAJOR -> MAJOR;
      case WARNING -> WARNING;
      case UNKNOWN -> UNKNOWN;
      case INFO -> INFO;
      case OK -> OK;
    };
  }
}
