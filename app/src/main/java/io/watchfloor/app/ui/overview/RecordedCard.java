package io.watchfloor.app.ui.overview;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Chip;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.SeverityShape;
import io.watchfloor.app.ui.kit.Sparkline;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.model.pipeline.ServiceHealth;
import io.watchfloor.model.remedy.Proposal;
import io.watchfloor.model.signal.Severity;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;

/// The recorded incident in its sandbox: player, what happened so far, the worst figure, and the
/// newcomer's turn.
final class RecordedCard extends Card {
  private static final List<Integer> SPEEDS = List.of(1, 4, 20);
  private static final int SHOWN = 5;
  private final Backend backend;
  private final Navigator navigator;
  private final OverviewViewModel model;
  private final Button play = Nodes.button("", this::playOrPause);
  private final PlayerTrack track = new PlayerTrack();
  private final Label position = Nodes.label("", "wf-mono", "wf-strong-colour");
  private final SegmentedButton speeds = new SegmentedButton();
  private final VBox events = Nodes.column("wf-recorded-events");
  private final Label metric = Nodes.label("", "wf-caption");
  private final Label figure = Nodes.label("", "wf-figure");
  private final Label usual = Nodes.label("", "wf-caption");
  private final Sparkline line = new Sparkline();
  private final Label turnTitle = Nodes.label("", "wf-lead");
  private final Label turnWords =
      Nodes.paragraph(Text.of("recorded.turn.words"), "wf-small", "wf-muted");
  private final Chip risk = new Chip("");
  private final Button review;
  private final HBox turn;
  private final HBox chart;
  private Optional<Proposal> proposal = Optional.empty();

  RecordedCard(Backend backend, Navigator navigator, OverviewViewModel model) {
    super(Text.of("recorded.title"));
    this.backend = backend;
    this.navigator = navigator;
    this.model = model;
    getStyleClass().add("wf-sandbox");
    setIcon(Icon.SANDBOX.node("accent"));
    addChip(Chip.sandbox());
    play.setId("play");
    for (var speed : SPEEDS) {
      var button = new ToggleButton(speed + " ×");
      button.setUserData(speed);
      button.setMinWidth(USE_PREF_SIZE);
      button.setOnAction(event -> backend.sandbox().ifPresent(box -> box.speed(speed)));
      speeds.getButtons().add(button);
    }
    track.setMaxWidth(Double.MAX_VALUE);
    position.setMinWidth(USE_PREF_SIZE);
    speeds.setMinWidth(USE_PREF_SIZE);
    review = Nodes.button(Text.of("recorded.review"), this::review, "accent");
    review.setId("review-demo");
    chart =
        Nodes.row(
            "wf-recorded-chart",
            Nodes.column("wf-recorded-figure", metric, figure, usual),
            Nodes.grow(line));
    turn =
        Nodes.row(
            "wf-turn",
            Nodes.grow(Nodes.column("wf-turn-words", turnTitle, turnWords)),
            risk,
            review);
    VBox.setVgrow(chart, Priority.ALWAYS);
    getChildren()
        .addAll(
            Nodes.row("wf-player", play, Nodes.grow(track), position, speeds), events, chart, turn);
  }

  /// What is played, in words; a recording of one's own by its name.
  private static String name(String recording) {
    var key = "recorded.name." + recording;
    return Text.has(key) ? Text.of(key) : PlainText.line(recording, 60);
  }

  private void playOrPause() {
    backend.sandbox().ifPresent(box -> box.play(!box.playing()));
    show();
  }

  private void review() {
    proposal.ifPresentOrElse(
        found -> navigator.openProposal(found.id()), () -> navigator.go("incidents"));
  }

  void show() {
    backend.sandbox().ifPresent(this::show);
  }

