package io.watchfloor.app.ui.sources;

import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.SourceHealth;
import io.watchfloor.model.source.SourceStatus;

/// A source's health in words and shapes.
final class SourceWords {
  private SourceWords() {}

  /// Its name; the chip beside it says that it is of the sandbox.
  static String name(SourceId id) {
    return id.isSandbox() ? id.name().substring(id.name().indexOf(':') + 1) : id.name();
  }

  static Severity severity(SourceHealth health) {
    return switch (health) {
      case BLIND -> Severity.UNKNOWN;
      case LATE -> Severity.WARNING;
      case STARTING, PAUSED -> Severity.INFO;
      case OK -> Severity.OK;
    };
  }

  static String health(SourceHealth health) {
    return Text.of("sources.health." + health);
  }

  /// The most telling of: its error, its first notice, how much it brings.
  static String note(SourceStatus source) {
    if (!source.error().isEmpty()) return PlainText.line(source.error(), 120);
    if (!source.notices().isEmpty()) return PlainText.line(source.notices().getFirst(), 120);
    return source.series() > 0
        ? Text.of("sources-card.series", source.series())
        : Text.of("sources-card.signals", source.signals());
  }
}
