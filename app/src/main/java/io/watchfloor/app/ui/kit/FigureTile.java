package io.watchfloor.app.ui.kit;

import eu.hansolo.tilesfx.Tile;
import eu.hansolo.tilesfx.Tile.SkinType;
import eu.hansolo.tilesfx.Tile.TextSize;
import eu.hansolo.tilesfx.TileBuilder;
import io.watchfloor.model.signal.Severity;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.layout.StackPane;

/// One figure with its title and a line below, as a TilesFX tile in the theme's colours: grey when
/// calm, in the severity's colour when a person should look. FX thread only.
public final class FigureTile extends StackPane {
  private final Tile tile;
  private final InvalidationListener themed = change -> paint();
  private Severity severity = Severity.OK;

  public FigureTile(String title) {
    getStyleClass().add("wf-figure-tile");
    tile =
        TileBuilder.create()
            .skinType(SkinType.NUMBER)
            .title(title)
            .textSize(TextSize.BIGGER)
            .decimals(0)
            .animated(false)
            .customFontEnabled(true)
            .customFont(Fonts.strong(14))
            .roundedCorners(true)
            .build();
    tile.setMinSize(0, 0);
    tile.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
    tile.setBorderWidth(1);
    tile.setDescription("");
    getChildren().add(tile);
    Theme.palette().addListener(new WeakInvalidationListener(themed));
    paint();
  }

  /// @param unit what stands after the number: `of 9`, `%`
  /// @param words the line below, plain
  public void show(long value, String unit, String words, Severity worst) {
    severity = worst;
    tile.setValue((double) value);
    tile.setUnit(unit);
    tile.setText(words);
    tile.setTextVisible(true);
    setAccessibleText(tile.getTitle() + ": " + Figures.whole(value) + " " + unit + ", " + words);
    paint();
  }

  private void paint() {
    var palette = Theme.palette().get();
    boolean isLoud = severity.atLeast(Severity.UNKNOWN);
    var figure = palette.of(isLoud ? Ink.of(severity) : Ink.TEXT_STRONG);
    tile.setBackgroundColor(palette.of(Ink.CARD));
    tile.setBorderColor(palette.of(isLoud ? line() : Ink.LINE));
    tile.setTitleColor(palette.of(Ink.TEXT_MUTED));
    tile.setTextColor(palette.of(Ink.TEXT_MUTED));
    tile.setDescriptionColor(palette.of(Ink.TEXT_MUTED));
    tile.setUnitColor(palette.of(Ink.TEXT_MUTED));
    tile.setValueColor(figure);
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
