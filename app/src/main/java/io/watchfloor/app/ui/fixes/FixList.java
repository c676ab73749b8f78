package io.watchfloor.app.ui.fixes;

import io.watchfloor.app.ui.fixes.FixesViewModel.Tab;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Chip;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.SeverityShape;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.model.remedy.Proposal;
import io.watchfloor.model.remedy.Remediation;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.signal.Severity;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The left column: what waits, runs and is done; all runs; or the catalogue.
final class FixList extends Card {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
  private final FixesViewModel model;
  private final Times times;
  private final Runnable changed;
  private final VBox rows = new VBox();

  FixList(FixesViewModel model, Times times, Runnable changed) {
    this.model = model;
    this.times = times;
    this.changed = changed;
    getStyleClass().add("wf-fix-list");
    var tabs = new HBox();
    tabs.getStyleClass().addAll("wf-card-head", "wf-tabs");
    var group = new ToggleGroup();
    for (var tab : Tab.values()) {
      var button = new ToggleButton(Text.of("fixes.tab." + tab.name().toLowerCase(Locale.ROOT)));
      button.getStyleClass().addAll("small", "wf-tab");
      button.setId("tab-" + tab.name().toLowerCase(Locale.ROOT));
      button.setToggleGroup(group);
      button.setSelected(tab == model.tab().get());
      button.setOnAction(
          event -> {
            model.tab().set(tab);
            button.setSelected(true);
            changed.run();
          });
      model.tab().subscribe(now -> button.setSelected(now == tab));
      tabs.getChildren().add(button);
    }
    var scroll = new ScrollPane(rows);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    getChildren().addAll(tabs, Nodes.grow(scroll));
  }

  void show() {
    rows.getChildren().clear();
    switch (model.tab().get()) {
      case INBOX -> inbox();
      case RUNS -> runs();
      case CATALOGUE -> catalogue();
    }
  }

  private void inbox() {
    group("fixes.waiting", model.waiting().size());
    for (var one : model.waiting()) rows.getChildren().add(row(one));
    if (!model.running().isEmpty()) group("fixes.running", model.running().size());
    for (var run : model.running()) rows.getChildren().add(row(run));
    var done = model.done();
    var expired = model.expired();
    if (!done.isEmpty() || !expired.isEmpty()) group("fixes.done", done.size() + expired.size());
    for (var run : done) rows.getChildren().add(row(run));
    for (var one : expired) rows.getChildren().add(row(one));
  }

  private void runs() {
    group("fixes.running", model.running().size());
    for (var run : model.running()) rows.getChildren().add(row(run));
    group("fixes.done", model.done().size());
    for (var run : model.done()) rows.getChildren().add(row(run));
  }

  private void catalogue() {
    var all = model.snapshot().get().catalogue();
    group("fixes.catalogue", all.size());
    for (var recipe : all) rows.getChildren().add(row(recipe));
  }

  private void group(String key, int count) {
    var head =
        new HBox(
            Nodes.grow(Nodes.label(Text.of(key), "wf-small", "wf-muted")),
            Nodes.label(Integer.toString(count), "wf-mono", "wf-muted"));
    head.getStyleClass().add("wf-fix-group");
    rows.getChildren().add(head);
  }

  private Node row(Proposal one) {
    boolean isOpen = one.state() == Proposal.State.OPEN;
    var by =
        Text.of(
            one.requester().isProgram() ? "fixes.row.suggested" : "fixes.row.asked",
            one.incident(),
            one.requester().name());
    Node third = new RiskBadge(one.remediation().risk());
    if (!isOpen) third = Nodes.label(Text.of("fixes.neverRan"), "wf-muted");
    var clock =
        isOpen ? FixWords.left(one.expiresAt(), model.now()) : times.minute(one.expiresAt());
    var row = row(one.plan().title(), clock, by, new HBox(8, third));
    if (one.plan().sandbox() && third.getParent() instanceof HBox box)
      box.getChildren().add(Chip.sandbox());
    row.pseudoClassStateChanged(CHOSEN, model.isChosen(one));
    row.setOnMouseClicked(
        event -> {
          model.select(one);
          changed.run();
        });
    return row;
  }

  private Node row(Run run) {
    var words = Nodes.label(FixWords.state(run), "wf-small");
    switch (run.state()) {
      case SUCCEEDED -> {
        var shape = new SeverityShape(Severity.OK).small();
        shape.setVerified();
        words.setGraphic(shape);
        words.getStyleClass().add("wf-verified");
      }
      case FAILED -> {
        words.setGraphic(new SeverityShape(Severity.WARNING).small());
        words.getStyleClass().add("wf-warning");
      }
      case OUTCOME_UNKNOWN -> {
        words.setGraphic(new SeverityShape(Severity.UNKNOWN).small());
        words.getStyleClass().add("wf-unknown");
      }
      case APPROVED, RUNNING, VERIFYING -> {
        words.setGraphic(Icon.RUNNING.node("small", "accent"));
        words.getStyleClass().add("wf-accent");
      }
      case CANCELLED, ROLLED_BACK -> words.getStyleClass().add("wf-muted");
    }
    var by = Text.of("fixes.row.approved", run.incident(), run.approval().by().name());
    var row = row(run.plan().title(), times.minute(run.changedAt()), by, words);
    row.setOnMouseClicked(
        event -> {
          model.select(run);
          changed.run();
        });
    row.pseudoClassStateChanged(PseudoClass.getPseudoClass("marked"), model.isChosen(run));
    return row;
  }

  private Node row(Remediation recipe) {
    var tally = model.snapshot().get().priors().recipe(recipe.name());
    var level = Text.of("level." + recipe.level().name().toLowerCase(Locale.ROOT));
    var third = new HBox(8, new RiskBadge(recipe.risk()), new Chip(level));
    var row = row(recipe.title(), "", FixWords.record(tally), third);
    var origin = Nodes.label(PlainText.middle(recipe.origin(), 60), "wf-mono", "wf-muted");
    row.getChildren()
        .addAll(
            Nodes.paragraph(PlainText.line(recipe.description()), "wf-small", "wf-muted"), origin);
    return row;
  }

  private static VBox row(String title, String clock, String under, Node third) {
    var head =
        new HBox(
            Nodes.grow(Nodes.paragraph(PlainText.line(title, 120), "wf-lead")),
            Nodes.whole(Nodes.label(clock, "wf-mono", "wf-muted")));
    head.getStyleClass().add("wf-fix-row-head");
    var row =
        new VBox(head, Nodes.paragraph(PlainText.line(under, 120), "wf-small", "wf-muted"), third);
    row.getStyleClass().add("wf-fix-row");
    row.setAccessibleText(title + ", " + under);
    return row;
  }
}
