package io.watchfloor.app.ui.kit;

import io.watchfloor.model.signal.Severity;
import java.util.List;
import java.util.Locale;
import javafx.scene.layout.Region;

/// The shape alone: octagon, triangle, diamond, circle, tick. Use it where the word stands beside
/// it anyway; its spoken name is the word.
public final class SeverityShape extends Region {
  private static final List<String> STYLES =
      List.of("critical", "major", "warning", "unknown", "info", "ok", "verified");

  public SeverityShape(Severity severity) {
    getStyleClass().add("wf-severity");
    setMouseTransparent(true);
    set(severity);
  }

  public SeverityShape small() {
    getStyleClass().add("small");
    return this;
  }

  public void set(Severity severity) {
    become(severity.name().toLowerCase(Locale.ROOT));
    setAccessibleText(Words.of(severity));
  }

  /// The ring with a tick: verified, confirmed, all sources seen. Not a severity.
  public void setVerified() {
    become("verified");
    setAccessibleText(Text.of("severity.verified"));
  }

  private void become(String style) {
    if (getStyleClass().contains(style)) return;
    getStyleClass().removeAll(STYLES);
    getStyleClass().add(style);
  }
}
