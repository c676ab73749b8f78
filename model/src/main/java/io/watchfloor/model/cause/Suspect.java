package io.watchfloor.model.cause;

import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// One entity under suspicion: the evidence so far, by kind of fault.
final class Suspect {
  private static final double GONE = 2.5;
  private static final double EXPLAINED_IN_FULL = 0.7;
  private static final Set<FaultKind> OF_THE_GONE =
      EnumSet.of(FaultKind.LATENCY, FaultKind.ERRORS, FaultKind.SATURATION);

  final EntityId entity;
  final Map<FaultKind, Double> byKind = new EnumMap<>(FaultKind.class);
  final List<Evidence> evidence = new ArrayList<>();
  final Map<String, String> attributes = new TreeMap<>();
  final Map<FaultKind, String> metrics = new EnumMap<>(FaultKind.class);

  /// The labels of the first alert of its own that spoke of a kind.
  final Map<FaultKind, Labels> alerts = new EnumMap<>(FaultKind.class);

  /// Its changes before the trouble, newest first.
  final List<Change> changes = new ArrayList<>();

  /// The one to blame.
  Optional<Change> change = Optional.empty();

  private final Map<Evidence.Kind, Double> unkinded = new EnumMap<>(Evidence.Kind.class);
  private double other;

  Suspect(EntityId entity) {
    this.entity = entity;
  }

  /// Evidence that says what kind of fault it is.
  void add(FaultKind kind, Evidence reason) {
    byKind.merge(kind, reason.weight(), Double::sum);
    evidence.add(reason);
  }

  /// Evidence that says nothing about the kind.
  void add(Evidence reason) {
    other += reason.weight();
    unkinded.merge(reason.kind(), reason.weight(), Double::sum);
    evidence.add(reason);
  }

  /// The weight of the evidence of one sort that says nothing about the kind of fault.
  double unkinded(Evidence.Kind sort) {
    return unkinded.getOrDefault(sort, 0.0);
  }

  double of(FaultKind kind) {
    return byKind.getOrDefault(kind, 0.0);
  }

  /// What it has of itself, before anything is explained away.
  double own() {
    return byKind.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  double score() {
    return own() + other;
  }

  /// The part (0–1) of what speaks for it that the graph explains by somebody else.
  double explained() {
    double speaks = 0;
    double explained = 0;
    for (var reason : evidence) {
      if (reason.weight() > 0) speaks += reason.weight();
      else if (reason.kind() == Evidence.Kind.TOPOLOGY) explained -= reason.weight();
    }
    return speaks <= 0 ? 0 : Math.min(1, explained / speaks / EXPLAINED_IN_FULL);
  }

  /// The kind that the evidence speaks of most; what is gone is not merely late or wrong.
  FaultKind kind() {
    var most =
        byKind.entrySet().stream()
            .max(
                Map.Entry.<FaultKind, Double>comparingByValue()
                    .thenComparing(Map.Entry.<FaultKind, Double>comparingByKey().reversed()))
            .map(Map.Entry::getKey)
            .orElse(FaultKind.UNKNOWN);
    return OF_THE_GONE.contains(most) && of(FaultKind.DOWN) >= GONE ? FaultKind.DOWN : most;
  }

  /// Strongest first; equal ones in the order of their text, so that the same input gives the same
  /// list.
  List<Evidence> ordered() {
    return evidence.stream()
        .sorted(
            Comparator.comparingDouble((Evidence e) -> -Math.abs(e.weight()))
                .thenComparing(Evidence::text))
        .limit(12)
        .toList();
  }
}
