package io.watchfloor.model.remedy;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.cause.Diagnosis;
import io.watchfloor.model.cause.Hypothesis;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.signal.Glob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Suggests the recipes that fit an incident's suspects: at most three, best first. What is more
/// specific goes before what is general, a better suspect before a worse one, a recipe with a good
/// record before one without. Pure.
public final class Advisor {
  /// Suggestions at most for one incident.
  public static final int MOST = 3;

  private static final double LEAST_PROBABILITY = 0.1;

  /// The part of the record that the advice rests on.
  public record Record(int tries, int worked) {
    static final Record NONE = new Record(0, 0);
  }

  private record Match(
      Remediation recipe, Hypothesis suspect, Plan plan, double score, List<String> reasons) {}

  private Advisor() {}

  /// @param record how often each recipe worked, by its name
  /// @return fresh proposals; ids name the incident and the plan, so that the same advice has the
  ///   same id
  public static List<Proposal> suggest(
      Incident incident,
      Diagnosis diagnosis,
      List<Remediation> catalogue,
      Function<String, Record> record,
      boolean sandbox,
      Instant now) {
    var matches = new ArrayList<Match>();
    for (var suspect : diagnosis.hypotheses()) {
      if (suspect.probability() < LEAST_PROBABILITY) continue;
      for (var recipe : catalogue) {
        if (recipe.level() != Level.OBSERVE)
          match(recipe, suspect, record.apply(recipe.name()), sandbox).ifPresent(matches::add);
      }
    }
    matches.sort(
        Comparator.comparingDouble((Match match) -> -match.score())
            .thenComparing(match -> match.recipe().name()));
    var proposals = new ArrayList<Proposal>();
    var hashes = new ArrayList<String>();
    for (var match : matches) {
      if (proposals.size() == MOST) break;
      if (hashes.contains(match.plan().hash())) continue;
      hashes.add(match.plan().hash());
      proposals.add(proposal(incident, match, proposals.size() + 1, Operator.WATCHFLOOR, now));
    }
    return proposals;
  }

  /// A recipe that a person asks for, for a target of his choice.
  static Proposal asked(
      Incident incident,
      Remediation recipe,
      Plan plan,
      Hypothesis suspect,
      Operator by,
      Instant now) {
    return proposal(
        incident,
        new Match(recipe, suspect, plan, 0, List.of(by.name() + " asked for it.")),
        MOST,
        by,
        now);
  }

  private static Proposal proposal(
      Incident incident, Match match, int rank, Operator requester, Instant now) {
    return new Proposal(
        incident.id() + "/" + match.plan().hash().substring(0, 12),
        incident.id(),
        match.recipe(),
        match.plan(),
        match.suspect().kind(),
        match.suspect().probability(),
        rank,
        match.reasons(),
        List.of(),
        requester,
        now,
        now.plus(match.recipe().approvalLasts()),
        Proposal.State.OPEN,
        Optional.empty());
  }

  private static Optional<Match> match(
      Remediation recipe, Hypothesis suspect, Record record, boolean sandbox) {
    var fits = recipe.fits();
    if (!fits.kinds().isEmpty() && !fits.kinds().contains(suspect.kind())) return Optional.empty();
    var change = suspect.change();
    if (!fits.changeKinds().isEmpty()
        && change.filter(c -> Glob.anyOf(fits.changeKinds(), c.kind())).isEmpty())
      return Optional.empty();
    if (!fits.changeTexts().isEmpty()
        && change.filter(c -> Glob.anyOf(fits.changeTexts(), c.text())).isEmpty())
      return Optional.empty();
    if (!Glob.anyOf(fits.entities(), suspect.entity().name())) return Optional.empty();
    if (!Glob.anyOf(fits.entityKinds(), suspect.attributes().getOrDefault("entity.kind", "")))
      return Optional.empty();
    if (!Glob.anyOf(fits.metrics(), suspect.metric())) return Optional.empty();
    if (!Glob.anyOf(fits.alerts(), suspect.attributes().getOrDefault("alert", "")))
      return Optional.empty();
    return switch (Plans.fill(recipe, suspect.entity(), known(suspect), sandbox)) {
      case Plans.Filled.Inapplicable _ -> Optional.empty();
      case Plans.Filled.Ready ready ->
          Optional.of(
              new Match(
                  recipe,
                  suspect,
                  ready.plan(),
                  score(recipe, suspect, record),
                  reasons(recipe, suspect, record)));
    };
  }

  /// What parameters may be filled from.
  static Map<String, String> known(Hypothesis suspect) {
    var known = new HashMap<String, String>();
    suspect
        .attributes()
        .forEach(
            (name, value) -> {
              known.put("attribute." + name, value);
              if (name.startsWith("label.")) known.put(name, value);
            });
    known.put("entity", suspect.entity().name());
    known.put("metric", suspect.metric());
    return known;
  }

  private static double score(Remediation recipe, Hypothesis suspect, Record record) {
    var fits = recipe.fits();
    double specific = 0;
    if (!fits.changeKinds().isEmpty()) specific += 2;
    if (!fits.changeTexts().isEmpty()) specific += 2;
    if (!fits.metrics().isEmpty()) specific += 1;
    if (!fits.entityKinds().isEmpty()) specific += 0.6;
    if (!fits.entities().isEmpty()) specific += 0.5;
    if (!fits.alerts().isEmpty()) specific += 0.5;
    if (!fits.kinds().isEmpty()) specific += 1.0 / fits.kinds().size();
    double rate = (record.worked() + 1.0) / (record.tries() + 2.0);
    return suspect.probability() * (1 + specific) * (0.5 + rate);
  }

  private static List<String> reasons(Remediation recipe, Hypothesis suspect, Record record) {
    var reasons = new ArrayList<String>();
    reasons.add(
        "%s is the likely cause (%d %%), and this is for %s."
            .formatted(
                suspect.entity(),
                Math.round(suspect.probability() * 100),
                suspect.kind().name().toLowerCase(Locale.ROOT)));
    if (!recipe.fits().changeKinds().isEmpty() || !recipe.fits().changeTexts().isEmpty()) {
      suspect
          .change()
          .ifPresent(
              change ->
                  reasons.add(
                      "It takes back a change that came just before: " + change.text() + "."));
    }
    reasons.add(
        record.tries() == 0
            ? "It has no record here yet."
            : "It worked %d of %d times here.".formatted(record.worked(), record.tries()));
    return reasons;
  }
}
