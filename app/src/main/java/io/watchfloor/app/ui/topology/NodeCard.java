package io.watchfloor.app.ui.topology;

import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.SeverityBadge;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.app.ui.shell.Target;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.signal.EntityId;
import java.util.Collection;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

/// The chosen entity in words: how it does, who needs it, what it needs, and the ways to its
/// incidents, alerts and metrics.
final class NodeCard extends VBox {
  private static final int MOST = 8;

  private final TopologyViewModel model;
  private final Navigator navigator;

  NodeCard(TopologyViewModel model, Navigator navigator) {
    this.model = model;
    this.navigator = navigator;
    getStyleClass().add("wf-graph-side");
  }

  void refresh() {
    getChildren().clear();
    var chosen = model.node(model.selected());
    if (chosen.isEmpty()) {
      getChildren().add(Nodes.paragraph(Text.of("topology.choose"), "wf-body", "wf-muted"));
      return;
    }
    var node = chosen.get();
    var card = new Card(PlainText.line(node.entity().name(), 60));
    card.setEnd(new SeverityBadge(node.severity()));
    var body = Nodes.column("wf-side-body");
    if (!node.kind().isEmpty())
      body.getChildren().add(Nodes.label(PlainText.line(node.kind(), 40), "wf-small", "wf-muted"));
    if (node.isCulprit())
      body.getChildren().add(Nodes.paragraph(Text.of("topology.culprit"), "wf-strong"));
    if (node.isBlind())
      body.getChildren().add(Nodes.paragraph(Text.of("topology.blind"), "wf-body"));
    body.getChildren()
        .add(
            Nodes.paragraph(
                Text.of("topology.blast", model.blast().size(), model.nodes().size()), "wf-body"));
    say(body, "topology.needs", model.topology().callees(node.entity()));
    say(body, "topology.neededBy", model.topology().callers(node.entity()));
    for (var incident : model.incidents())
      body.getChildren()
          .add(
              Nodes.link(
                  incident.id() + "  " + PlainText.line(incident.title(), 60),
                  () -> navigator.open(incident.id())));
    var alerts =
        Nodes.button(
            Text.of("topology.alerts", node.alerts()),
            () -> navigator.go("alerts", new Target.ToEntity(node.entity())),
            "small");
    alerts.setId("topology-alerts");
    Button metrics =
        Nodes.button(
            Text.of("topology.metrics"),
            () -> navigator.open(new Ref.ToEntity(node.entity().name())),
            "small");
    body.getChildren().add(Nodes.row("wf-actions", alerts, metrics));
    card.getChildren().add(body);
    getChildren().add(card);
  }

  private void say(VBox body, String key, Collection<EntityId> others) {
    if (others.isEmpty()) return;
    body.getChildren().add(Nodes.label(Text.of(key, others.size()), "wf-small", "wf-muted"));
    others.stream()
        .limit(MOST)
        .forEach(
            other ->
                body.getChildren()
                    .add(
                        Nodes.link(
                            PlainText.middle(other.name(), 34),
                            () -> navigator.go("topology", new Target.ToEntity(other)))));
    if (others.size() > MOST)
      body.getChildren()
          .add(Nodes.label(Text.of("topology.more", others.size() - MOST), "wf-caption"));
  }
}
