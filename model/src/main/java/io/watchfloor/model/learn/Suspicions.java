package io.watchfloor.model.learn;

import io.watchfloor.model.cause.FaultKind;
import io.watchfloor.model.incident.IncidentId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What people and verified fixes said of suspects: the newest word on each suspect of each
/// incident, oldest first; and from that how often a suspicion was right, and how often suspects at
/// a given confidence were. Immutable. A person's word stands against a verified fix.
public final class Suspicions {
  public static final Suspicions NONE = new Suspicions(new LinkedHashMap<>(), List.of());

  private static final int MOST = 2_000;
  private static final int LEVELS = 10;

  /// Suspects given a probability from `from` to `to` (0–1), and how many of them were right.
  public record Level(double from, double to, Priors.Tally tally) {}

  private record Key(String incident, String entity) {}

  private record Suspicion(String entity, FaultKind kind) {}

  private final Map<Key, Feedback.Suspect> said;
  private final List<Feedback.Suspect> counted;
  private final Map<Integer, Priors.Tally> byLevel = new HashMap<>();
  private final Map<Suspicion, Priors.Tally> bySuspicion = new HashMap<>();

  private Suspicions(LinkedHashMap<Key, Feedback.Suspect> said, List<Feedback.Suspect> counted) {
    this.said = Collections.unmodifiableMap(said);
    this.counted = List.copyOf(counted);
    for (var word : counted) {
      var one = new Priors.Tally(1, word.right() ? 1 : 0, List.of());
      byLevel.merge(level(word.probability()), one, Suspicions::sum);
      bySuspicion.merge(new Suspicion(word.entity(), word.kind()), one, Suspicions::sum);
    }
  }

  private static Suspicions of(LinkedHashMap<Key, Feedback.Suspect> said) {
    return new Suspicions(said, List.copyOf(said.values()));
  }

  Suspicions with(Feedback.Suspect word) {
    var key = key(word);
    var before = said.get(key);
    if (before != null && word.by().isProgram() && !before.by().isProgram()) return this;
    var more = new LinkedHashMap<>(said);
    more.remove(key);
    more.put(key, word);
    while (more.size() > MOST) more.pollFirstEntry();
    return of(more);
  }

  Suspicions without(IncidentId incident, String entity) {
    var fewer = new LinkedHashMap<>(said);
    fewer.remove(new Key(incident.text(), entity));
    return of(fewer);
  }

  Suspicions without(Feedback.Suspect word) {
    return word.equals(said.get(key(word))) ? without(word.incident(), word.entity()) : this;
  }

  /// These, together with words from elsewhere that can be read here and count nothing.
  Suspicions and(Suspicions elsewhere) {
    if (elsewhere.said.isEmpty()) return this;
    var all = new LinkedHashMap<>(said);
    all.putAll(elsewhere.said);
    return new Suspicions(all, counted);
  }

  /// What was said of an incident's suspect.
  public Optional<Feedback.Suspect> word(IncidentId incident, String entity) {
    return Optional.ofNullable(said.get(new Key(incident.text(), entity)));
  }

  /// How often this entity with this kind of fault was right.
  public Priors.Tally of(String entity, FaultKind kind) {
    return bySuspicion.getOrDefault(new Suspicion(entity, kind), Priors.Tally.NONE);
  }

  /// How often suspects given about this probability (0–1) were right.
  public Priors.Tally at(double probability) {
    return byLevel.getOrDefault(level(probability), Priors.Tally.NONE);
  }

  /// The levels of confidence at which somebody said something, highest first.
  public List<Level> levels() {
    var levels = new ArrayList<Level>();
    for (int i = LEVELS - 1; i >= 0; i--) {
      var tally = byLevel.get(i);
      if (tally != null)
        levels.add(new Level(i / (double) LEVELS, (i + 1) / (double) LEVELS, tally));
    }
    return levels;
  }

  /// How many words count.
  public int size() {
    return counted.size();
  }

  private static int level(double probability) {
    return (int) Math.min(LEVELS - 1, probability * LEVELS);
  }

  private static Key key(Feedback.Suspect word) {
    return new Key(word.incident().text(), word.entity());
  }

  private static Priors.Tally sum(Priors.Tally a, Priors.Tally b) {
    return new Priors.Tally(a.tries() + b.tries(), a.worked() + b.worked(), List.of());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Suspicions that
        && said.equals(that.said)
        && counted.equals(that.counted);
  }

  @Override
  public int hashCode() {
    return said.hashCode();
  }
}
