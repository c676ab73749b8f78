package io.watchfloor.app.ui.incidents;

import io.watchfloor.app.ui.fixes.RiskBadge;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Chip;
import io.watchfloor.app.ui.kit.KeyHint;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.Opens;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.model.incident.PastIncidents;
import io.watchfloor.model.remedy.Action;
import io.watchfloor.model.remedy.Proposal;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The right column below the suspects: suggested fixes and similar incidents.
final class SideCards {
  private SideCards() {}

  static Card fixes(IncidentsViewModel model, Navigator navigator) {
    var card = new Card(Text.of("incident.fixes"));
    card.setId("suggested-fixes");
    var proposals = model.proposals();
    card.mark("decide", !proposals.isEmpty());
    var body = Nodes.column("wf-side-body");
    card.getChildren().add(body);
    if (proposals.isEmpty()) {
      body.getChildren()
          .add(Nodes.paragraph(Text.of("incident.fixes.none"), "wf-body", "wf-muted"));
      return card;
    }
    card.setEnd(Nodes.label(Text.of("incident.fixes.nothingRun"), "wf-small", "wf-muted"));
    body.getChildren().add(first(proposals.getFirst(), model, navigator));
    for (var other : proposals.subList(1, proposals.size()))
      body.getChildren().add(other(other, model, navigator));
    return card;
  }

  private static Node first(Proposal one, IncidentsViewModel model, Navigator navigator) {
    var head =
        new HBox(
            Nodes.grow(Nodes.paragraph(PlainText.line(one.plan().title()), "wf-lead")),
            new RiskBadge(one.remediation().risk()));
    head.getStyleClass().add("wf-gap-8");
    if (one.plan().sandbox()) head.getChildren().add(1, Chip.sandbox());
    var tally = model.snapshot().get().priors().recipe(one.remediation().name());
    var record =
        tally.tries() == 0
            ? Text.of("fixes.record.none")
            : Text.of("incident.fixes.worked", tally.worked(), tally.tries());
    var undo =
        Text.of(one.plan().undo().isPresent() ? "incident.fixes.undo" : "incident.fixes.noUndo");
    var argv = Nodes.label(PlainText.line(line(one.plan().action())), "wf-argv");
    argv.setMaxWidth(Double.MAX_VALUE);
    var review =
        Nodes.button(
            Text.of("incident.fixes.review"), () -> navigator.openProposal(one.id()), "accent");
    review.setId("review-fix");
    review.setGraphic(new KeyHint("r"));
    review.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
    var box =
        new VBox(
            head,
            Nodes.paragraph(record + ". " + undo, "wf-small", "wf-muted"),
            argv,
            new HBox(8, review));
    box.getStyleClass().add("wf-gap-8");
    return box;
  }

  private static String line(Action action) {
    return switch (action) {
      case Action.Command command -> command.argv().stream().collect(Collectors.joining(" "));
      case Action.Http http -> http.method() + " " + http.url();
    };
  }

  private static Node other(Proposal one, IncidentsViewModel model, Navigator navigator) {
    var tally = model.snapshot().get().priors().recipe(one.remediation().name());
    var title = Nodes.label(PlainText.line(one.plan().title()), "wf-body");
    title.setMaxWidth(Double.MAX_VALUE);
    var row =
        new HBox(
            Nodes.grow(title),
            Nodes.label(
                tally.tries() == 0
                    ? ""
                    : Text.of("incident.fixes.worked", tally.worked(), tally.tries()),
                "wf-small",
                "wf-muted"),
            new RiskBadge(one.remediation().risk()));
    row.getStyleClass().addAll("wf-gap-8", "wf-other-fix");
    Opens.by(row, () -> navigator.openProposal(one.id()));
    return row;
  }

  /// Past incidents like this one: how alike, why, and what fixed it; a click opens it.
  static Card similar(List<PastIncidents.Match> similar, Times times, Navigator navigator) {
    var card = new Card(Text.of("incident.similar"));
    card.setId("similar-incidents");
    card.setEnd(Nodes.label(Text.of("incident.similar.likeness"), "wf-small", "wf-muted"));
    var body = Nodes.column("wf-side-body");
    for (var match : similar) body.getChildren().add(similar(match, times, navigator));
    if (similar.isEmpty())
      body.getChildren()
          .add(Nodes.paragraph(Text.of("incident.similar.none"), "wf-body", "wf-muted"));
    card.getChildren().add(body);
    return card;
  }

  private static Node similar(PastIncidents.Match match, Times times, Navigator navigator) {
    var title = Nodes.label(PlainText.line(match.title()), "wf-body");
    title.setMaxWidth(Double.MAX_VALUE);
    var head =
        new HBox(
            Nodes.grow(title),
            Nodes.label(Math.round(match.likeness() * 100) + " %", "wf-mono", "wf-strong"));
    head.getStyleClass().add("wf-gap-8");
    var fixed =
        match.fixedBy().isEmpty()
            ? Nodes.paragraph(Text.of("incident.similar.unfixed"), "wf-small", "wf-muted")
            : Nodes.paragraph(
                Text.of("incident.similar.fixed", PlainText.line(match.fixedBy(), 80)),
                "wf-small",
                "wf-strong");
    var row =
        new VBox(
            head,
            fixed,
            Nodes.label(
                match.id().text() + ", " + times.day(match.since()), "wf-small", "wf-muted"),
            Nodes.paragraph(
                Text.of(
                    "incident.similar.shared",
                    match.shared().stream()
                        .map(term -> PlainText.line(term, 60))
                        .collect(Collectors.joining("; "))),
                "wf-small",
                "wf-muted"));
    row.getStyleClass().addAll("wf-gap-4", "wf-other-fix");
    Opens.by(row, () -> navigator.open(match.id()));
    return row;
  }
}
