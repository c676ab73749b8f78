package io.watchfloor.app.ui.metrics;

import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.Later;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.SeverityBadge;
import io.watchfloor.app.ui.kit.SeverityShape;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.kit.TogetherRow;
import io.watchfloor.app.ui.kit.Usual;
import io.watchfloor.app.ui.kit.VerdictRow;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Severity;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What stands out: one sentence, the figures under it, a verdict, the episodes, and what it all
/// rests on.
final class StandsOut extends Card {
  private final MetricsViewModel model;
  private final Navigator navigator;
  private final Times times;
  private final VBox body = new VBox();

  StandsOut(MetricsViewModel model, Navigator navigator, Times times) {
    super(Text.of("metrics.standsOut"));
    this.model = model;
    this.navigator = navigator;
    this.times = times;
    getStyleClass().add("wf-stands-out");
    body.getStyleClass().add("wf-side-body");
    var scroll = new ScrollPane(body);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setMinHeight(0);
    getChildren().add(Nodes.grow(scroll));
  }

  void show(Explored explored) {
    body.getChildren().clear();
    var chosen = model.episode().get();
    chosen.ifPresent(one -> body.getChildren().add(badge(one)));
    var sentence = Nodes.paragraph(explored.sentence(chosen, times), "wf-heading");
    sentence.setId("stands-out");
    body.getChildren().add(sentence);
    chosen.ifPresent(one -> figures(one));
    together(explored);
    outlook(explored);
    episodes(explored);
    source(explored);
  }

  private static Node badge(Anomaly one) {
    boolean isMissing = one.kind() == Anomaly.Kind.MISSING_DATA;
    var badge = new SeverityBadge(isMissing ? Severity.UNKNOWN : Severity.WARNING, !one.isOpen());
    return new HBox(
        Nodes.grow(badge), Nodes.label(Text.of("metrics.selected"), "wf-small", "wf-muted"));
  }

  private void figures(Anomaly one) {
    var now = model.now();
    var end = one.until().orElse(now);
    body.getChildren()
        .add(
            Nodes.paragraph(
                Text.of(
                    "metrics.fromTo",
                    times.at(one.from(), now),
                    one.until().map(to -> times.at(to, now)).orElse(Text.of("chart.now")),
                    Ages.between(one.from(), end)),
                "wf-small",
                "wf-muted"));
    row("metrics.value", Figures.of(one.value(), one.info()).toString());
    row("metrics.expected", Figures.of(one.expected(), one.info()).toString());
    double low = one.info().notBelowZero(one.low(), Math.min(one.value(), one.expected()));
    row("metrics.band", Figures.range(low, one.high(), one.info().unit()));
    row("metrics.kind", Usual.kind(one));
    row("metrics.grade", Figures.plain(Math.round(one.grade() * 100) / 100.0));
    double tells = model.priors().sensitivity(one.series());
    if (tells != 1)
      row("metrics.sensitivity", Text.of("metrics.sensitivity.value", Figures.plain(tells)));
    var verdict = new VerdictRow(model.priors().verdict(one.id()), times, now);
    verdict.onJudge(right -> Later.take(model.judge(one, right), navigator::tell));
    verdict.onForget(() -> Later.take(model.forget(one), navigator::tell));
    body.getChildren().addAll(Nodes.label(Text.of("verdict.worth"), "wf-strong"), verdict);
  }

  /// Other metrics of the entity that are strange with this one.
  private void together(Explored explored) {
    var id = explored.series().getFirst();
    var all = model.together(id);
    if (!all.isEmpty())
      body.getChildren().add(Nodes.label(Text.of("metrics.together"), "wf-strong"));
    for (var one : all)
      body.getChildren().add(new TogetherRow(one, times, model.now(), model::look));
  }

  private void outlook(Explored explored) {
    explored
        .outlook()
        .ifPresent(
            one -> {
              var now = model.now();
              var likely = one.likely();
              if (likely.isEmpty()) return;
              body.getChildren()
                  .add(
                      Nodes.paragraph(
                          Text.of(
                              "metrics.outlook",
                              one.why(),
                              times.at(likely.get(), now),
                              times.at(one.earliest().orElse(likely.get()), now),
                              times.at(one.latest().orElse(likely.get()), now)),
                          "wf-strong"));
              var error =
                  Double.isNaN(one.errorHours())
                      ? Text.of("metrics.outlook.untested")
                      : Text.of("metrics.outlook.error", Figures.plain(one.errorHours()));
              body.getChildren().add(Nodes.paragraph(error, "wf-small", "wf-muted"));
            });
  }

  private void episodes(Explored explored) {
    body.getChildren().add(Nodes.label(Text.of("metrics.episodes"), "wf-strong"));
    if (explored.episodes().isEmpty())
      body.getChildren().add(Nodes.label(Text.of("metrics.episodes.none"), "wf-small", "wf-muted"));
    var now = model.now();
    var all = explored.episodes();
    for (var one : all.subList(Math.max(0, all.size() - 6), all.size()).reversed()) {
      boolean isMissing = one.kind() == Anomaly.Kind.MISSING_DATA;
      var row =
          new HBox(
              8,
              new SeverityShape(isMissing ? Severity.UNKNOWN : Severity.WARNING).small(),
              Nodes.label(times.at(one.from(), now), "wf-mono"),
              Nodes.grow(Nodes.label(Usual.kind(one), "wf-body")),
              Nodes.label(
                  Ages.between(one.from(), one.until().orElse(now)), "wf-mono", "wf-muted"));
      row.getStyleClass().add("wf-episode-row");
      row.setOnMouseClicked(event -> model.episode().set(Optional.of(one)));
      body.getChildren().add(row);
    }
  }

  private void source(Explored explored) {
    var id = explored.series().getFirst();
    row("metrics.from", PlainText.middle(id.source().name(), 30));
    var now = model.now();
    row(
        "metrics.newest",
        explored
            .newest()
            .map(at -> Text.of("metrics.ago", Ages.between(at, now)))
            .orElse(Text.of("metrics.neverSeen")));
    row("metrics.coverage", Figures.share(explored.coverage()));
    depth(id);
    if (!explored.hasBand())
      body.getChildren().add(Nodes.paragraph(Text.of("metrics.noBand"), "wf-small", "wf-muted"));
  }

  private void depth(SeriesId id) {
    var depth = model.depth(id);
    row("metrics.judged", Text.of("metrics.judged." + depth.name().toLowerCase(Locale.ROOT)));
    boolean isChosen = depth == MetricsViewModel.Depth.CHOSEN;
    var button =
        Nodes.button(
            Text.of(isChosen ? "metrics.judged.ordinary" : "metrics.judged.always"),
            () -> Later.take(model.judgeDeeply(id, !isChosen), navigator::tell),
            "small");
    button.setId("judge-deeply");
    body.getChildren().add(button);
  }

  private void row(String key, String value) {
    var label = Nodes.label(Text.of(key), "wf-small", "wf-muted");
    label.setMaxWidth(Double.MAX_VALUE);
    var row = new HBox(8, Nodes.grow(label), Nodes.label(value, "wf-mono", "wf-strong"));
    row.getStyleClass().add("wf-figure-row");
    body.getChildren().add(row);
  }
}
