package io.watchfloor.app.ui.topology;

import io.watchfloor.app.ui.kit.Drawing;
import io.watchfloor.app.ui.kit.Fonts;
import io.watchfloor.app.ui.kit.Hatch;
import io.watchfloor.app.ui.kit.Ink;
import io.watchfloor.app.ui.kit.Lettering;
import io.watchfloor.app.ui.kit.Palette;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/// Draws the graph: columns of boxes, calls as curves, the way of a failure thick and red with an
/// arrow in its direction. Places are in graph units of one pixel at zoom 1; [#zoom] and [#pan]
/// move the view. Words keep a size that can be read while their boxes get smaller; boxes too low
/// for them lose their words before they lose their colour.
final class GraphDrawing extends Drawing {
  private static final double WIDE = 150;
  private static final double HIGH = 28;
  private static final double COLUMN = 190;
  private static final double ROW = 42;
  private static final double LEAST_ZOOM = 0.1;
  private static final double MOST_ZOOM = 2.5;
  private static final double MOST_FIT = 1.6;

  /// A box lower than this has no words, px on the screen.
  private static final double LEAST_HIGH = 13;

  private static final double LEAST_TEXT = 11;
  private static final double TEXT = 12;

  private record Place(double x, double y) {}

  private final TopologyViewModel model;
  private final Map<EntityId, Place> places = new HashMap<>();
  private double zoom = 1;
  private double left;
  private double top;
  private boolean fits = true;

  GraphDrawing(TopologyViewModel model) {
    this.model = model;
    getStyleClass().add("wf-graph");
    setMinSize(0, 0);
    widthProperty().subscribe(wide -> refit());
    heightProperty().subscribe(high -> refit());
  }

  /// Takes the model's newest state.
  void refresh() {
    place();
    refit();
    redraw();
  }

  private void place() {
    places.clear();
    var columns = model.columns();
    int most = columns.stream().mapToInt(List::size).max().orElse(0);
    for (int c = 0; c < columns.size(); c++) {
      var column = columns.get(c);
      double above = (most - column.size()) * ROW / 2;
      for (int r = 0; r < column.size(); r++)
        places.put(column.get(r), new Place(c * COLUMN, above + r * ROW));
    }
  }

  private void refit() {
    if (fits) fit();
  }

  /// Shows everything, little larger than life.
  void fit() {
    fits = true;
    if (getWidth() <= 0 || getHeight() <= 0 || places.isEmpty()) return;
    double wide = places.values().stream().mapToDouble(Place::x).max().orElse(0) + WIDE;
    double high = places.values().stream().mapToDouble(Place::y).max().orElse(0) + HIGH;
    zoom =
        Math.clamp(
            Math.min((getWidth() - 40) / wide, (getHeight() - 40) / high), LEAST_ZOOM, MOST_FIT);
    left = (getWidth() - wide * zoom) / 2;
    top = (getHeight() - high * zoom) / 2;
    redraw();
  }

  /// Zooms by `factor`, holding the point under (`x`, `y`) where it is.
  void zoom(double factor, double x, double y) {
    double wanted = Math.clamp(zoom * factor, LEAST_ZOOM, MOST_ZOOM);
    left = x - (x - left) * wanted / zoom;
    top = y - (y - top) * wanted / zoom;
    zoom = wanted;
    fits = false;
    redraw();
  }

  void pan(double right, double down) {
    left += right;
    top += down;
    fits = false;
    redraw();
  }

  /// Brings an entity into view, large enough to read.
  void reveal(EntityId entity) {
    var place = places.get(entity);
    if (place == null || getWidth() <= 0 || getHeight() <= 0) return;
    double x = left + place.x * zoom;
    double y = top + place.y * zoom;
    boolean isSeen =
        x >= 0 && y >= 0 && x + WIDE * zoom <= getWidth() && y + HIGH * zoom <= getHeight();
    if (!isSeen || !hasWords()) {
      zoom = Math.max(zoom, 0.9);
      left = getWidth() / 2 - (place.x + WIDE / 2) * zoom;
      top = getHeight() / 2 - (place.y + HIGH / 2) * zoom;
      fits = false;
    }
    redraw();
  }

  Optional<EntityId> at(double x, double y) {
    for (var entry : places.entrySet()) {
      double bx = left + entry.getValue().x * zoom;
      double by = top + entry.getValue().y * zoom;
      if (x >= bx && x <= bx + WIDE * zoom && y >= by && y <= by + HIGH * zoom)
        return Optional.of(entry.getKey());
    }
    return Optional.empty();
  }

  @Override
  protected void draw(GraphicsContext pen, double width, double height, Palette palette) {
    pen.beginPath();
    pen.rect(0, 0, width, height);
    pen.clip();
    pen.translate(left, top);
    pen.scale(zoom, zoom);
    var blast = model.blast();
    for (boolean travelling : new boolean[] {false, true})
      for (var caller : places.keySet())
        for (var callee : model.topology().callees(caller))
          if (places.containsKey(callee) && model.travels(caller, callee) == travelling)
            call(pen, palette, caller, callee, travelling, blast);
    for (var node : model.nodes()) box(pen, palette, node, blast);
  }

