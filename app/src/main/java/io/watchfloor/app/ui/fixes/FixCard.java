package io.watchfloor.app.ui.fixes;

import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Chip;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.Later;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.SeverityShape;
import io.watchfloor.app.ui.kit.StateView;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.model.remedy.Action;
import io.watchfloor.model.remedy.Proposal;
import io.watchfloor.model.signal.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One fix, whole: what will run and on what, what it should do, what was checked, how to undo it,
/// what the record says, who may approve. Nothing is folded away, no button is the default, Enter
/// does nothing, and the focus starts on the card.
final class FixCard extends Card {
  private final FixesViewModel model;
  private final Navigator navigator;
  private final Times times;
  private final VBox body = new VBox();
  private final VBox foot = new VBox();
  private final Label clock = Nodes.label("", "wf-mono", "wf-strong");
  private final Label refusal = Nodes.paragraph("", "wf-small", "wf-warning");
  private @Nullable Proposal shown;
  private @Nullable Button approve;

  FixCard(FixesViewModel model, Navigator navigator, Times times) {
    this.model = model;
    this.navigator = navigator;
    this.times = times;
    getStyleClass().add("wf-fix");
    setId("fix-card");
    setFocusTraversable(true);
    body.getStyleClass().add("wf-fix-body");
    foot.getStyleClass().add("wf-fix-foot");
    var scroll = new ScrollPane(body);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    getChildren().addAll(Nodes.grow(scroll), foot);
    addEventFilter(
        KeyEvent.ANY,
        event -> {
          boolean isButton = event.getTarget() instanceof Button;
          if (event.getCode() == KeyCode.ENTER && isButton) event.consume();
        });
  }

  /// Shows a proposal; keeps what is typed while the same plan stays.
  void show(Optional<Proposal> proposal) {
    if (proposal.isEmpty()) {
      shown = null;
      mark("decide", false);
      body.getChildren()
          .setAll(
              StateView.empty(
                  Icon.FIXES, Text.of("fixes.empty.title"), Text.of("fixes.empty.why")));
      Nodes.show(foot, false);
      return;
    }
    var next = proposal.get();
    boolean isSame = next.equals(shown);
    boolean isOther = shown == null || !next.id().equals(shown.id());
    shown = next;
    if (!isSame) build(next);
    tick();
    if (isOther) requestFocus();
  }

  /// Once a second: the clock, and whether it may still be approved.
  void tick() {
    if (shown == null) return;
    clock.setText(FixWords.left(shown.expiresAt(), model.now()));
    if (approve == null) return;
    var stopped = model.stopped(shown);
    approve.setDisable(stopped.isPresent() || model.isInFlight(shown));
    if (stopped.isPresent()) refusal.setText(stopped.get());
    Nodes.show(refusal, !refusal.getText().isEmpty());
  }

  private void build(Proposal one) {
    refusal.setText("");
    mark("decide", one.state() == Proposal.State.OPEN);
    body.getChildren().setAll(head(one), willRun(one), two(targets(one), effect(one)));
    body.getChildren().add(dryRun(one));
    body.getChildren().add(guardrails(one));
    body.getChildren().add(two(undo(one), track(one)));
    body.getChildren().add(who(one));
    Nodes.show(foot, one.state() == Proposal.State.OPEN);
    if (one.state() == Proposal.State.OPEN) foot.getChildren().setAll(actions(one), refusal);
  }

  private Node head(Proposal one) {
    var title = Nodes.paragraph(PlainText.line(one.plan().title()), "wf-title");
    var row = new HBox(Nodes.grow(title), new RiskBadge(one.remediation().risk()));
    row.getStyleClass().add("wf-fix-head");
    if (one.plan().sandbox()) row.getChildren().add(1, Chip.sandbox());
    var incident =
        Nodes.whole(Nodes.link(one.incident().text(), () -> navigator.open(one.incident())));
    var about =
        Nodes.paragraph(
            Text.of(
                one.requester().isProgram() ? "fixes.suggested" : "fixes.asked",
                PlainText.line(model.incidentTitle(one)),
                one.requester().name(),
                times.at(one.at(), model.now())),
            "wf-muted");
    var line =
        new HBox(Nodes.whole(Nodes.label(Text.of("fixes.for"), "wf-muted")), incident, about);
    line.getStyleClass().add("wf-fix-about");
    return new VBox(4, row, line);
  }

  private Node willRun(Proposal one) {
    boolean isCommand = one.plan().action() instanceof Action.Command;
    var grid = new GridPane();
    grid.getStyleClass().add("wf-argv");
    int row = 0;
    for (var element : FixWords.elements(one.plan().action())) {
      grid.add(Nodes.label(Integer.toString(row), "wf-mono", "wf-muted", "wf-argv-number"), 0, row);
      var text = Nodes.paragraph(PlainText.line(element, 2_000), "wf-mono", "wf-strong");
      grid.add(Nodes.grow(text), 1, row);
      row++;
    }
    var limit = Ages.of(one.plan().timeLimit());
    grid.add(
        Nodes.label(
            Text.of(isCommand ? "fixes.noShell" : "fixes.request", limit), "wf-mono", "wf-muted"),
        2,
        Math.max(0, row - 1));
    var rest = new ColumnConstraints();
    rest.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().setAll(new ColumnConstraints(), rest, new ColumnConstraints());
    var words =
        isCommand ? Text.of("fixes.willRun", model.operator().name()) : Text.of("fixes.willSend");
    return section(words, grid);
  }

