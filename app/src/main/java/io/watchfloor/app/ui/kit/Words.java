package io.watchfloor.app.ui.kit;

import io.watchfloor.model.signal.Severity;

/// The words that go with shapes.
public final class Words {
  private Words() {}

  public static String of(Severity severity) {
    return switch (severity) {
      case CRITICAL -> Text.of("severity.critical");
      case MAJOR -> Text.of("severity.major");
      case WARNING -> Text.of("severity.warning");
      case UNKNOWN -> Text.of("severity.unknown");
      case INFO -> Text.of("severity.info");
      case OK -> Text.of("severity.ok");
    };
  }
}
