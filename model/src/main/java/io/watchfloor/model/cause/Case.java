package io.watchfloor.model.cause;

import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.Member;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Glob;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.topology.EntityRules;
import io.watchfloor.model.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// One explanation in the making: the incident, what is known around it, and the suspects so far.
final class Case {
  private static final Duration ONE_STRETCH = Duration.ofSeconds(60);

  final Incident incident;
  final CaseFile file;
  final EntityRules rules;
  final Weights weights;
  final Instant now;

  /// When the trouble that is there now began.
  final Instant onset;

  final Map<EntityId, Suspect> suspects = new TreeMap<>();
  final List<TrackedAlert> alerts = new ArrayList<>();

  /// Who can have to do with it: whoever has an alert in it, what these need, and who needs them.
  final Set<EntityId> scope = new LinkedHashSet<>();

  /// Those whose watcher does not answer.
  final Set<EntityId> unseen = new LinkedHashSet<>();

  final List<String> notToBlame = new ArrayList<>();

  Case(Incident incident, CaseFile file, EntityRules rules, Weights weights, Instant now) {
    this.incident = incident;
    this.file = file;
    this.rules = rules;
    this.weights = weights;
    this.now = now;
    this.onset = onset(incident);
    for (var member : incident.members()) {
      if (!(member.ref() instanceof Ref.ToAlert ref)) continue;
      file.alert(ref.key()).ifPresent(alerts::add);
      if (!member.entity().isNone()) scope.add(member.entity());
    }
    for (var entity : List.copyOf(scope)) {
      scope.addAll(topology().downstream(entity));
      scope.addAll(topology().callers(entity));
      for (var caller : topology().callers(entity)) scope.addAll(topology().callers(caller));
    }
  }

  /// An incident that was quiet for a while and came back began when it came back.
  private static Instant onset(Incident incident) {
    var onset =
        incident.members().stream()
            .filter(member -> member.ref() instanceof Ref.ToAlert && member.isActive())
            .map(Member::from)
            .min(Instant::compareTo)
            .orElse(incident.since());
    boolean moved = true;
    while (moved) {
      moved = false;
      for (var member : incident.members()) {
        if (!(member.ref() instanceof Ref.ToAlert) || !member.from().isBefore(onset)) continue;
        if (member.until().filter(onset.minus(ONE_STRETCH)::isAfter).isPresent()) continue;
        onset = member.from();
        moved = true;
      }
    }
    return onset;
  }

  Topology topology() {
    return file.topology();
  }

  Suspect suspect(EntityId entity) {
    return suspects.computeIfAbsent(entity, Suspect::new);
  }

  Optional<Suspect> known(EntityId entity) {
    return Optional.ofNullable(suspects.get(entity));
  }

  /// How much evidence there is that an entity has trouble of its own.
  double own(EntityId entity) {
    return known(entity).map(Suspect::own).orElse(0.0);
  }

  Window around() {
    return new Window(onset.minusSeconds(120), now.plusSeconds(1));
  }

  /// The newest value of the last minute; NaN where there is none.
  double last(SeriesId series) {
    return file.recent(series, new Window(now.minusSeconds(60), now.plusSeconds(1))).last();
  }

  /// Whether it was told lately and then went stale.
  boolean isSilent(SeriesId series) {
    var values =
        file.recent(series, new Window(now.minusSeconds(120), now.plusSeconds(1))).values();
    return values.length > 0 && Double.isNaN(values[values.length - 1]);
  }

  /// The median of the minutes before it began; 0 where there is none.
  double before(SeriesId series) {
    var until = onset.minusSeconds(30);
    var values =
        Arrays.stream(file.recent(series, new Window(until.minusSeconds(300), until)).values())
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    return values.length == 0 ? 0 : values[values.length / 2];
  }

  /// The other end of the dependency that a series' labels name.
  Optional<EntityId> targetOfSeries(Labels labels) {
    for (var edge : rules.edges()) {
      var to = labels.value(edge.to());
      if (!to.isEmpty() && Glob.matches(edge.metric(), labels.metric()))
        return Optional.of(rules.named(to));
    }
    return Optional.empty();
  }

  /// The other end of the dependency that an alert's labels name.
  Optional<EntityId> targetOfAlert(Labels labels) {
    for (var edge : rules.edges()) {
      var to = labels.value(edge.to());
      if (!to.isEmpty() && !labels.value(edge.from()).isEmpty())
        return Optional.of(rules.named(to));
    }
    return Optional.empty();
  }
}
