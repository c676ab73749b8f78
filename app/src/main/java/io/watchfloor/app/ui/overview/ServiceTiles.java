package io.watchfloor.app.ui.overview;

import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.model.pipeline.ServiceHealth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;

/// The tiles in call order, as many in a row as fit.
final class ServiceTiles extends VBox {
  private static final PseudoClass TALL = PseudoClass.getPseudoClass("tall");
  private static final double LOW = 128;
  private static final double HIGH = 184;
  private static final double GAP = 16;
  private static final double LEAST = 248;
  private static final int MOST_IN_ROW = 6;
  private static final int MOST = 48;
  private final Navigator navigator;
  private final Label count = Nodes.label("", "wf-small", "wf-muted");
  private final TilePane grid = new TilePane(GAP, GAP);
  private final Map<String, ServiceTile> tiles = new LinkedHashMap<>();

  ServiceTiles(Navigator navigator) {
    this.navigator = navigator;
    getStyleClass().add("wf-tiles");
    setTall(false);
    grid.setPrefColumns(3);
    widthProperty().addListener((property, old, width) -> fit(width.doubleValue()));
    getChildren()
        .addAll(
            Nodes.row("wf-section", Nodes.label(Text.of("tiles.title"), "wf-strong"), count), grid);
  }

  /// Higher tiles, with more to read from their lines, where the window is tall.
  void setTall(boolean isTall) {
    pseudoClassStateChanged(TALL, isTall);
    grid.setPrefTileHeight(isTall ? HIGH : LOW);
  }

  private void fit(double width) {
    int columns = Math.clamp((long) ((width + GAP) / (LEAST + GAP)), 1, MOST_IN_ROW);
    grid.setPrefColumns(columns);
    grid.setPrefTileWidth(Math.floor((width - GAP * (columns - 1)) / columns) - 0.5);
  }

  void show(List<ServiceHealth> services) {
    Nodes.show(this, !services.isEmpty());
    count.setText(
        services.size() > MOST
            ? Text.of("tiles.some", MOST, services.size())
            : Text.of("tiles.count", services.size()));
    var shown = services.subList(0, Math.min(MOST, services.size()));
    var keys = shown.stream().map(ServiceTiles::key).toList();
    if (keys.equals(new ArrayList<>(tiles.keySet()))) {
      for (var service : shown) {
        var tile = tiles.get(key(service));
        if (tile != null) tile.show(service);
      }
      return;
    }
    tiles.clear();
    for (var service : shown) tiles.put(key(service), new ServiceTile(navigator, service));
    grid.getChildren().setAll(tiles.values());
  }

  private static String key(ServiceHealth service) {
    return service.entity().name() + (service.sandbox() ? " sandbox" : "");
  }
}
