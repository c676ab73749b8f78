package io.watchfloor.model.incident;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.topology.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// How likely it is that trouble at one entity (the root) shows itself at another. It travels from
/// callee to caller, all the way up and less with every call; what the root calls directly may show
/// it too; what is not connected hardly ever. An entity nobody knows the callers of may be the root
/// of anything in its part of the estate.
///
/// All figures are natural logarithms. Asked on the engine thread; made anew for a new topology.
final class Kinship {
  private static final double ITSELF = 0.25;
  private static final double CALLEES = 0.3;
  private static final double CALLERS = 0.45;
  private static final double PER_CALL = 0.75;
  private static final double UNCONNECTED = 0.0005;
  private static final double UNKNOWN = 0.5;

  /// Where an alert is about one call, what lies behind the others explains it this much less.
  private static final double OTHER_CALL = 0.05;

  private static final double FAR_WORSE = 2.5;

  private static final double SOME_ARE_WELL = -5;
  private static final double CALLER_IS_WELL = -0.6;

  /// A part of the estate is taken to have this many entities.
  static final double PART = 50;

  private static final double FAR = Math.log(UNCONNECTED / PART);
  private static final double UNKNOWN_FAR = Math.log(UNKNOWN / PART);
  private static final int MOST_KNOWN = 20_000;

  /// Which roots explain a subject, and how well; `roots` are indices, sorted. `own` are those it
  /// is about, `direct` those it calls.
  record Explained(int[] roots, double[] logs, int[] own, int[] direct) {}

  final Topology topology;
  private final Map<EntityId, Integer> indices = new HashMap<>();
  private final List<EntityId> entities = new ArrayList<>();
  private double[] fars = new double[64];
  private final Map<Subject, Explained> explained = new HashMap<>();
  private final Map<EntityId, Double> spread = new HashMap<>();
  private final Map<EntityId, String> parts = new HashMap<>();
  private final Map<String, String> partOfScope = new HashMap<>();

  Kinship(Topology topology) {
    this.topology = topology;
  }

  int size() {
    return entities.size();
  }

  EntityId entity(int index) {
    return entities.get(index);
  }

  /// The log-likelihood of something a root does not explain.
  double far(int root) {
    return fars[root];
  }

  Explained explained(Subject subject) {
    if (explained.size() > MOST_KNOWN) explained.clear();
    return explained.computeIfAbsent(subject, this::explain);
  }

  private Explained explain(Subject subject) {
    var likely = new TreeMap<Integer, Double>();
    var about = new TreeSet<>(subject.mentioned());
    if (subject.watched().isNone()) about.add(subject.entity());
    about.remove(EntityId.NONE);
    for (var entity : about) {
      put(likely, entity, ITSELF / whole(entity));
      for (var root : topology.callers(entity))
        put(likely, root, CALLEES / topology.callees(root).size() / whole(root));
      for (var root : topology.downstream(entity)) {
        int calls = topology.distance(entity, root).orElse(1);
        double much = CALLERS * Math.pow(PER_CALL, calls) / spread(root) / whole(root);
        put(likely, root, isBehind(subject, root) ? much : OTHER_CALL * much);
      }
    }
    if (!subject.watched().isNone()) {
      put(likely, subject.entity(), ITSELF);
      put(likely, subject.watched(), ITSELF);
    }
    var roots = new int[likely.size()];
    var logs = new double[likely.size()];
    int n = 0;
    for (var entry : likely.entrySet()) {
      roots[n] = entry.getKey();
      logs[n++] = Math.log(entry.getValue());
    }
    var own = new TreeSet<Integer>();
    var direct = new TreeSet<Integer>();
    for (var entity : about) {
      own.add(index(entity));
      for (var callee : topology.callees(entity)) direct.add(index(callee));
    }
    if (!subject.watched().isNone()) {
      own.add(index(subject.entity()));
      own.add(index(subject.watched()));
    }
    return new Explained(roots, logs, array(own), array(direct));
  }

  /// Whether the most likely root of `rest` explains one of these far worse than others do.
  boolean isForeign(Collection<Sighting> some, Collection<Sighting> rest) {
    var roots = new Roots(this);
    for (var one : rest) roots.add(one.explained(this));
    int center = roots.best();
    for (var one : some) {
      var by = one.explained(this);
      double best = Arrays.stream(by.logs()).max().orElse(Double.NEGATIVE_INFINITY);
      int at = Arrays.binarySearch(by.roots(), center);
      if (at < 0 || by.logs()[at] < best - FAR_WORSE) return true;
    }
    return false;
  }

  private boolean isBehind(Subject subject, EntityId root) {
    if (subject.calls().isEmpty()) return true;
    for (var callee : subject.calls())
      if (callee.equals(root) || topology.downstream(callee).contains(root)) return true;
    return false;
  }

  private static int[] array(Set<Integer> of) {
    return of.stream().mapToInt(Integer::intValue).toArray();
  }

  /// What it costs to take a root that shows nothing itself, when so many of those that call it are
  /// in trouble: all of them should be, and not those alone whom it calls.
  double silent(int root, int troubled) {
    int well = Math.max(0, topology.callers(entity(root)).size() - troubled);
    return well == 0 && troubled > 0 ? 0 : SOME_ARE_WELL + CALLER_IS_WELL * well;
  }

  private void put(Map<Integer, Double> likely, EntityId root, double much) {
    double known = topology.knows(root) ? 1 - UNCONNECTED : 1 - UNKNOWN;
    likely.merge(index(root), much * known, Math::max);
  }

  private int index(EntityId entity) {
    return indices.computeIfAbsent(
        entity,
        fresh -> {
          if (entities.size() == fars.length) fars = Arrays.copyOf(fars, 2 * fars.length);
          fars[entities.size()] = topology.knows(fresh) ? FAR : UNKNOWN_FAR;
          entities.add(fresh);
          return entities.size() - 1;
        });
  }

  /// What the three ways make together where not all of them are there.
  private double whole(EntityId root) {
    double whole = ITSELF;
    if (!topology.callees(root).isEmpty()) whole += CALLEES;
    if (!topology.callers(root).isEmpty()) whole += CALLERS;
    return whole;
  }

  private double spread(EntityId root) {
    return spread.computeIfAbsent(
        root,
        of -> {
          double sum = 0;
          for (var caller : topology.upstream(of))
            sum += Math.pow(PER_CALL, topology.distance(caller, of).orElse(1));
          return Math.max(sum, PER_CALL);
        });
  }

  /// The part of the estate a subject lies in: all that calls connect, whichever way; for what
  /// nobody knows, the part where others of the same scope lie.
  String part(Subject subject) {
    var about = new ArrayList<>(List.of(subject.entity(), subject.watched()));
    about.addAll(subject.mentioned());
    for (var entity : about) {
      if (!topology.knows(entity)) continue;
      var part = component(entity);
      partOfScope.putIfAbsent(subject.scope(), part);
      return part;
    }
    return partOfScope.getOrDefault(subject.scope(), "?" + subject.scope());
  }

  private String component(EntityId entity) {
    var known = parts.get(entity);
    if (known != null) return known;
    var reached = new TreeSet<EntityId>(List.of(entity));
    var queue = new java.util.ArrayDeque<EntityId>(reached);
    while (!queue.isEmpty()) {
      var at = queue.remove();
      for (var near : Arrays.asList(topology.callers(at), topology.callees(at)))
        for (var next : near) if (reached.add(next)) queue.add(next);
    }
    var name = reached.first().name();
    for (var each : reached) parts.put(each, name);
    return name;
  }
}
