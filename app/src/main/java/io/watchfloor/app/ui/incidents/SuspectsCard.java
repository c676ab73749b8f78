package io.watchfloor.app.ui.incidents;

import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.Later;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.Opens;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.model.cause.Diagnosis;
import io.watchfloor.model.cause.Evidence;
import io.watchfloor.model.cause.Hypothesis;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.learn.Priors;
import io.watchfloor.model.remedy.Decision;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The suspects: the first one open with its evidence, every row of which opens what is behind it;
/// the others one line each; the rest to 100 % is "Something else".
final class SuspectsCard extends Card {
  private final IncidentsViewModel model;
  private final Navigator navigator;
  private final Times times;
  private final Consumer<Ref> open;
  private final VBox rows = new VBox();
  private int chosen;
  private Optional<Diagnosis> shown = Optional.empty();
  private Priors said = Priors.NONE;

  SuspectsCard(IncidentsViewModel model, Navigator navigator, Times times, Consumer<Ref> open) {
    super(Text.of("suspects.title"));
    this.model = model;
    this.navigator = navigator;
    this.times = times;
    this.open = open;
    rows.getStyleClass().add("wf-suspects");
    getChildren().add(rows);
  }

  void show(Optional<Diagnosis> diagnosis) {
    var priors = model.snapshot().get().priors();
    boolean isOld = diagnosis.equals(shown) && priors.suspects().equals(said.suspects());
    if (isOld && !rows.getChildren().isEmpty()) return;
    shown = diagnosis;
    said = priors;
    build();
  }

  private void build() {
    rows.getChildren().clear();
    if (shown.isEmpty() || shown.get().hypotheses().isEmpty()) {
      setAside("");
      rows.getChildren().add(Nodes.paragraph(Text.of("suspects.none"), "wf-body", "wf-muted"));
      return;
    }
    var diagnosis = shown.get();
    setAside("");
    setEnd(
        Nodes.label(model.trackRecord(diagnosis.hypotheses().getFirst()), "wf-small", "wf-muted"));
    for (int i = 0; i < Math.min(5, diagnosis.hypotheses().size()); i++) {
      var hypothesis = diagnosis.hypotheses().get(i);
      rows.getChildren().add(i == chosen ? opened(i, hypothesis) : closed(i, hypothesis));
    }
    rows.getChildren().add(line("", Text.of("suspects.else"), diagnosis.somethingElse()));
    if (diagnosis.blamesNoChange())
      rows.getChildren()
          .add(Nodes.paragraph(Text.of("suspects.noChange"), "wf-small", "wf-text", "wf-indent"));
    for (var words : diagnosis.notToBlame())
      rows.getChildren()
          .add(
              Nodes.paragraph(
                  Text.of("suspects.noBlame", PlainText.line(words)),
                  "wf-small",
                  "wf-muted",
                  "wf-indent"));
  }

  private Node opened(int index, Hypothesis hypothesis) {
    var box =
        new VBox(line(Integer.toString(index + 1), title(hypothesis), hypothesis.probability()));
    box.getStyleClass().add("wf-suspect");
    for (var evidence : hypothesis.evidence()) box.getChildren().add(evidence(evidence));
    box.getChildren().add(verdict(hypothesis));
    return box;
  }

  /// The two verdicts; once one was given, what was said, by whom, and the way back.
  private Node verdict(Hypothesis hypothesis) {
    var row = new HBox();
    row.getStyleClass().addAll("wf-gap-8", "wf-verdict");
    var word = model.word(hypothesis);
    if (word.isPresent()) {
      var key = word.get().right() ? "suspects.saidRight" : "suspects.saidWrong";
      var by =
          word.get().by().isProgram()
              ? Text.of("suspects.byFix")
              : PlainText.line(word.get().by().name(), 40);
      row.getChildren().add(Nodes.label(Text.of(key, by), "wf-small", "wf-text"));
    }
    if (word.isEmpty() || !word.get().right()) row.getChildren().add(judge(hypothesis, true));
    if (word.isEmpty() || word.get().right()) row.getChildren().add(judge(hypothesis, false));
    if (word.isPresent())
      row.getChildren()
          .add(button("suspect-forget", "suspects.forget", () -> model.forget(hypothesis)));
    return row;
  }

  private Node judge(Hypothesis hypothesis, boolean right) {
    return button(
        right ? "suspect-right" : "suspect-wrong",
        right ? "suspects.right" : "suspects.wrong",
        () -> model.judge(hypothesis, right));
  }

  private Node button(String id, String key, Supplier<CompletableFuture<Decision>> action) {
    var button =
        Nodes.button(Text.of(key), () -> Later.take(action.get(), navigator::tell), "small");
    button.setId(id);
    return button;
  }

  private Node closed(int index, Hypothesis hypothesis) {
    var row = line(Integer.toString(index + 1), title(hypothesis), hypothesis.probability());
    Opens.by(
        row,
        () -> {
          chosen = index;
          build();
        });
    return row;
  }

  static String title(Hypothesis hypothesis) {
    var entity = PlainText.middle(hypothesis.entity().name(), 40);
    var change = hypothesis.change();
    if (change.isPresent())
      return Text.of(
          "suspects.change",
          PlainText.line(change.get().kind(), 40),
          entity,
          PlainText.line(change.get().version(), 30));
    return Text.of("suspects.kind." + hypothesis.kind().name().toLowerCase(Locale.ROOT), entity);
  }

  private static HBox line(String number, String title, double probability) {
    var bar = new ProgressBar(probability);
    bar.getStyleClass().add("wf-chance");
    var label = Nodes.paragraph(title, "wf-suspect-title");
    var row =
        new HBox(
            Nodes.label(number, "wf-mono", "wf-muted", "wf-rank"),
            Nodes.grow(label),
            bar,
            Nodes.whole(
                Nodes.label(Figures.share(probability), "wf-mono", "wf-strong", "wf-percent")));
    label.setMaxWidth(Double.MAX_VALUE);
    row.getStyleClass().add("wf-suspect-line");
    return row;
  }

  private Node evidence(Evidence evidence) {
    var words =
        evidence.supports() ? evidence.text() : Text.of("suspects.against", evidence.text());
    var style = evidence.supports() ? "wf-text" : "wf-muted";
    var text = Nodes.paragraph(PlainText.line(words, 400), "wf-small", style);
    var row =
        new HBox(
            icon(evidence).node("small", "muted"),
            Nodes.grow(text),
            Nodes.label(times.time(evidence.at()), "wf-mono", "wf-muted", "wf-kept"),
            Icon.NEXT.node("small", "accent"));
    row.getStyleClass().addAll("wf-evidence");
    row.setId("evidence-" + evidence.kind().name().toLowerCase(Locale.ROOT));
    Opens.by(row, () -> open.accept(evidence.ref()));
    return row;
  }

  private static Icon icon(Evidence evidence) {
    if (!evidence.supports()) return Icon.CLOSE;
    return switch (evidence.kind()) {
      case ALERT -> Icon.ALERTS;
      case DEVIATION, ONSET -> Icon.METRICS;
      case TOPOLOGY -> Icon.TOPOLOGY;
      case CHANGE -> Icon.CHANGE;
      case LOG -> Icon.LOGS;
      case RECORD -> Icon.AUDIT;
    };
  }
}
