package io.watchfloor.app.ui.overview;

import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.FigureTile;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.model.forecast.Outlook;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.pipeline.ServiceHealth;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.source.SourceHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import javafx.scene.layout.HBox;

/// The room in five figures: services as usual, open incidents, sources seen, alerts folded,
/// forecast warnings.
final class SummaryTiles extends HBox {
  private final FigureTile services = new FigureTile(Text.of("summary.services"));
  private final FigureTile incidents = new FigureTile(Text.of("summary.incidents"));
  private final FigureTile sources = new FigureTile(Text.of("summary.sources"));
  private final FigureTile noise = new FigureTile(Text.of("summary.noise"));
  private final FigureTile forecasts = new FigureTile(Text.of("summary.forecasts"));

  SummaryTiles() {
    getStyleClass().add("wf-summary");
    for (var tile : List.of(services, incidents, sources, noise, forecasts)) {
      tile.setPrefWidth(100);
      getChildren().add(Nodes.grow(tile));
    }
  }

  void show(Snapshot snapshot, double folded, Instant now) {
    services(snapshot.services());
    incidents(snapshot.incidents().stream().filter(Incident::isOpen).toList());
    sources(snapshot);
    var counted = snapshot.noise();
    if (Double.isNaN(folded)) noise.show(0, "", Text.of("summary.noise.none"), Severity.OK);
    else
      noise.show(
          Math.round(folded * 100),
          "%",
          Text.of("summary.noise.words", counted.alerts(), counted.incidents()),
          Severity.OK);
    forecasts(snapshot.outlooks(), now);
  }

  private void services(List<ServiceHealth> all) {
    var worst = all.stream().map(ServiceHealth::severity).reduce(Severity.OK, Severity::worst);
    long well = all.stream().filter(one -> !one.severity().atLeast(Severity.UNKNOWN)).count();
    var names =
        all.stream()
            .filter(one -> one.severity().atLeast(Severity.UNKNOWN))
            .sorted(Comparator.comparing(ServiceHealth::severity, Severity.WORST_FIRST))
            .limit(2)
            .map(one -> PlainText.middle(one.entity().name(), 16))
            .toList();
    services.show(
        well,
        Text.of("summary.of", all.size()),
        names.isEmpty()
            ? Text.of("summary.services.well")
            : Text.of("summary.worst", String.join(", ", names)),
        worst);
  }

  private void incidents(List<Incident> open) {
    var worst = open.stream().map(Incident::severity).reduce(Severity.OK, Severity::worst);
    long nobody = open.stream().filter(one -> one.owner().isEmpty()).count();
    incidents.show(
        open.size(),
        "",
        open.isEmpty() ? Text.of("summary.incidents.none") : Text.of("summary.nobody", nobody),
        worst);
  }

  private void sources(Snapshot snapshot) {
    var all =
        snapshot.sources().stream()
            .filter(one -> !one.id().isSandbox() && one.health() != SourceHealth.PAUSED)
            .toList();
    var blind = all.stream().filter(one -> one.health() == SourceHealth.BLIND).toList();
    sources.show(
        all.size() - blind.size(),
        Text.of("summary.of", all.size()),
        blind.isEmpty()
            ? Text.of("summary.sources.seen")
            : Text.of("summary.blind", PlainText.middle(blind.getFirst().id().name(), 18)),
        blind.isEmpty() ? Severity.OK : Severity.UNKNOWN);
  }

  private void forecasts(List<Outlook> all, Instant now) {
    var next =
        all.stream()
            .filter(one -> one.likely().isPresent())
            .min(Comparator.comparing(one -> one.likely().orElse(now)));
    forecasts.show(
        all.stream().filter(one -> one.likely().isPresent()).count(),
        "",
        next.map(
                one ->
                    Text.of(
                        "summary.next",
                        PlainText.middle(one.entity().name(), 16),
                        Ages.brief(Duration.between(now, one.likely().orElse(now)))))
            .orElseGet(() -> Text.of("summary.forecasts.none")),
        Severity.OK);
  }
}
