package io.watchfloor.app.ui.shell;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.Floating;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.SeverityShape;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.model.pipeline.Command;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.signal.Severity;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver.ArrowLocation;
import org.controlsfx.control.StatusBar;

/// The line at the foot of the window: what we see, how fresh it is, what runs in the background,
/// what may run by itself, and what time it is. Where it gets narrow, what matters least goes
/// first.
final class StatusStrip extends StatusBar {
  private static final PseudoClass BLIND = PseudoClass.getPseudoClass("blind");

  /// What the bar of progress takes, px.
  private static final double BAR = 116;

  private static final PseudoClass STOPPED = PseudoClass.getPseudoClass("stopped");

  private final Backend backend;
  private final Navigator navigator;
  private final Jobs jobs;
  private final Times times;
  private final SeverityShape lamp = new SeverityShape(Severity.OK).small();
  private final Label seeing = Nodes.label("", "wf-seen");
  private final Label detail = new Label();
  private final Label newest = Nodes.whole(new Label());
  private final Label turn = Nodes.whole(new Label());
  private final HBox sandbox =
      cell(
          Icon.SANDBOX.node("small", "accent"),
          Nodes.whole(Nodes.label(Text.of("strip.sandbox"), "wf-accent")));
  private final Button running = Nodes.button("", this::showJobs, "wf-strip-button");
  private final Button automation = Nodes.button("", this::explainAutomation, "wf-strip-button");
  private final Label home = Nodes.whole(new Label());
  private final Label clock = Nodes.whole(Nodes.label("", "wf-mono", "wf-strong"));
  private final List<Node> goFirst;

  StatusStrip(Backend backend, Navigator navigator, Jobs jobs) {
    this.backend = backend;
    this.navigator = navigator;
    this.jobs = jobs;
    this.times = new Times(backend.zone());
    getStyleClass().add("wf-strip");
    setText("");
    automation.setGraphic(Icon.AUTOMATION.node("small", "muted"));
    automation.setId("automation");
    running.setGraphic(Icon.RUNNING.node("small", "muted"));
    running.setId("running");
    var sight = new Button();
    sight.getStyleClass().add("wf-strip-button");
    sight.setGraphic(Nodes.row("wf-strip-sight", lamp, Nodes.whole(seeing), detail));
    sight.setOnAction(event -> navigator.go("sources"));
    sight.setId("sight");
    var zone = Nodes.whole(new Label(Text.of("strip.zone", zone(backend.zone()))));
    var newestCell = cell(newest);
    var turnCell = cell(turn);
    var homeCell = cell(home);
    var zoneCell = cell(zone);
    goFirst = List.of(turnCell, homeCell, newestCell, zoneCell);
    var first = cell(sight);
    first.getStyleClass().add("first");
    getLeftItems().addAll(first, sandbox, newestCell, turnCell);
    getRightItems().addAll(cell(running), cell(automation), homeCell, zoneCell, cell(clock));
    widthProperty().subscribe(wide -> fit());
    jobs.all().addListener((ListChangeListener<Job>) change -> showRunning());
    showRunning();
  }

  private static HBox cell(Node... nodes) {
    return Nodes.row("wf-strip-cell", nodes);
  }

  private static String zone(ZoneId zone) {
    boolean isUtc = zone.normalized().equals(ZoneOffset.UTC);
    return isUtc ? "UTC" : zone.getDisplayName(TextStyle.NARROW, Locale.ENGLISH);
  }

  /// Takes away what matters least until the rest has room.
  private void fit() {
    for (var cell : goFirst) Nodes.show(cell, true);
    for (var cell : goFirst) if (wide() > getWidth()) Nodes.show(cell, false);
  }

  private double wide() {
    return Stream.concat(getLeftItems().stream(), getRightItems().stream())
            .filter(Node::isManaged)
            .mapToDouble(cell -> cell.prefWidth(-1))
            .sum()
        + (getProgress() > 0 ? BAR : 0);
  }

  private void showRunning() {
    int many = jobs.all().size();
    running.setText(Text.of("strip.running", many));
    Nodes.show(running.getParent(), many > 0);
    setProgress(jobs.progress());
  }

  void show(Snapshot snapshot, Instant now) {
    var sight = Sight.of(snapshot, now, times);
    switch (sight.lamp()) {
      case ALL_SEEN -> lamp.setVerified();
      case UNSURE -> lamp.set(Severity.INFO);
      case BLIND, NOTHING_WATCHED -> lamp.set(Severity.UNKNOWN);
    }
    pseudoClassStateChanged(BLIND, sight.lamp() == Sight.Lamp.BLIND);
    seeing.setText(sight.words());
    detail.setText(sight.detail());
    Nodes.show(detail, !sight.detail().isEmpty());
    newest.setText(Sight.newest(snapshot, now));
    turn.setText(Text.of("strip.turn", Ages.took(snapshot.turnTook())));
    home.setText(Text.of("strip.home", Figures.size(snapshot.size().bytes())));
    Nodes.show(sandbox, backend.sandbox().isPresent());
    boolean stopped = snapshot.automation().killSwitch();
    automation.setText(Text.of(stopped ? "strip.automation.stopped" : automationKey()));
    pseudoClassStateChanged(STOPPED, stopped);
    clock.setText(times.time(now));
    setProgress(jobs.progress());
    fit();
  }

  /// What runs, with the means to end it.
  void showJobs() {
    if (jobs.all().isEmpty()) {
      navigator.notice(Severity.INFO, Text.of("jobs.none"), "");
      return;
    }
    Floating.popOver(ArrowLocation.BOTTOM_CENTER, new JobList(jobs, backend.clock())).show(running);
  }

  private String automationKey() {
    boolean anyAuto =
        backend.settings().levels().values().stream()
            .anyMatch(level -> level == io.watchfloor.model.remedy.Level.AUTO);
    return anyAuto ? "strip.automation.some" : "strip.automation.approve";
  }

  private void explainAutomation() {
    boolean stopped = backend.snapshot().automation().killSwitch();
    var popOver = Floating.popOver(ArrowLocation.BOTTOM_CENTER);
    var verb = Text.of(stopped ? "automation.allow" : "automation.stop");
    var act =
        Nodes.button(
            verb,
            () -> {
              popOver.hide();
              backend
                  .send(new Command.KillSwitch(backend.operator(), !stopped))
                  .thenAccept(navigator::tell)
                  .exceptionally(Unanswered.log("kill switch"));
            },
            "accent");
    act.setId("kill-switch");
    var body =
        new VBox(
            Nodes.label(Text.of("automation.title"), "wf-lead"),
            Nodes.paragraph(
                Text.of(stopped ? "automation.stopped" : "automation.running", runsPerHour()),
                "wf-body"),
            act);
    body.getStyleClass().add("wf-popover");
    popOver.setContentNode(body);
    popOver.show(automation);
  }

  private int runsPerHour() {
    return backend.snapshot().automation().runsPerHour();
  }
}