  private void call(
      GraphicsContext pen,
      Palette palette,
      EntityId caller,
      EntityId callee,
      boolean travels,
      Set<EntityId> blast) {
    var from = places.getOrDefault(caller, new Place(0, 0));
    var to = places.getOrDefault(callee, new Place(0, 0));
    boolean isChosen =
        (blast.contains(caller) || caller.equals(model.selected()))
            && (blast.contains(callee) || callee.equals(model.selected()));
    pen.setStroke(
        travels
            ? palette.of(Ink.CRITICAL)
            : isChosen ? palette.of(Ink.ACCENT) : palette.of(Ink.LINE_CONTROL, 0.75));
    pen.setLineWidth((travels ? 2.2 : isChosen ? 1.8 : 1) / Math.min(1, zoom * 1.4));
    boolean isForward = to.x > from.x;
    double x1 = from.x + (isForward ? WIDE : 0);
    double y1 = from.y + HIGH / 2;
    double x2 = to.x + (isForward ? 0 : WIDE);
    double y2 = to.y + HIGH / 2;
    double bend = (isForward ? 1 : -1) * Math.max(30, Math.abs(x2 - x1) / 2);
    pen.beginPath();
    pen.moveTo(x1, y1);
    pen.bezierCurveTo(x1 + bend, y1, x2 - bend, y2, x2, y2);
    pen.stroke();
    if (travels) arrow(pen, palette, x1, y1, isForward ? 1 : -1);
  }

  /// The failure arrives at the caller.
  private static void arrow(
      GraphicsContext pen, Palette palette, double x, double y, int direction) {
    pen.setFill(palette.of(Ink.CRITICAL));
    pen.fillPolygon(
        new double[] {x, x + 10 * direction, x + 10 * direction},
        new double[] {y, y - 5, y + 5},
        3);
  }

  private void box(GraphicsContext pen, Palette palette, GraphNode node, Set<EntityId> blast) {
    var place = places.get(node.entity());
    if (place == null) return;
    boolean isChosen = node.entity().equals(model.selected());
    boolean isFaded = model.isSearching() && !model.found().contains(node.entity());
    boolean isBad = node.severity().atLeast(Severity.UNKNOWN);
    var edge = node.isCulprit() ? Ink.CRITICAL : isBad ? Ink.of(node.severity()) : Ink.LINE_STRONG;
    pen.setGlobalAlpha(isFaded ? 0.3 : 1);
    pen.setFill(palette.of(node.isCulprit() ? Ink.CRITICAL_SOFT : Ink.CARD));
    pen.fillRoundRect(place.x, place.y, WIDE, HIGH, 6, 6);
    if (node.isBlind()) Hatch.fill(pen, palette, place.x + 1, place.y + 1, WIDE - 2, HIGH - 2);
    if (isBad) {
      pen.setFill(palette.of(edge));
      pen.fillRoundRect(place.x, place.y, hasWords() ? 6 : WIDE, HIGH, 6, 6);
    }
    pen.setStroke(palette.of(isChosen || blast.contains(node.entity()) ? Ink.ACCENT : edge));
    pen.setLineWidth(isChosen ? 3 : node.isCulprit() || blast.contains(node.entity()) ? 2 : 1);
    pen.strokeRoundRect(place.x, place.y, WIDE, HIGH, 6, 6);
    if (hasWords()) name(pen, palette, node, place);
    pen.setGlobalAlpha(1);
  }

  private boolean hasWords() {
    return HIGH * zoom >= LEAST_HIGH;
  }

  /// In graph units, so that it is never smaller than can be read on the screen.
  private double textSize() {
    return Math.max(TEXT, LEAST_TEXT / zoom);
  }

  private void name(GraphicsContext pen, Palette palette, GraphNode node, Place place) {
    double size = textSize();
    double middle = place.y + HIGH / 2;
    var count = node.alerts() > 0 ? String.valueOf(node.alerts()) : "";
    double taken = count.isEmpty() ? 0 : Lettering.width(count, Fonts.strong(size)) + 6;
    var font = node.isCulprit() ? Fonts.strong(size) : Fonts.text(size);
    var name = PlainText.middle(node.entity().name(), 40);
    for (int most = 24; most >= 6 && Lettering.width(name, font) > WIDE - 20 - taken; most--)
      name = PlainText.middle(node.entity().name(), most);
    var ink = node.isHit() || node.isCulprit() ? Ink.TEXT_STRONG : Ink.TEXT;
    if (node.isBlind()) {
      pen.setFill(palette.of(Ink.CARD));
      pen.fillRect(place.x + 9, place.y + 3, Lettering.width(name, font) + 6, HIGH - 6);
    }
    Lettering.draw(pen, palette, name, place.x + 12, middle, ink, font, TextAlignment.LEFT);
    Lettering.draw(
        pen,
        palette,
        count,
        place.x + WIDE - 8,
        middle,
        Ink.of(node.severity()),
        Fonts.strong(size),
        TextAlignment.RIGHT);
  }
}
