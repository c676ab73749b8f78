package io.watchfloor.app.ui.kit;

import io.watchfloor.model.signal.Severity;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// Severity as shape, word and colour, in that order of trust. Quiet (acknowledged, silenced,
/// cleared): the shape keeps its colour, the word loses it.
public final class SeverityBadge extends HBox {
  private static final PseudoClass QUIET = PseudoClass.getPseudoClass("quiet");
  private final SeverityShape shape;
  private final Label word = new Label();

  public SeverityBadge(Severity severity) {
    this(severity, false);
  }

  public SeverityBadge(Severity severity, boolean quiet) {
    shape = new SeverityShape(severity);
    getStyleClass().add("wf-badge");
    getChildren().addAll(shape, word);
    set(severity, quiet);
  }

  public void set(Severity severity, boolean quiet) {
    shape.set(severity);
    say(Words.of(severity), severity.name().toLowerCase(Locale.ROOT), quiet);
  }

  /// The shape and colour of `severity` with a word of its own: "Blind", "Slow", "Diverged".
  public void set(Severity severity, String text) {
    shape.set(severity);
    say(text, severity.name().toLowerCase(Locale.ROOT), false);
  }

  /// The green ring: "Confirmed", "Verified".
  public void setVerified(String text) {
    shape.setVerified();
    say(text, "verified", false);
  }

  private void say(String text, String style, boolean quiet) {
    word.setText(text);
    word.getStyleClass().setAll("label", "wf-word", style);
    word.pseudoClassStateChanged(QUIET, quiet);
    setAccessibleText(text);
  }
}
