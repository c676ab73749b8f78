package io.watchfloor.app.ui.fixes;

import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.Later;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.SeverityShape;
import io.watchfloor.app.ui.kit.StateView;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.remedy.RunState;
import io.watchfloor.model.signal.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One run as it goes: five states on a rail, the prediction that ticks itself off, the output with
/// its times; then what can be done now.
final class RunCard extends Card {
  private final FixesViewModel model;
  private final Navigator navigator;
  private final Times times;
  private final VBox rail = new VBox();
  private final VBox checks = new VBox();
  private final TextArea output = new TextArea();
  private final HBox actions = new HBox();
  private final VBox content = new VBox();
  private @Nullable Run shown;

  RunCard(FixesViewModel model, Navigator navigator, Times times) {
    super(Text.of("run.title"));
    this.model = model;
    this.navigator = navigator;
    this.times = times;
    getStyleClass().add("wf-run");
    setId("run-card");
    rail.getStyleClass().add("wf-run-rail");
    checks.getStyleClass().add("wf-run-checks");
    actions.getStyleClass().add("wf-run-actions");
    output.setEditable(false);
    output.getStyleClass().add("wf-run-output");
    output.setId("run-output");
    var outputBox =
        new VBox(8, Nodes.label(Text.of("run.output"), "wf-strong"), Nodes.grow(output));
    outputBox.getStyleClass().add("wf-run-checks");
    content.getChildren().addAll(rail, checks, Nodes.grow(outputBox), actions);
    getChildren().add(Nodes.grow(content));
  }

  void show(Optional<Run> run) {
    if (run.isEmpty()) {
      shown = null;
      setTitle(Text.of("run.title"));
      getChildren()
          .set(1, StateView.empty(Icon.RUNNING, Text.of("run.empty"), Text.of("run.empty.why")));
      return;
    }
    if (!getChildren().contains(content)) getChildren().set(1, Nodes.grow(content));
    var next = run.get();
    if (!next.equals(shown)) build(next);
    else tick();
  }

  void tick() {
    if (shown != null && shown.state() == RunState.VERIFYING) buildChecks(shown);
  }

  private void build(Run run) {
    var before = shown;
    shown = run;
    setTitle(PlainText.line(run.plan().title(), 80));
    buildRail(run);
    buildChecks(run);
    buildActions(run);
    if (before == null || !before.output().equals(run.output())) {
      output.setText(text(run));
      output.positionCaret(output.getLength());
    }
  }

  private void buildRail(Run run) {
    var state = run.state();
    boolean hasStarted = run.startedAt().isPresent();
    boolean hasEnded = run.endedAt().isPresent();
    rail.getChildren().clear();
    step("run.step.approved", true, false, approver(run), Optional.of(run.approval().at()));
    step(
        "run.step.started",
        hasStarted,
        state == RunState.RUNNING,
        run.plan().target().name(),
        run.startedAt());
    step("run.step.ended", hasEnded, false, ended(run), run.endedAt());
    boolean isVerifying = state == RunState.VERIFYING;
    boolean wasVerified = state == RunState.SUCCEEDED || state == RunState.ROLLED_BACK;
    step(
        "run.step.verifying",
        wasVerified || (state == RunState.FAILED && hasEnded),
        isVerifying,
        isVerifying ? run.why() : "",
        isVerifying ? run.endedAt() : Optional.empty());
    rail.getChildren().add(last(run));
  }

  private static String approver(Run run) {
    var second = run.approval().second().map(other -> ", " + other.name()).orElse("");
    return run.approval().by().name() + second;
  }

  private static String ended(Run run) {
    if (run.endedAt().isEmpty() || run.startedAt().isEmpty()) return "";
    var took = Ages.took(Duration.between(run.startedAt().get(), run.endedAt().get()));
    return run.exit().isPresent()
        ? Text.of("run.exit", Integer.toString(run.exit().getAsInt()), took)
        : took;
  }

  private void step(String key, boolean isDone, boolean isNow, String words, Optional<Instant> at) {
    var mark = new Region();
    mark.getStyleClass().addAll("wf-step", isNow ? "now" : isDone ? "done" : "open");
    var name = Nodes.label(Text.of(key), isNow ? "wf-step-now" : isDone ? "wf-text" : "wf-muted");
    name.getStyleClass().add("wf-step-name");
    var row =
        new HBox(
            mark,
            name,
            Nodes.grow(Nodes.paragraph(PlainText.line(words, 120), "wf-small", "wf-muted")),
            Nodes.whole(Nodes.label(at.map(times::time).orElse(""), "wf-mono", "wf-muted")));
    row.getStyleClass().add("wf-step-row");
    rail.getChildren().add(row);
  }

