package io.watchfloor.app.ui.incidents;

import io.watchfloor.app.ui.kit.Drawing;
import io.watchfloor.app.ui.kit.Fonts;
import io.watchfloor.app.ui.kit.Ink;
import io.watchfloor.app.ui.kit.Palette;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/// How far the failure reaches: at most twelve nodes, callers to the left of what they call, arrows
/// in the direction in which the failure travels.
final class BlastMap extends Drawing {
  private static final double WIDE = 108, HIGH = 26;

  private record Box(double x, double y) {}

  private List<EntityId> nodes = List.of();
  private EntityId root = EntityId.NONE;
  private Set<EntityId> affected = Set.of();
  private Topology topology = Topology.EMPTY;
  private Function<EntityId, Severity> severity = entity -> Severity.INFO;

  BlastMap() {
    getStyleClass().add("wf-blast");
    setMinHeight(128);
    setPrefHeight(150);
  }

  void show(
      EntityId root,
      List<EntityId> nodes,
      Set<EntityId> affected,
      Topology topology,
      Function<EntityId, Severity> severity) {
    this.root = root;
    this.nodes = nodes;
    this.affected = affected;
    this.topology = topology;
    this.severity = severity;
    redraw();
  }

  @Override
  protected void draw(GraphicsContext pen, double width, double height, Palette palette) {
    var boxes = place(width, height);
    for (var caller : nodes)
      for (var callee : topology.callees(caller))
        if (boxes.containsKey(callee)) edge(pen, palette, boxes, caller, callee);
    boxes.forEach((node, box) -> node(pen, palette, node, box));
  }

  /// Columns by calls from the root: callers left, callees right.
  private Map<EntityId, Box> place(double width, double height) {
    var columns = new TreeMap<Integer, List<EntityId>>();
    for (var node : nodes) columns.computeIfAbsent(column(node), c -> new ArrayList<>()).add(node);
    var boxes = new LinkedHashMap<EntityId, Box>();
    int at = 0;
    double step = Math.min(160, width / Math.max(1, columns.size()));
    for (var column : columns.values()) {
      double apart = Math.min(44, height / column.size());
      double top = (height - apart * (column.size() - 1)) / 2;
      for (int i = 0; i < column.size(); i++)
        boxes.put(column.get(i), new Box(at * step, top + i * apart - HIGH / 2));
      at++;
    }
    return boxes;
  }

  private int column(EntityId node) {
    if (node.equals(root)) return 0;
    int distance = topology.distance(root, node).orElse(1);
    return topology.upstream(root).contains(node) ? -distance : distance;
  }

  private void edge(
      GraphicsContext pen,
      Palette palette,
      Map<EntityId, Box> boxes,
      EntityId caller,
      EntityId callee) {
    var from = boxes.getOrDefault(callee, new Box(0, 0));
    var to = boxes.getOrDefault(caller, new Box(0, 0));
    boolean travels =
        isHit(caller) && isHit(callee) && severity.apply(caller).atLeast(Severity.WARNING);
    pen.setStroke(palette.of(travels ? Ink.CRITICAL : Ink.LINE_CONTROL));
    pen.setLineWidth(travels ? 2 : 1);
    boolean isRight = from.x() > to.x();
    double x1 = isRight ? from.x() : from.x() + wide(), y1 = from.y() + HIGH / 2;
    double x2 = isRight ? to.x() + wide() : to.x(), y2 = to.y() + HIGH / 2;
    pen.strokeLine(x1, y1, x2, y2);
    if (!travels) return;
    double angle = Math.atan2(y2 - y1, x2 - x1);
    var xs = new double[] {x2, x2 - 9 * Math.cos(angle - 0.45), x2 - 9 * Math.cos(angle + 0.45)};
    var ys = new double[] {y2, y2 - 9 * Math.sin(angle - 0.45), y2 - 9 * Math.sin(angle + 0.45)};
    pen.setFill(palette.of(Ink.CRITICAL));
    pen.fillPolygon(xs, ys, 3);
  }

  private double wide() {
    long columns = nodes.stream().map(this::column).distinct().count();
    return Math.min(WIDE, Math.max(60, getWidth() / Math.max(1, columns) - 28));
  }

  private boolean isHit(EntityId node) {
    return node.equals(root) || affected.contains(node);
  }

  private void node(GraphicsContext pen, Palette palette, EntityId node, Box box) {
    var worst = isHit(node) ? severity.apply(node) : Severity.INFO;
    boolean isRoot = node.equals(root);
    boolean isBad = worst.atLeast(Severity.UNKNOWN);
    pen.setFill(palette.of(isRoot ? Ink.CRITICAL_SOFT : Ink.CARD));
    pen.fillRoundRect(box.x() + 1, box.y(), wide() - 2, HIGH, 6, 6);
    pen.setStroke(palette.of(isRoot ? Ink.CRITICAL : isBad ? Ink.of(worst) : Ink.LINE_STRONG));
    pen.setLineWidth(isRoot ? 2 : 1);
    pen.strokeRoundRect(box.x() + 1, box.y(), wide() - 2, HIGH, 6, 6);
    pen.setFill(palette.of(isHit(node) ? Ink.TEXT_STRONG : Ink.TEXT));
    pen.setFont(isRoot ? Fonts.strong(12) : Fonts.text(12));
    pen.setTextAlign(TextAlignment.CENTER);
    pen.setTextBaseline(VPos.CENTER);
    int letters = (int) ((wide() - 12) / 6.6);
    pen.fillText(
        PlainText.middle(node.name(), Math.max(4, letters)),
        box.x() + wide() / 2,
        box.y() + HIGH / 2);
  }
}
