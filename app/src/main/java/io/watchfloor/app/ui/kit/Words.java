package io.watchfloor.app.ui.kit;

import io.watchfloor.model.signal.Severity;
import java.util.List;
import java.util.Set;

/// The words that go with shapes.
public final class Words {
  private static final List<String> ENDINGS =
      List.of("_total", "_ratio", "_seconds", "_bytes", "_rate", "_percent", "_count");

  private Words() {}

  /// `shop:http_errors_ratio` as people say it: `http errors`.
  public static String metric(String name) {
    int colon = name.lastIndexOf(':');
    var text = colon >= 0 && colon < name.length() - 1 ? name.substring(colon + 1) : name;
    if (colon > 0 && Set.of("rate", "ratio", "p50", "p95", "p99").contains(text)) {
      int before = name.lastIndexOf(':', colon - 1);
      text = name.substring(before + 1, colon) + (text.startsWith("p") ? " " + text : "");
    }
    for (var ending : ENDINGS)
      if (text.endsWith(ending)) text = text.substring(0, text.length() - ending.length());
    return PlainText.line(text.replace('_', ' '), 32);
  }

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
