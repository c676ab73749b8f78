package io.watchfloor.app.ui.shell;

import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.SeverityShape;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.signal.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The screens in four groups, each with its count wearing its worst shape. Folds to icons.
final class SideBar extends VBox {
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
  private static final PseudoClass FOLDED = PseudoClass.getPseudoClass("folded");
  private final Map<String, Item> items = new LinkedHashMap<>();
  private boolean folded;

  SideBar(List<Place> places, Operator operator, Navigator navigator) {
    getStyleClass().add("wf-side");
    var brand =
        Nodes.row("wf-brand", mark(), Nodes.label(Text.of("app.name"), "wf-lead", "wf-words"));
    getChildren().add(brand);
    for (var group : Place.Group.values()) {
      var inGroup = places.stream().filter(place -> place.group() == group).toList();
      if (inGroup.isEmpty() || group == Place.Group.WALL) continue;
      getChildren().add(heading(group));
      for (var place : inGroup) add(place, navigator);
    }
    getChildren().addAll(Nodes.spacer(), person(operator));
  }

  private static Node mark() {
    var mark = new Region();
    mark.getStyleClass().add("wf-mark");
    return mark;
  }

  private static Label heading(Place.Group group) {
    return Nodes.label(
        Text.of("group." + group.name().toLowerCase(Locale.ROOT)), "wf-caption", "wf-nav-head");
  }

  private void add(Place place, Navigator navigator) {
    var item = new Item(place, navigator);
    items.put(place.id(), item);
    getChildren().add(item.button);
  }

  private static Node person(Operator operator) {
    var words =
        new VBox(
            Nodes.label(operator.name(), "wf-small", "wf-strong-colour"),
            Nodes.label(Text.of("side.operator"), "wf-caption"));
    words.getStyleClass().add("wf-words");
    return Nodes.row("wf-person", Icon.PEOPLE.node("side", "muted"), words);
  }

  void show(Snapshot snapshot) {
    items.values().forEach(item -> item.show(snapshot));
  }

  void mark(String screen) {
    items.forEach((id, item) -> item.button.pseudoClassStateChanged(CURRENT, id.equals(screen)));
  }

  void fold() {
    folded = !folded;
    pseudoClassStateChanged(FOLDED, folded);
    for (var words : lookupAll(".wf-words")) Nodes.show(words, !folded);
    for (var head : lookupAll(".wf-nav-head")) head.setVisible(!folded);
  }

  private static final class Item {
    private final Place place;
    private final Button button = new Button();
    private final Label number = Nodes.label("", "wf-mono", "wf-muted");
    private final SeverityShape shape = new SeverityShape(Severity.OK);
    private final HBox count = Nodes.row("wf-nav-count", shape, number);

    Item(Place place, Navigator navigator) {
      this.place = place;
      var name = Text.of("screen." + place.id());
      var title = Nodes.label(name, "wf-nav-name", "wf-words");
      shape.getStyleClass().add("tiny");
      count.getStyleClass().add("wf-words");
      var row =
          Nodes.row("wf-nav-row", place.icon().node("side", "muted"), title, Nodes.spacer(), count);
      button.setGraphic(row);
      button.getStyleClass().add("wf-nav");
      button.setMaxWidth(Double.MAX_VALUE);
      button.setAccessibleText(name);
      button.setId("nav-" + place.id());
      button.setTooltip(new Tooltip(name + "  g " + place.key()));
      button.setOnAction(event -> navigator.go(place.id()));
    }

    void show(Snapshot snapshot) {
      var now = place.count().apply(snapshot);
      number.setText(now.number() == 0 ? "" : Integer.toString(now.number()));
      boolean isLoud = now.number() > 0 && now.worst().atLeast(Severity.UNKNOWN);
      Nodes.show(shape, isLoud);
      if (isLoud) shape.set(now.worst());
    }
  }
}
