package io.watchfloor.app.ui.incidents;

import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.kit.TogetherRow;
import io.watchfloor.model.detect.GroupFinding;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.layout.VBox;

/// The entities of an incident of which several metrics are strange together, and which. Not shown
/// where there are none.
final class TogetherCard extends Card {
  private static final Duration AROUND = Duration.ofMinutes(15);

  private final Times times;
  private final Consumer<Ref> open;
  private final VBox rows = Nodes.column("wf-side-body");
  private List<GroupFinding> shown = List.of();

  TogetherCard(Times times, Consumer<Ref> open) {
    super(Text.of("together.title"));
    this.times = times;
    this.open = open;
    setId("together");
    setAside(Text.of("together.why"));
    getChildren().add(rows);
    Nodes.show(this, false);
  }

  void show(Incident incident, Snapshot snapshot, Instant now) {
    var found = of(incident, snapshot);
    Nodes.show(this, !found.isEmpty());
    if (found.equals(shown)) return;
    shown = found;
    rows.getChildren().clear();
    for (var one : found)
      rows.getChildren()
          .add(
              new TogetherRow(
                  one,
                  times,
                  now,
                  id ->
                      open.accept(
                          new Ref.ToSeries(
                              id, new Window(one.from().minus(AROUND), one.at().plusMillis(1))))));
  }

  static List<GroupFinding> of(Incident incident, Snapshot snapshot) {
    var from = incident.since().minus(AROUND);
    var to = incident.resolvedAt().orElse(Instant.MAX);
    return snapshot.groups().stream()
        .filter(one -> one.source().isSandbox() == incident.id().isSandbox())
        .filter(one -> incident.entities().contains(one.entity()))
        .filter(one -> !one.from().isAfter(to))
        .filter(one -> one.until().map(until -> !until.isBefore(from)).orElse(true))
        .toList();
  }
}
