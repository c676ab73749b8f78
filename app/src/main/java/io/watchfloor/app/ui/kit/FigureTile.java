package io.watchfloor.app.ui.kit;

import eu.hansolo.tilesfx.Tile;
import eu.hansolo.tilesfx.Tile.SkinType;
import eu.hansolo.tilesfx.TileBuilder;
import io.watchfloor.model.signal.Severity;
import java.util.Map;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;

/// One figure with its title and a line below, on a TilesFX tile: grey when calm, in the severity's
/// colour when a person should look. The words and the edge are ours: the scene's style sheet
/// overrides the sizes and colours that TilesFX gives to its own, and its edges have corners of
/// another size than our cards. FX thread only.
public final class FigureTile extends StackPane {
  private static final Map<Severity, String> EDGES =
      Map.of(
          Severity.CRITICAL,
          "critical",
          Severity.MAJOR,
          "major",
          Severity.WARNING,
          "warning",
          Severity.UNKNOWN,
          "blind");

  private final String title;
  private final Label number = Nodes.label("", "wf-figure");
  private final Label unit = Nodes.label("", "wf-small", "wf-muted");
  private final Label words = Nodes.label("", "wf-small", "wf-muted");
  private final Tile tile;
  private final InvalidationListener themed = change -> paint();

  public FigureTile(String title) {
    this.title = title;
    getStyleClass().addAll("wf-card", "wf-figure-tile");
    var figure =
        new VBox(
            Nodes.label(title, "wf-caption"), Nodes.row("wf-figure-tile-row", number, unit), words);
    figure.getStyleClass().add("wf-figure-tile-words");
    figure.setMouseTransparent(true);
    tile = TileBuilder.create().skinType(SkinType.CUSTOM).animated(false).build();
    tile.setTextVisible(false);
    tile.setBackgroundColor(Color.TRANSPARENT);
    tile.setBorderColor(Color.TRANSPARENT);
    tile.setMinSize(0, 0);
    tile.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
    getChildren().addAll(tile, figure);
    Theme.palette().addListener(new WeakInvalidationListener(themed));
    paint();
  }

  /// @param of what stands after the number: `of 9`, `%`
  /// @param below the line below, plain
  public void show(long value, String of, String below, Severity worst) {
    number.setText(Figures.whole(value));
    number.getStyleClass().setAll("label", "wf-figure", Ink.of(worst).token());
    unit.setText(of);
    words.setText(below);
    setAccessibleText(title + ": " + number.getText() + " " + of + ", " + below);
    EDGES.forEach(
        (one, edge) -> pseudoClassStateChanged(PseudoClass.getPseudoClass(edge), one == worst));
  }

  private void paint() {
    tile.setForegroundBaseColor(Theme.palette().get().of(Ink.TEXT));
  }
}
