package io.watchfloor.app.ui.logs;

import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.Text;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;

/// Which templates are listed and in which order, each with how many there are.
final class LogFilters extends HBox {
  private final LogsViewModel model;
  private final Map<Standing, ToggleButton> standings = new EnumMap<>(Standing.class);
  private final Map<TemplateRow.Order, ToggleButton> orders =
      new EnumMap<>(TemplateRow.Order.class);
  private final ToggleButton all = toggle(Text.of("logs.all"), "log-all");

  LogFilters(LogsViewModel model) {
    this.model = model;
    getStyleClass().add("wf-log-filters");
    var first = new HBox(all);
    first.getStyleClass().add("wf-ranges");
    all.setOnAction(event -> choose(Optional.empty()));
    for (var standing : Standing.values()) {
      if (standing == Standing.USUAL) continue;
      var button = toggle("", "log-" + standing.name().toLowerCase(Locale.ROOT));
      button.setOnAction(event -> choose(Optional.of(standing)));
      standings.put(standing, button);
      first.getChildren().add(button);
    }
    var second = new HBox();
    second.getStyleClass().add("wf-ranges");
    for (var order : TemplateRow.Order.values()) {
      var name = order.name().toLowerCase(Locale.ROOT);
      var button = toggle(Text.of("logs.order." + name), "log-order-" + name);
      button.setOnAction(
          event -> {
            model.order().set(order);
            show();
          });
      orders.put(order, button);
      second.getChildren().add(button);
    }
    getChildren().addAll(first, Nodes.spacer(), second);
  }

  private static ToggleButton toggle(String text, String id) {
    var button = new ToggleButton(text);
    button.setId(id);
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  private void choose(Optional<Standing> standing) {
    model.only().set(standing);
    show();
  }

  void show() {
    var counts = model.counts();
    standings.forEach(
        (standing, button) -> {
          int count = counts.getOrDefault(standing, 0);
          button.setText(count == 0 ? standing.words() : standing.words() + "  " + count);
          button.setSelected(model.only().get().equals(Optional.of(standing)));
        });
    all.setSelected(model.only().get().isEmpty());
    orders.forEach((order, button) -> button.setSelected(model.order().get() == order));
  }

  /// All, then each way of standing out in turn.
  void next() {
    int now = model.only().get().map(Standing::ordinal).orElse(-1) + 1;
    choose(
        now >= Standing.USUAL.ordinal() ? Optional.empty() : Optional.of(Standing.values()[now]));
  }

  void nextOrder() {
    var all = TemplateRow.Order.values();
    model.order().set(all[(model.order().get().ordinal() + 1) % all.length]);
    show();
  }
}
