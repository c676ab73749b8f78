package io.watchfloor.app.ui.overview;

import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.SeverityShape;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.source.SourceHealth;
import io.watchfloor.model.source.SourceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// Every source with the age of its newest signal, worst first.
final class SourcesCard extends Card {
  private static final int MOST = 9;
  private final Navigator navigator;
  private final VBox rows = Nodes.column("wf-small-rows");

  SourcesCard(Navigator navigator) {
    super(Text.of("screen.sources"));
    this.navigator = navigator;
    setEnd(Nodes.label(Text.of("sources-card.newest"), "wf-small", "wf-muted"));
    getChildren().add(rows);
  }

  void show(List<SourceStatus> sources, Times times, Instant now) {
    var nodes =
        sources.stream().limit(MOST).map(source -> row(source, times, now)).map(Node.class::cast);
    rows.getChildren().setAll(nodes.toList());
    if (sources.size() > MOST)
      rows.getChildren()
          .add(
              Nodes.link(
                  Text.of("sources-card.more", sources.size() - MOST),
                  () -> navigator.go("sources")));
  }

  private Node row(SourceStatus source, Times times, Instant now) {
    boolean blind = source.health() == SourceHealth.BLIND;
    var name = PlainText.middle(source.id().name(), 24);
    var title =
        Nodes.label(
            blind ? Text.of("sources-card.blind", name) : name, "wf-small", "wf-source-name");
    title
        .getStyleClass()
        .addAll(blind ? List.of("wf-strong", "wf-unknown") : List.of("wf-strong-colour"));
    var note = Nodes.label(note(source, times, now), "wf-small", "wf-muted");
    var newest =
        source
            .newestSignal()
            .map(at -> Duration.between(at, now))
            .map(Ages::of)
            .orElse(Figures.UNKNOWN);
    var age = Nodes.label(newest, "wf-number", blind ? "wf-unknown" : "wf-muted");
    age.setMinWidth(USE_PREF_SIZE);
    var row =
        Nodes.row(
            "wf-small-row",
            new SeverityShape(shape(source.health())).small(),
            title,
            Nodes.grow(note),
            age);
    note.setMaxWidth(Double.MAX_VALUE);
    row.setOnMouseClicked(event -> navigator.open(new Ref.ToSource(source.id())));
    return row;
  }

  private static Severity shape(SourceHealth health) {
    return switch (health) {
      case BLIND -> Severity.UNKNOWN;
      case LATE -> Severity.WARNING;
      case STARTING, PAUSED -> Severity.INFO;
      case OK -> Severity.OK;
    };
  }

  private static String note(SourceStatus source, Times times, Instant now) {
    return switch (source.health()) {
      case BLIND -> Text.of("sources-card.since", times.at(source.since(), now));
      case LATE -> Text.of("sources-card.late");
      case STARTING -> Text.of("sources-card.starting");
      case PAUSED -> Text.of("sources-card.paused");
      case OK ->
          source.series() > 0
              ? Text.of("sources-card.series", source.series())
              : Text.of("sources-card.signals", source.signals());
    };
  }
}
