package io.watchfloor.app.ui.kit;

import eu.hansolo.tilesfx.Tile;
import eu.hansolo.tilesfx.Tile.SkinType;
import eu.hansolo.tilesfx.Tile.TextSize;
import eu.hansolo.tilesfx.TileBuilder;
import io.watchfloor.model.signal.Severity;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;

/// One figure with its title and a line below, as a TilesFX tile in the theme's colours: grey when
/// calm, in the severity's colour when a person should look. The figure itself is ours: the scene's
/// style sheet overrides the sizes that TilesFX gives to its own numbers. FX thread only.
public final class FigureTile extends StackPane {
  private final Tile tile;
  private final Label number = Nodes.label("", "wf-figure");
  private final Label unit = Nodes.label("", "wf-muted");
  private final InvalidationListener themed = change -> paint();
  private Severity severity = Severity.OK;

  public FigureTile(String title) {
    getStyleClass().add("wf-figure-tile");
    var figure = Nodes.row("wf-figure-tile-row", number, unit);
    tile =
        TileBuilder.create()
            .skinType(SkinType.CUSTOM)
            .title(title)
            .graphic(figure)
            .textSize(TextSize.BIGGER)
            .animated(false)
            .roundedCorners(true)
            .build();
    tile.setMinSize(0, 0);
    tile.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
    tile.setBorderWidth(1);
    getChildren().add(tile);
    Theme.palette().addListener(new WeakInvalidationListener(themed));
    paint();
  }

  /// @param unit what stands after the number: `of 9`, `%`
  /// @param words the line below, plain
  public void show(long value, String unit, String words, Severity worst) {
    severity = worst;
    number.setText(Figures.whole(value));
    number.getStyleClass().setAll("label", "wf-figure", Ink.of(worst).token());
    this.unit.setText(unit);
    tile.setText(PlainText.line(words, 30));
    tile.setTextVisible(true);
    setAccessibleText(tile.getTitle() + ": " + Figures.whole(value) + " " + unit + ", " + words);
    paint();
  }

  private void paint() {
    var palette = Theme.palette().get();
    boolean isLoud = severity.atLeast(Severity.UNKNOWN);
    tile.setBackgroundColor(palette.of(Ink.CARD));
    tile.setBorderColor(palette.of(isLoud ? line() : Ink.LINE));
    tile.setTitleColor(palette.of(Ink.TEXT_MUTED));
    tile.setTextColor(palette.of(Ink.TEXT_MUTED));
    tile.setForegroundBaseColor(palette.of(Ink.TEXT));
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
