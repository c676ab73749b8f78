package io.watchfloor.app.ui.kit;

import io.watchfloor.model.detect.GroupFinding;
import io.watchfloor.model.signal.SeriesId;
import java.time.Instant;
import java.util.function.Consumer;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/// Several metrics of one entity that are strange together: who, since when, and which metrics,
/// each of which opens its series. FX thread only.
public final class TogetherRow extends VBox {
  public TogetherRow(GroupFinding found, Times times, Instant now, Consumer<SeriesId> open) {
    getStyleClass().add("wf-together");
    var from = times.brief(found.from(), now);
    var when =
        found
            .until()
            .map(until -> Text.of("together.fromTo", from, times.brief(until, now)))
            .orElseGet(() -> Text.of("together.since", from));
    var said =
        Text.of(
            "together.said",
            PlainText.middle(found.entity().name(), 40),
            found.metrics().size(),
            found.of(),
            when);
    var names = new FlowPane();
    names.getStyleClass().add("wf-together-names");
    for (var one : found.metrics()) {
      var arrow = one.decades() < 0 ? "↓" : "↑";
      var name = PlainText.middle(one.series().metric(), 44);
      var link = Nodes.link(arrow + " " + name, () -> open.accept(one.series()));
      link.setTooltip(new Tooltip(PlainText.middle(one.series().toString(), 300)));
      names.getChildren().add(link);
    }
    getChildren().addAll(Nodes.paragraph(said, "wf-body"), names);
  }
}
