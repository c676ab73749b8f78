package io.watchfloor.app.ui.kit;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/// The theme's colours as values, read from the style sheets: for a canvas, which CSS does not
/// reach. Immutable; a new one for each change of theme.
public final class Palette {
  private final Map<Ink, Color> colours;

  private Palette(Map<Ink, Color> colours) {
    this.colours = colours;
  }

  public Color of(Ink ink) {
    return colours.getOrDefault(ink, Color.TRANSPARENT);
  }

  /// The same colour, see-through to `opacity` (0–1).
  public Color of(Ink ink, double opacity) {
    var colour = of(ink);
    return Color.color(colour.getRed(), colour.getGreen(), colour.getBlue(), opacity);
  }

  /// Reads every token in a hidden scene of its own. FX thread only.
  static Palette read(List<String> sheets, PseudoClass light, boolean isLight) {
    var root = new Pane();
    root.getStyleClass().add("root");
    var swatches = new EnumMap<Ink, Region>(Ink.class);
    for (var ink : Ink.values()) {
      var swatch = new Region();
      swatch.getStyleClass().add("wf-ink-" + ink.token());
      swatches.put(ink, swatch);
      root.getChildren().add(swatch);
    }
    var scene = new Scene(root);
    scene.getStylesheets().setAll(sheets);
    root.pseudoClassStateChanged(light, isLight);
    root.applyCss();
    var colours = new EnumMap<Ink, Color>(Ink.class);
    swatches.forEach(
        (ink, swatch) -> {
          var background = swatch.getBackground();
          if (background != null
              && !background.getFills().isEmpty()
              && background.getFills().getFirst().getFill() instanceof Color colour) {
            colours.put(ink, colour);
          }
        });
    return new Palette(colours);
  }
}
