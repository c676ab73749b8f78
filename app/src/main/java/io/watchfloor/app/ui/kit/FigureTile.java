package io.watchfloor.app.ui.kit;

import eu.hansolo.tilesfx.Tile;
import eu.hansolo.tilesfx.Tile.SkinType;
import eu.hansolo.tilesfx.TileBuilder;
import io.watchfloor.model.signal.Severity;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// One figure with its title and a line below, on a TilesFX tile in the theme's colours: grey when
/// calm, in the severity's colour when a person should look. The words on it are ours: the scene's
/// style sheet overrides the sizes and colours that TilesFX gives to its own. FX thread only.
public final class FigureTile extends StackPane {
  private final String title;
  private final Label number = Nodes.label("", "wf-figure");
  private final Label unit = Nodes.label("", "wf-small", "wf-muted");
  private final Label words = Nodes.label("", "wf-small", "wf-muted");
  private final Tile tile;
  private final InvalidationListener themed = change -> paint();
  private Severity severity = Severity.OK;

  public FigureTile(String title) {
    this.title = title;
    getStyleClass().add("wf-figure-tile");
    var figure =
        new VBox(
            Nodes.label(title, "wf-caption"), Nodes.row("wf-figure-tile-row", number, unit), words);
    figure.getStyleClass().add("wf-figure-tile-words");
    figure.setMouseTransparent(true);
    tile = TileBuilder.create().skinType(SkinType.CUSTOM).animated(false).build();
    tile.setTextVisible(false);
    tile.setMinSize(0, 0);
    tile.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
    getChildren().addAll(tile, figure);
    Theme.palette().addListener(new WeakInvalidationListener(themed));
    paint();
  }

  /// @param of what stands after the number: `of 9`, `%`
  /// @param below the line below, plain
  public void show(long value, String of, String below, Severity worst) {
    severity = worst;
    number.setText(Figures.whole(value));
    number.getStyleClass().setAll("label", "wf-figure", Ink.of(worst).token());
    unit.setText(of);
    words.setText(below);
    setAccessibleText(title + ": " + number.getText() + " " + of + ", " + below);
    paint();
  }

  private void paint() {
    var palette = Theme.palette().get();
    tile.setBackgroundColor(palette.of(Ink.CARD));
    tile.setForegroundBaseColor(palette.of(Ink.TEXT));
    tile.setBorderWidth(1);
    tile.setBorderColor(palette.of(line()));
  }

  private Ink line() {
    return switch (severity) {
      case CRITICAL -> Ink.CRITICAL_LINE;
      case MAJOR -> Ink.MAJOR_LINE;
      case WARNING -> Ink.WARNING_LINE;
      case UNKNOWN -> Ink.UNKNOWN_LINE;
      case INFO, OK -> Ink.LINE;
    };
  }
}
