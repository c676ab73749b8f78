package io.watchfloor.app.ui.overview;

import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import java.util.Comparator;
import javafx.scene.control.Label;

/// One grey sentence in the place of the list, with its proof.
final class CalmCard extends Card {
  private final Label proof = Nodes.paragraph("", "wf-body", "wf-muted");
  private final Label last = Nodes.label("", "wf-small", "wf-muted");

  CalmCard() {
    getStyleClass().add("wf-calm");
    getChildren()
        .add(
            Nodes.row(
                "wf-calm-row",
                Icon.CHECK_ALL.node("large", "muted"),
                Nodes.grow(
                    Nodes.column(
                        "wf-calm-words", Nodes.label(Text.of("calm.title"), "wf-title"), proof)),
                last));
    last.setMinWidth(USE_PREF_SIZE);
  }

  void show(OverviewViewModel model) {
    var now = model.now();
    var since =
        model
            .calmSince()
            .map(at -> Text.of("calm.since", model.times().at(at, now), Ages.between(at, now)))
            .orElseGet(() -> Text.of("calm.day"));
    proof.setText(since + " " + Text.of("calm.services", model.servicesAsUsual()));
    last.setText(
        model.snapshot().get().incidents().stream()
            .filter(incident -> incident.resolvedAt().isPresent())
            .max(Comparator.comparing(incident -> incident.resolvedAt().orElse(now)))
            .map(i -> Text.of("calm.last", i.id().text(), PlainText.line(i.title(), 48)))
            .orElse(""));
  }
}
