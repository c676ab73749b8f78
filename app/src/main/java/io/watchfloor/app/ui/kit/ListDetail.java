package io.watchfloor.app.ui.kit;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.css.PseudoClass;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// A list, and what is chosen in it. Where there is room the two stand side by side, the theme
/// saying how wide (`:both`); where there is not, one takes the place of the other.
public final class ListDetail extends HBox {
  private static final PseudoClass BOTH = PseudoClass.getPseudoClass("both");

  private final Region list;
  private final Region detail;
  private final double bothFrom;
  private boolean chosen;

  /// `bothFrom` is the width from which on both are shown, px; 0: always.
  public ListDetail(Region list, Region detail, double bothFrom) {
    this.list = list;
    this.detail = detail;
    this.bothFrom = bothFrom;
    getStyleClass().add("wf-list-detail");
    getChildren().addAll(Nodes.grow(list), Nodes.grow(detail));
    widthProperty().subscribe(wide -> arrange());
  }

  /// Whether the list stays where it is when something is chosen.
  public boolean showsBoth() {
    return getWidth() >= bothFrom;
  }

  /// Something is chosen, or no longer is.
  public void choose(boolean isChosen) {
    chosen = isChosen;
    arrange();
  }

  private void arrange() {
    boolean both = showsBoth();
    pseudoClassStateChanged(BOTH, both);
    Nodes.show(list, both || !chosen);
    Nodes.show(detail, chosen);
  }

  /// The one `by` further down than the one that is shown, or the first; stays at the ends. Empty
  /// where there is none.
  public static <T> Optional<T> step(List<T> all, Predicate<T> isShown, int by) {
    if (all.isEmpty()) return Optional.empty();
    for (int i = 0; i < all.size(); i++)
      if (isShown.test(all.get(i)))
        return Optional.of(all.get(Math.clamp(i + by, 0, all.size() - 1)));
    return Optional.of(all.getFirst());
  }
}
