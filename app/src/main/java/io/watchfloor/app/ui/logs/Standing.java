package io.watchfloor.app.ui.logs;

import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.model.detect.LogFinding;
import java.util.Locale;

/// How a template stands out; the first are the most telling.
enum Standing {
  NEW,
  RATE,
  SILENT,
  PARAMETER,
  SEQUENCE,
  USUAL;

  static Standing of(LogFinding.Kind kind) {
    return switch (kind) {
      case NEW_TEMPLATE -> NEW;
      case RATE_UP, RATE_DOWN -> RATE;
      case WENT_SILENT -> SILENT;
      case PARAMETER_OUT_OF_RANGE -> PARAMETER;
      case SEQUENCE_BROKEN -> SEQUENCE;
    };
  }

  String words() {
    return Text.of("logs.standing." + name().toLowerCase(Locale.ROOT));
  }
}
