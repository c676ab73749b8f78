package io.watchfloor.app.ui.overview;

import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Chip;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.Opens;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.SeverityBadge;
import io.watchfloor.app.ui.kit.Sparkline;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Words;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.pipeline.ServiceHealth;
import io.watchfloor.model.signal.Severity;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// One service: its figure, what is usual, and the last minutes as a line. Grey when calm.
final class ServiceTile extends Card {
  private static final List<String> LOUD = List.of("critical", "major", "warning", "unknown");

  private final SeverityBadge badge = new SeverityBadge(Severity.OK);
  private final Label name = Nodes.label("", "wf-lead");
  private final Label kind = Nodes.label("", "wf-caption");
  private final Label number = Nodes.label("", "wf-figure");
  private final Label unit = Nodes.label("", "wf-small", "wf-muted");
  private final Label usual = Nodes.label("", "wf-caption");
  private final Sparkline line = new Sparkline();
  private final HBox head;

  ServiceTile(Navigator navigator, ServiceHealth service) {
    getStyleClass().add("wf-tile");
    head = Nodes.row("wf-tile-head", name, kind, Nodes.spacer());
    if (service.sandbox()) head.getChildren().add(Chip.sandbox());
    head.getChildren().add(badge);
    badge.setMinWidth(USE_PREF_SIZE);
    number.setMinWidth(USE_PREF_SIZE);
    name.setMinWidth(USE_PREF_SIZE);
    var figure = Nodes.row("wf-tile-figure", number, unit);
    var body =
        Nodes.row("wf-tile-body", Nodes.column("wf-tile-words", figure, usual), Nodes.grow(line));
    getChildren().addAll(head, body);
    Opens.by(
        this,
        () ->
            service
                .series()
                .ifPresentOrElse(
                    series -> navigator.open(new Ref.ToEntity(service.entity().name())),
                    () -> navigator.go("metrics")));
    show(service);
  }

  void show(ServiceHealth service) {
    var severity = service.severity();
    badge.set(severity, false);
    var style = severity.name().toLowerCase(Locale.ROOT);
    for (var loud : LOUD) {
      mark(loud.equals("unknown") ? "blind" : loud, loud.equals(style));
      number.getStyleClass().remove("wf-" + loud);
    }
    if (severity.atLeast(Severity.WARNING)) number.getStyleClass().add("wf-" + style);
    name.setText(PlainText.middle(service.entity().name(), 20));
    kind.setText(PlainText.line(service.kind(), 16));
    var figure = Figures.of(service.value(), service.info());
    number.setText(figure.unit().equals("%") ? figure.toString() : figure.number());
    unit.setText(unit(figure, service));
    usual.setText(usual(service));
    line.set(
        service.recent().stream().mapToDouble(Double::doubleValue).toArray(),
        service.low(),
        service.high(),
        severity);
    setAccessibleText(
        name.getText() + ", " + badge.getAccessibleText() + ", " + figure + ", " + usual.getText());
  }

  private static String unit(Figures.Figure figure, ServiceHealth service) {
    var words = service.severity() == Severity.UNKNOWN ? service.words() : metric(service);
    return figure.unit().equals("%") ? words : (figure.unit() + " " + words).strip();
  }

  static String metric(ServiceHealth service) {
    return Words.metric(service.words());
  }

  private static String usual(ServiceHealth service) {
    if (service.series().isEmpty()) return Text.of("tile.no-series");
    if (Double.isNaN(service.low()) || Double.isNaN(service.high()))
      return Text.of("tile.learning");
    return Text.of(
        "tile.usual", Figures.range(service.low(), service.high(), service.info().unit()));
  }
}
