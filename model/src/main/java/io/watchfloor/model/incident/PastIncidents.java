package io.watchfloor.model.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Incidents that are over, which of them are like another, and what fixed them. Likeness is the
/// cosine of their [Traits], a term counting the more the fewer incidents have it (TF-IDF; K.
/// Sparck Jones, "A statistical interpretation of term specificity", 1972), 0–1. The newest [#MOST]
/// are kept. The engine thread owns it.
public final class PastIncidents {
  private static final int MOST = 2_000;
  private static final double LEAST = 0.15;
  private static final int MOST_SHARED = 3;

  /// A past incident like the one asked about; `fixedBy` is empty where nothing we ran fixed it;
  /// `shared` are the entities and texts that say most for it, best first.
  public record Match(
      IncidentId id,
      String title,
      Instant since,
      double likeness,
      String fixedBy,
      List<String> shared) {
    public Match {
      shared = List.copyOf(shared);
    }
  }

  private record Past(IncidentId id, String title, Instant since, Map<String, Integer> terms) {}

  private record Shared(String term, double weight) {}

  private final LinkedHashMap<IncidentId, Past> past = new LinkedHashMap<>();
  private final Map<String, Integer> holders = new HashMap<>();
  private final Map<IncidentId, String> fixes = new HashMap<>();

  /// Takes an incident in once it is resolved; a later version replaces an earlier one.
  public void remember(Incident incident) {
    forget(incident.id());
    if (incident.state() != Incident.State.RESOLVED) return;
    var terms = Traits.of(incident);
    past.put(incident.id(), new Past(incident.id(), incident.title(), incident.since(), terms));
    for (var term : terms.keySet()) holders.merge(term, 1, Integer::sum);
    if (past.size() > MOST) {
      var oldest = past.firstEntry().getKey();
      forget(oldest);
      fixes.remove(oldest);
    }
  }

  private void forget(IncidentId id) {
    var old = past.remove(id);
    if (old == null) return;
    for (var term : old.terms().keySet())
      holders.computeIfPresent(term, (same, count) -> count == 1 ? null : count - 1);
  }

  /// `fix` is the title of what was run, and verified to have worked.
  public void fixed(IncidentId id, String fix) {
    fixes.put(id, fix);
  }

  /// The likest first.
  public List<Match> like(Incident incident, int limit) {
    var mine = Traits.of(incident);
    double length = length(mine);
    var matches = new ArrayList<Match>();
    for (var other : past.values()) {
      if (other.id().equals(incident.id())) continue;
      double product = 0;
      for (var term : mine.keySet())
        if (other.terms().containsKey(term)) product += weight(mine, term) * weight(other, term);
      double likeness = product == 0 ? 0 : product / length / length(other.terms());
      if (likeness < LEAST) continue;
      matches.add(
          new Match(
              other.id(),
              other.title(),
              other.since(),
              Math.min(1, likeness),
              fixes.getOrDefault(other.id(), ""),
              shared(mine, other)));
    }
    matches.sort(
        Comparator.comparingDouble((Match match) -> -match.likeness())
            .thenComparing(Match::since, Comparator.reverseOrder())
            .thenComparing(Match::id));
    return List.copyOf(matches.subList(0, Math.min(limit, matches.size())));
  }

  private List<String> shared(Map<String, Integer> mine, Past other) {
    return mine.keySet().stream()
        .filter(term -> term.charAt(0) == Traits.ENTITY || term.charAt(0) == Traits.TEXT)
        .filter(other.terms()::containsKey)
        .map(term -> new Shared(term, weight(mine, term) * weight(other, term)))
        .sorted(Comparator.comparingDouble((Shared it) -> -it.weight()).thenComparing(Shared::term))
        .limit(MOST_SHARED)
        .map(it -> it.term().substring(1))
        .toList();
  }

  private double length(Map<String, Integer> terms) {
    double sum = 0;
    for (var term : terms.keySet()) sum += Math.pow(weight(terms, term), 2);
    return Math.sqrt(sum);
  }

  private double weight(Past of, String term) {
    return weight(of.terms(), term);
  }

  private double weight(Map<String, Integer> terms, String term) {
    double often = 1 + 0.5 * Math.log(terms.getOrDefault(term, 1));
    double rare = 1 + Math.log((1.0 + past.size()) / (1 + holders.getOrDefault(term, 0)));
    return Traits.weight(term) * often * rare;
  }
}
