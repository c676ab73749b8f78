package io.watchfloor.model.topology;

import io.watchfloor.model.signal.EntityId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Where to draw each entity of a graph: callers left of what they call, few crossings. Columns are
/// the longest way from an entry point (calls that close a cycle are not counted); the order within
/// a column follows the middle of the neighbours. Those without any call come last, in columns of
/// their own. Deterministic.
///
/// After K. Sugiyama, S. Tagawa and M. Toda (1981), "Methods for visual understanding of
/// hierarchical system structures".
public final class Layers {
  private static final int SWEEPS = 6;

  /// More would be a tower nobody reads.
  private static final int HIGHEST_OF_LONE = 12;

  private final Topology topology;
  private final TreeSet<EntityId> connected = new TreeSet<>();

  private Layers(Topology topology, Collection<EntityId> shown) {
    this.topology = topology;
    for (var entity : shown)
      if (!topology.callees(entity).isEmpty() || !topology.callers(entity).isEmpty())
        connected.add(entity);
  }

  /// The columns, left to right, each from top to bottom; every one of `shown` is in exactly one.
  public static List<List<EntityId>> of(Topology topology, Collection<EntityId> shown) {
    var layers = new Layers(topology, shown);
    var columns = layers.columns();
    layers.untangle(columns);
    var lone = new ArrayList<>(new TreeSet<>(shown));
    lone.removeAll(layers.connected);
    for (int from = 0; from < lone.size(); from += HIGHEST_OF_LONE)
      columns.add(
          new ArrayList<>(lone.subList(from, Math.min(lone.size(), from + HIGHEST_OF_LONE))));
    return columns;
  }

  private List<List<EntityId>> columns() {
    var order = callersFirst();
    var at = new HashMap<EntityId, Integer>();
    for (int i = 0; i < order.size(); i++) at.put(order.get(i), i);
    var column = new HashMap<EntityId, Integer>();
    int last = -1;
    for (var caller : order) {
      int here = column.getOrDefault(caller, 0);
      last = Math.max(last, here);
      for (var callee : topology.callees(caller)) {
        boolean closesCycle = at.getOrDefault(callee, -1) <= at.getOrDefault(caller, 0);
        if (!closesCycle) column.merge(callee, here + 1, Math::max);
      }
    }
    var columns = new ArrayList<List<EntityId>>();
    for (int i = 0; i <= last; i++) columns.add(new ArrayList<>());
    for (var entity : connected) columns.get(column.getOrDefault(entity, 0)).add(entity);
    columns.removeIf(List::isEmpty);
    return columns;
  }

  /// Every caller before those it calls, but for calls that close a cycle: a walk in depth from the
  /// entry points, turned round. Without recursion, for a chain may be long.
  private List<EntityId> callersFirst() {
    var starts = new ArrayList<EntityId>();
    for (var entity : connected) if (topology.callers(entity).isEmpty()) starts.add(entity);
    starts.addAll(connected);
    var done = new ArrayDeque<EntityId>();
    var seen = new TreeSet<EntityId>();
    for (var start : starts) {
      var way = new ArrayDeque<EntityId>();
      var ahead = new HashMap<EntityId, Iterator<EntityId>>();
      if (seen.add(start)) way.push(start);
      while (!way.isEmpty()) {
        var here = way.peek();
        var callees = ahead.computeIfAbsent(here, it -> topology.callees(it).iterator());
        if (!callees.hasNext()) {
          done.addFirst(way.pop());
          continue;
        }
        var next = callees.next();
        if (connected.contains(next) && seen.add(next)) way.push(next);
      }
    }
    return new ArrayList<>(done);
  }

  private void untangle(List<List<EntityId>> columns) {
    var row = new HashMap<EntityId, Double>();
    for (var one : columns) number(one, row);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean leftToRight = sweep % 2 == 0;
      for (int i = 0; i < columns.size(); i++) {
        var one = columns.get(leftToRight ? i : columns.size() - 1 - i);
        one.sort(
            Comparator.comparingDouble((EntityId entity) -> middle(entity, leftToRight, row))
                .thenComparing(entity -> entity));
        number(one, row);
      }
    }
  }

  /// Rows as shares of the column's height, so that columns of unequal length compare.
  private static void number(List<EntityId> column, Map<EntityId, Double> row) {
    for (int i = 0; i < column.size(); i++) row.put(column.get(i), (i + 0.5) / column.size());
  }

  private double middle(EntityId entity, boolean ofCallers, Map<EntityId, Double> row) {
    var neighbours = ofCallers ? topology.callers(entity) : topology.callees(entity);
    return neighbours.stream()
        .filter(row::containsKey)
        .mapToDouble(neighbour -> row.getOrDefault(neighbour, 0.5))
        .average()
        .orElse(row.getOrDefault(entity, 0.5));
  }
}