  private Node targets(Proposal one) {
    var target = Nodes.label(PlainText.middle(one.plan().target().name(), 60), "wf-strong");
    target.setGraphic(Icon.SOURCES.node("small", "muted"));
    var callers = model.callers(one);
    var notice =
        callers.isEmpty()
            ? Text.of("fixes.callers.none")
            : Text.of(
                "fixes.callers",
                callers.stream()
                    .map(caller -> PlainText.line(caller.name(), 60))
                    .limit(6)
                    .collect(Collectors.joining(", ")));
    return section(Text.of("fixes.targets"), target, Nodes.paragraph(notice, "wf-muted"));
  }

  private Node effect(Proposal one) {
    var tally = model.snapshot().get().priors().recipe(one.remediation().name());
    var verify = one.remediation().verify();
    var within =
        Text.of(
            verify.metricReturns() ? "fixes.within.both" : "fixes.within",
            Ages.of(verify.within()),
            FixWords.clears(tally));
    return section(
        Text.of("fixes.effect"),
        Nodes.paragraph(PlainText.line(one.remediation().effect()), "wf-strong"),
        Nodes.paragraph(within, "wf-muted"));
  }

  private Node dryRun(Proposal one) {
    return section(Text.of("fixes.dryRun"), new DryRun(model, navigator, one));
  }

  private Node guardrails(Proposal one) {
    var rows = new VBox();
    for (var check : one.guardrails()) {
      var style =
          switch (check.result()) {
            case PASSED -> "wf-text";
            case LOOK -> "wf-warning";
            case STOPS -> "wf-critical";
          };
      var mark =
          switch (check.result()) {
            case PASSED -> Icon.CHECK.node("small", "muted");
            case LOOK -> new SeverityShape(Severity.WARNING).small();
            case STOPS -> Icon.FAILED.node("small", "critical");
          };
      var row =
          new HBox(
              mark,
              Nodes.grow(Nodes.paragraph(PlainText.line(check.text()), style)),
              Nodes.label(Text.of("guardrail." + check.result().name()), "wf-muted"));
      row.getStyleClass().add("wf-check-row");
      rows.getChildren().add(row);
    }
    return section(Text.of("fixes.guardrails", one.guardrails().size()), rows);
  }

  private Node undo(Proposal one) {
    var how =
        one.plan()
            .undo()
            .map(action -> PlainText.line(FixWords.line(action)))
            .orElse(Text.of("fixes.undo.none"));
    var note = one.plan().undo().isPresent() ? Text.of("fixes.undo.offered") : "";
    return section(
        Text.of("fixes.undo"),
        Nodes.paragraph(how, "wf-strong"),
        Nodes.paragraph(note, "wf-muted"));
  }

  private Node track(Proposal one) {
    var tally = model.snapshot().get().priors().recipe(one.remediation().name());
    return section(
        Text.of("fixes.track"),
        Nodes.paragraph(FixWords.record(tally), "wf-strong"),
        Nodes.paragraph(String.join("; ", one.reasons()), "wf-muted"));
  }

  private Node who(Proposal one) {
    return section(Text.of("fixes.who"), Nodes.paragraph(FixWords.who(one), "wf-text"));
  }

  private Node actions(Proposal one) {
    var label = one.plan().sandbox() ? "fixes.approve.sandbox" : "fixes.approve";
    boolean isTwo = FixesViewModel.needsSecond(one);
    var button =
        Nodes.button(
            Text.of(isTwo ? "fixes.approve.two" : label), () -> decide(one, isTwo), "accent");
    button.setId("approve");
    button.setGraphic(Icon.CHECK.node());
    approve = button;
    var change =
        Nodes.button(
            Text.of("fixes.change"),
            () -> ask(ChangeForm.of(model, one, this::answered, this::closeForm)));
    change.setId("change");
    var reject =
        Nodes.button(
            Text.of("fixes.reject"),
            () -> ask(RejectForm.of(model, one, this::answered, this::closeForm)),
            "ghost");
    reject.setId("reject");
    clock.setGraphic(null);
    var expiry =
        new HBox(Nodes.whole(Nodes.label(Text.of("fixes.expires"), "wf-body")), Nodes.whole(clock));
    expiry.getStyleClass().add("wf-gap-4");
    var hash = Nodes.whole(Nodes.label(FixWords.hash(one.plan().hash()), "wf-mono", "wf-muted"));
    var right = new VBox(expiry, hash);
    right.getStyleClass().add("wf-fix-clock");
    var row = new FlowPane(button, change, reject, right);
    row.getStyleClass().add("wf-fix-actions");
    return row;
  }

  private void decide(Proposal one, boolean isTwo) {
    if (isTwo) {
      ask(SecondPersonForm.of(model, one, this::answered, this::closeForm));
      return;
    }
    if (approve != null) approve.setDisable(true);
    Later.take(model.approve(one, Optional.empty()), this::answered);
  }

  private void ask(Node form) {
    foot.getChildren().setAll(form, refusal);
  }

  private void closeForm() {
    if (shown == null) return;
    refusal.setText("");
    foot.getChildren().setAll(actions(shown), refusal);
    tick();
    requestFocus();
  }

  private void answered(io.watchfloor.model.remedy.Decision decision) {
    if (decision instanceof io.watchfloor.model.remedy.Decision.Refused(String reason)) {
      refusal.setText(reason);
      Nodes.show(refusal, true);
    } else {
      closeForm();
    }
    navigator.tell(decision);
    tick();
  }

  private static Node two(Node left, Node right) {
    var row = new HBox(left, right);
    row.getStyleClass().add("wf-fix-two");
    for (var node : List.of(left, right)) Nodes.grow(node);
    return row;
  }

  private static VBox section(String caption, Node... nodes) {
    var section = new VBox(Nodes.label(caption, "wf-caption"));
    section.getChildren().addAll(nodes);
    section.getStyleClass().add("wf-fix-section");
    return section;
  }
}