  private void show(Backend.Sandbox box) {
    setTitle(name(box.title()));
    setEnd(
        Nodes.label(
            Text.of("recorded.when", Ages.of(box.length()), model.times().day(box.recordedAt())),
            "wf-small",
            "wf-muted"));
    play.setGraphic((box.playing() ? Icon.PAUSE : Icon.PLAY).node());
    play.setAccessibleText(Text.of(box.playing() ? "recorded.pause" : "recorded.play"));
    track.show(box.position(), box.length(), box.milestones());
    position.setText(clock(box.position()) + " / " + clock(box.length()));
    for (var button : speeds.getButtons())
      button.setSelected(button.getUserData().equals((int) Math.round(box.speed())));
    showEvents(box);
    showWorst();
    showTurn();
  }

  private void showEvents(Backend.Sandbox box) {
    var past =
        box.milestones().stream().filter(m -> m.at().compareTo(box.position()) <= 0).toList();
    events
        .getChildren()
        .setAll(
            past.subList(Math.max(0, past.size() - SHOWN), past.size()).stream()
                .map(RecordedCard::row)
                .toList());
    if (past.isEmpty())
      events
          .getChildren()
          .setAll(
              Nodes.paragraph(
                  Text.of("recorded.quiet"), "wf-small", "wf-muted", "wf-recorded-row"));
  }

  private static Node row(Backend.Sandbox.Milestone milestone) {
    var kind = milestone.kind();
    var icon =
        switch (kind) {
          case "log" -> Icon.LOGS.node("strong");
          case "cause" -> Icon.SEARCH.node("strong");
          case "alert" -> new SeverityShape(Severity.CRITICAL);
          default -> Icon.CHANGE.node("strong");
        };
    var text = Nodes.label(PlainText.line(milestone.text(), 160), "wf-strong-colour");
    text.setMaxWidth(Double.MAX_VALUE);
    return Nodes.row(
        "wf-recorded-row",
        Nodes.label(clock(milestone.at()), "wf-mono", "wf-muted"),
        icon,
        Nodes.grow(text),
        Nodes.label(PlainText.line(kind, 24), "wf-small", "wf-muted"));
  }

  private void showWorst() {
    var worst =
        backend.snapshot().services().stream()
            .filter(service -> service.sandbox() && service.series().isPresent())
            .max(Comparator.comparing(ServiceHealth::severity));
    chart.setVisible(worst.isPresent());
    worst.ifPresent(
        service -> {
          metric.setText(
              ServiceTile.metric(service) + ", " + PlainText.middle(service.entity().name(), 20));
          figure.setText(Figures.of(service.value(), service.info()).toString());
          figure.getStyleClass().removeAll("wf-critical", "wf-major", "wf-warning");
          if (service.severity().atLeast(Severity.WARNING))
            figure
                .getStyleClass()
                .add("wf-" + service.severity().name().toLowerCase(java.util.Locale.ROOT));
          usual.setText(
              Double.isNaN(service.low())
                  ? Text.of("tile.learning")
                  : Text.of(
                      "tile.usual",
                      Figures.range(service.low(), service.high(), service.info().unit())));
          line.set(
              service.recent().stream().mapToDouble(Double::doubleValue).toArray(),
              service.low(),
              service.high(),
              service.severity());
        });
  }

  private void showTurn() {
    proposal =
        backend.snapshot().proposals().stream()
            .filter(p -> p.plan().sandbox() && p.state() == Proposal.State.OPEN)
            .min(Comparator.comparingInt(Proposal::rank));
    Nodes.show(turn, proposal.isPresent());
    proposal.ifPresent(
        found -> {
          turnTitle.setText(Text.of("recorded.turn", PlainText.line(found.plan().title(), 80)));
          risk.setText(Text.of("recorded.risk", Text.of("risk." + found.remediation().risk())));
        });
  }

  private static String clock(Duration at) {
    return String.format(java.util.Locale.ROOT, "%02d:%02d", at.toMinutes(), at.toSecondsPart());
  }
}