  private Node last(Run run) {
    var row = new HBox();
    row.getStyleClass().add("wf-step-row");
    row.setId("run-end");
    var words = FixWords.state(run);
    switch (run.state()) {
      case SUCCEEDED ->
          row.getChildren().addAll(verified(), Nodes.label(words, "wf-strong", "wf-verified"));
      case FAILED, CANCELLED ->
          row.getChildren()
              .addAll(
                  new SeverityShape(Severity.WARNING).small(),
                  Nodes.label(words, "wf-strong", "wf-warning"));
      case OUTCOME_UNKNOWN ->
          row.getChildren()
              .addAll(
                  new SeverityShape(Severity.UNKNOWN).small(),
                  Nodes.label(words, "wf-strong", "wf-unknown"));
      case ROLLED_BACK ->
          row.getChildren().addAll(Icon.UNDO.node("small"), Nodes.label(words, "wf-strong"));
      case APPROVED, RUNNING, VERIFYING -> {
        var mark = new Region();
        mark.getStyleClass().addAll("wf-step", "open");
        row.getChildren().addAll(mark, Nodes.label(Text.of("run.step.done"), "wf-muted"));
      }
    }
    var box = new VBox(row);
    boolean isOver = run.state().isFinished() || run.state() == RunState.OUTCOME_UNKNOWN;
    if (isOver && !run.why().isBlank())
      box.getChildren().add(Nodes.paragraph(PlainText.line(run.why()), "wf-small", "wf-muted"));
    return box;
  }

  private static Node verified() {
    var shape = new SeverityShape(Severity.OK).small();
    shape.setVerified();
    return shape;
  }

  private void buildChecks(Run run) {
    checks.getChildren().clear();
    Nodes.show(checks, !run.checks().isEmpty());
    if (run.checks().isEmpty()) return;
    var head = new HBox(Nodes.grow(Nodes.label(Text.of("run.prediction"), "wf-strong")));
    if (run.state() == RunState.VERIFYING) {
      var within = run.proposal().remediation().verify().within();
      var since = run.endedAt().orElse(run.changedAt());
      var passed = Duration.between(since, model.now());
      var left = within.minus(passed);
      head.getChildren()
          .add(
              Nodes.label(
                  Text.of("run.left", Ages.of(left.isNegative() ? Duration.ZERO : left)),
                  "wf-mono",
                  "wf-muted"));
      var bar = new ProgressBar(Math.clamp((double) passed.toMillis() / within.toMillis(), 0, 1));
      bar.getStyleClass().add("wf-run-bar");
      checks.getChildren().addAll(head, bar);
    } else {
      checks.getChildren().add(head);
    }
    for (var check : run.checks()) {
      var mark = check.since().isPresent() ? verified() : Icon.NEW.node("small", "muted");
      var row =
          new HBox(
              mark,
              Nodes.grow(Nodes.paragraph(PlainText.line(check.text()), "wf-text")),
              Nodes.label(check.since().map(times::time).orElse(""), "wf-mono"));
      row.getStyleClass().add("wf-check-row");
      checks.getChildren().add(row);
    }
  }

  private String text(Run run) {
    return run.output().stream()
        .map(line -> times.time(line.at()) + "  " + PlainText.line(line.text(), 2_000))
        .collect(Collectors.joining("\n"));
  }

  private void buildActions(Run run) {
    actions.getChildren().clear();
    boolean canUndo = run.plan().undo().isPresent();
    switch (run.state()) {
      case APPROVED, RUNNING ->
          actions
              .getChildren()
              .add(button("run.stop", () -> Later.take(model.stop(run), navigator::tell), "stop"));
      case FAILED, CANCELLED, SUCCEEDED -> {
        if (canUndo)
          actions
              .getChildren()
              .add(button("run.undo", () -> Later.take(model.undo(run), navigator::tell), "undo"));
      }
      case OUTCOME_UNKNOWN ->
          actions
              .getChildren()
              .add(
                  button(
                      "run.again",
                      () -> Later.take(model.lookAgain(run), navigator::tell),
                      "look-again"));
      case VERIFYING, ROLLED_BACK -> {}
    }
    actions
        .getChildren()
        .addAll(
            Nodes.spacer(),
            Nodes.link(run.incident().text(), () -> navigator.open(run.incident())),
            Nodes.link(Text.of("run.audit"), () -> navigator.go("audit")));
  }

  private static Node button(String key, Runnable action, String id) {
    var button = Nodes.button(Text.of(key), action);
    button.setId(id);
    return button;
  }
}
