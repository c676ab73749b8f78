package io.watchfloor.app.ui.kit;

import io.watchfloor.model.learn.Feedback;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.layout.FlowPane;

/// "It was right" or "normal for us" about one episode; once it was said, who said it and the way
/// back. FX thread only.
public final class VerdictRow extends FlowPane {
  private Consumer<Boolean> judge = right -> {};
  private Runnable forget = () -> {};

  public VerdictRow(Optional<Feedback.Episode> said, Times times, Instant now) {
    getStyleClass().add("wf-verdict-row");
    if (said.isPresent()) said(said.get(), times, now);
    else ask();
  }

  /// Takes true for "it was right", false for "normal for us".
  public void onJudge(Consumer<Boolean> action) {
    judge = action;
  }

  public void onForget(Runnable action) {
    forget = action;
  }

  private void ask() {
    var right = Nodes.button(Text.of("verdict.right"), () -> judge.accept(true), "small");
    right.setId("judge-right");
    var normal = Nodes.button(Text.of("verdict.normal"), () -> judge.accept(false), "small");
    normal.setId("judge-normal");
    getChildren().addAll(right, normal);
  }

  private void said(Feedback.Episode verdict, Times times, Instant now) {
    var key = verdict.right() ? "verdict.saidRight" : "verdict.saidNormal";
    var who = PlainText.line(verdict.by().name(), 40);
    var words = Nodes.label(Text.of(key, who, times.brief(verdict.at(), now)), "wf-small");
    words.setId("verdict-said");
    var back = Nodes.button(Text.of("verdict.back"), () -> forget.run(), "small", "quiet");
    back.setId("verdict-back");
    getChildren().addAll(words, back);
  }
}
