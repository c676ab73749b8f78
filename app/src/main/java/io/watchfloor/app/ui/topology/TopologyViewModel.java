package io.watchfloor.app.ui.topology;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.topology.Layers;
import io.watchfloor.model.topology.Topology;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What the graph shows: who is there, how each does, where each stands, and what is chosen. The
/// places are computed again only when the graph changed. FX thread only.
public final class TopologyViewModel {
  private final Backend backend;
  private final ReadOnlyObjectWrapper<Snapshot> snapshot;
  private Map<EntityId, GraphNode> nodes = Map.of();
  private List<List<EntityId>> columns = List.of();
  private Topology placed = Topology.EMPTY;
  private Set<EntityId> placedNodes = Set.of();
  private EntityId selected = EntityId.NONE;
  private String search = "";
  private Runnable unsubscribe = () -> {};

  public TopologyViewModel(Backend backend) {
    this.backend = backend;
    this.snapshot = new ReadOnlyObjectWrapper<>(backend.snapshot());
    take(backend.snapshot());
  }

  public void shown() {
    take(backend.snapshot());
    unsubscribe = backend.subscribe(this::take);
  }

  public void hidden() {
    unsubscribe.run();
    unsubscribe = () -> {};
  }

  public ReadOnlyObjectProperty<Snapshot> snapshot() {
    return snapshot.getReadOnlyProperty();
  }

  private void take(Snapshot newer) {
    nodes = nodes(newer);
    if (!newer.topology().equals(placed) || !nodes.keySet().equals(placedNodes)) {
      placed = newer.topology();
      placedNodes = Set.copyOf(nodes.keySet());
      columns = Layers.of(placed, nodes.keySet());
    }
    if (!nodes.containsKey(selected)) selected = EntityId.NONE;
    snapshot.set(newer);
  }

  private static Map<EntityId, GraphNode> nodes(Snapshot it) {
    var worst = new HashMap<EntityId, Severity>();
    var firing = new HashMap<EntityId, Integer>();
    for (var tracked : it.alerts()) {
      if (!tracked.alert().isActive()) continue;
      firing.merge(tracked.alert().entity(), 1, Integer::sum);
      worst.merge(tracked.alert().entity(), tracked.alert().severity(), TopologyViewModel::worse);
    }
    var blind = new TreeSet<EntityId>();
    var kinds = new HashMap<EntityId, String>();
    var all = new TreeSet<EntityId>();
    for (var service : it.services()) {
      all.add(service.entity());
      kinds.put(service.entity(), service.kind());
      worst.merge(service.entity(), service.severity(), TopologyViewModel::worse);
      if (service.severity() == Severity.UNKNOWN) blind.add(service.entity());
    }
    for (var entity : it.topology().entities()) {
      all.add(entity.id());
      if (!entity.kind().isEmpty()) kinds.put(entity.id(), entity.kind());
    }
    all.removeIf(EntityId::isNone);
    var culprits = new TreeSet<EntityId>();
    var hit = new TreeSet<EntityId>();
    for (var incident : it.incidents()) {
      if (!incident.isOpen()) continue;
      culprit(it, incident).ifPresent(culprits::add);
      incident.members().forEach(member -> hit.add(member.entity()));
    }
    var nodes = new TreeMap<EntityId, GraphNode>();
    for (var entity : all)
      nodes.put(
          entity,
          new GraphNode(
              entity,
              kinds.getOrDefault(entity, ""),
              worst.getOrDefault(entity, Severity.OK),
              culprits.contains(entity),
              hit.contains(entity),
              blind.contains(entity),
              firing.getOrDefault(entity, 0)));
    return nodes;
  }

  private static Severity worse(Severity a, Severity b) {
    return b.atLeast(a) ? b : a;
  }

  private static Optional<EntityId> culprit(Snapshot it, Incident incident) {
    var diagnosis = it.diagnoses().get(incident.id());
    if (diagnosis == null || diagnosis.hypotheses().isEmpty()) return Optional.empty();
    return Optional.of(diagnosis.hypotheses().getFirst().entity());
  }

  public Collection<GraphNode> nodes() {
    return nodes.values();
  }

  public List<List<EntityId>> columns() {
    return columns;
  }

  public Topology topology() {
    return placed;
  }

  public Optional<GraphNode> node(EntityId entity) {
    return Optional.ofNullable(nodes.get(entity));
  }

  public EntityId selected() {
    return selected;
  }

  public void select(EntityId entity) {
    selected = nodes.containsKey(entity) ? entity : EntityId.NONE;
  }

  /// The neighbour that an arrow key leads to: up and down within a column, left and right to a
  /// caller or callee (or to the next column where there is none).
  public void move(int right, int down) {
    if (columns.isEmpty()) return;
    for (int c = 0; c < columns.size(); c++) {
      int row = columns.get(c).indexOf(selected);
      if (row < 0) continue;
      if (down != 0) {
        var column = columns.get(c);
        select(column.get(Math.clamp(row + (long) down, 0, column.size() - 1)));
        return;
      }
      var near = right > 0 ? placed.callees(selected) : placed.callers(selected);
      var next = columns.get((int) Math.clamp(c + (long) right, 0, columns.size() - 1L));
      select(
          near.stream()
              .filter(nodes::containsKey)
              .min(Comparator.comparing((EntityId it) -> -severity(it).ordinal()))
              .orElse(next.get(Math.min(row, next.size() - 1))));
      return;
    }
    select(columns.getFirst().getFirst());
  }

  private Severity severity(EntityId entity) {
    return node(entity).map(GraphNode::severity).orElse(Severity.OK);
  }

  public void search(String text) {
    search = text.strip().toLowerCase(Locale.ROOT);
    found().stream().findFirst().ifPresent(this::select);
  }

  public boolean isSearching() {
    return !search.isEmpty();
  }

  /// Those whose name or kind has the searched text, in the order of the graph; empty without a
  /// search.
  public List<EntityId> found() {
    if (search.isEmpty()) return List.of();
    return columns.stream().flatMap(List::stream).filter(this::matches).toList();
  }

  private boolean matches(EntityId entity) {
    return entity.name().toLowerCase(Locale.ROOT).contains(search)
        || node(entity)
            .filter(it -> it.kind().toLowerCase(Locale.ROOT).contains(search))
            .isPresent();
  }

  /// Whether the failure travels from `callee` to `caller`: both suffer in an open incident.
  public boolean travels(EntityId caller, EntityId callee) {
    var from = node(callee);
    var to = node(caller);
    return from.isPresent()
        && to.isPresent()
        && (from.get().isHit() || from.get().isCulprit())
        && (to.get().isHit() || to.get().isCulprit())
        && to.get().severity().atLeast(Severity.WARNING);
  }

  /// Who would suffer if the chosen one failed: all that need it, directly or not.
  public Set<EntityId> blast() {
    return selected.isNone() ? Set.of() : Set.copyOf(placed.upstream(selected));
  }

  /// Open incidents that the chosen one has a part in, newest first.
  public List<Incident> incidents() {
    return snapshot.get().incidents().stream()
        .filter(Incident::isOpen)
        .filter(
            it ->
                it.members().stream().anyMatch(member -> member.entity().equals(selected))
                    || culprit(snapshot.get(), it).filter(selected::equals).isPresent())
        .toList();
  }
}
