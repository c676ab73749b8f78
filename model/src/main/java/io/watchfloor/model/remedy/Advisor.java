package io.watchfloor.model.remedy;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.cause.Diagnosis;
import io.watchfloor.model.cause.Hypothesis;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.signal.Glob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Suggests the recipes that fit an incident's suspects: at most three, best first. What is more
/// specific goes before what is general, a better suspect before a worse one, a recipe with a good
/// record before one without. Pure.
public final class Advisor {
  /// Suggestions at most for one incident.
  public static final int MOST = 3;

  private static final double LEAST_PROBABILITY = 0.1;
  private static final int LONGEST_TEXT = 2_000;

  /// The part of the record that the advice rests on.
  public record Record(int tries, int worked) {
    static final Record NONE = new Record(0, 0);

    /// "7 of 8 worked (53 to 98 %)": with the 95 % Wilson score interval of the rate.
    String words() {
      if (tries == 0) return "It has no record here yet.";
      double z = 1.959964, n = tries, rate = worked / n, denominator = 1 + z * z / n;
      double centre = rate + z * z / (2 * n),
          half = z * Math.sqrt(rate * (1 - rate) / n + z * z / (4 * n * n));
      long low = Math.round(100 * Math.max(0, (centre - half) / denominator)),
          high = Math.round(100 * Math.min(1, (centre + half) / denominator));
      return "%d of %d worked (%d to %d %%).".formatted(worked, tries, low, high);
    }
  }

  private record Match(
      Remediation recipe,
      Hypothesis suspect,
      int suspectRank,
      Plan plan,
      boolean failedBefore,
      double score,
      List<String> reasons) {}

  /// What goes first: what has not failed here already, then the better suspect, then the estate's
  /// own runbooks before those that came with the program, then what is more specific and has the
  /// better record.
  private static final Comparator<Match> BEST_FIRST =
      Comparator.comparing(Match::failedBefore)
          .thenComparing(match -> match.recipe().level() == Level.SUGGEST)
          .thenComparingInt(Match::suspectRank)
          .thenComparing(match -> match.recipe().isShipped())
          .thenComparingDouble(match -> -match.score())
          .thenComparing(match -> match.recipe().name());

  private Advisor() {}

  /// @param record how often each recipe worked, by its name
  /// @param failed what did not help this incident, from [Desk#failed]
  /// @return fresh proposals; ids name the incident and the plan, so that the same advice has the
  ///   same id
  public static List<Proposal> suggest(
      Incident incident,
      Diagnosis diagnosis,
      List<Remediation> catalogue,
      Function<String, Record> record,
      Set<String> failed,
      boolean sandbox,
      Instant now) {
    var matches = new ArrayList<Match>();
    for (int rank = 0; rank < diagnosis.hypotheses().size(); rank++) {
      var suspect = diagnosis.hypotheses().get(rank);
      if (suspect.probability() < LEAST_PROBABILITY) continue;
      for (var recipe : catalogue) {
        if (recipe.level() == Level.OBSERVE || !fits(recipe.fits(), suspect)) continue;
        if (Plans.fill(recipe, suspect.entity(), known(suspect), sandbox)
            instanceof Plans.Filled.Ready ready)
          matches.add(
              match(recipe, suspect, rank, ready.plan(), record.apply(recipe.name()), failed));
      }
    }
    matches.sort(BEST_FIRST);
    var proposals = new ArrayList<Proposal>();
    var hashes = new HashSet<String>();
    for (var match : matches) {
      if (proposals.size() == MOST) break;
      if (hashes.add(Plans.effect(match.plan())))
        proposals.add(proposal(incident, match, proposals.size() + 1, Operator.WATCHFLOOR, now));
    }
    return proposals;
  }

  private static Match match(
      Remediation recipe,
      Hypothesis suspect,
      int rank,
      Plan plan,
      Record record,
      Set<String> failed) {
    boolean failedBefore = failed.contains(Plans.effect(plan));
    return new Match(
        recipe,
        suspect,
        rank,
        plan,
        failedBefore,
        score(recipe.fits(), record),
        reasons(recipe, suspect, record, failedBefore));
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
        new Match(recipe, suspect, 0, plan, false, 0, List.of(by.name() + " asked for it.")),
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

  /// Whether a recipe is for this suspect: every list that asks for something has something that
  /// matches.
  static boolean fits(Fits fits, Hypothesis suspect) {
    if (!fits.kinds().isEmpty() && !fits.kinds().contains(suspect.kind())) return false;
    var change = suspect.change();
    if (!fits.changeKinds().isEmpty()
        && change.filter(c -> anyOf(fits.changeKinds(), c.kind())).isEmpty()) return false;
    if (!fits.changeTexts().isEmpty()
        && change.filter(c -> anyOf(fits.changeTexts(), c.text())).isEmpty()) return false;
    if (!fits.evidence().isEmpty()
        && suspect.evidence().stream()
            .noneMatch(reason -> reason.supports() && anyOf(fits.evidence(), reason.text())))
      return false;
    return anyOf(fits.entities(), suspect.entity().name())
        && anyOf(fits.entityKinds(), suspect.attributes().getOrDefault("entity.kind", ""))
        && anyOf(fits.metrics(), suspect.metric())
        && anyOf(fits.alerts(), suspect.attributes().getOrDefault("alert", ""));
  }

  private static boolean anyOf(List<String> globs, String text) {
    if (globs.isEmpty()) return true;
    var lower = text.substring(0, Math.min(text.length(), LONGEST_TEXT)).toLowerCase(Locale.ROOT);
    return globs.stream().anyMatch(glob -> Glob.matches(glob.toLowerCase(Locale.ROOT), lower));
  }

  /// What parameters may be filled from: `entity`, `metric`, `attribute.NAME`, `label.NAME`, and,
  /// where the change to blame names exactly one address, `attribute.change.ip`. Untrusted text,
  /// all of it.
  static Map<String, String> known(Hypothesis suspect) {
    var known = new HashMap<String, String>();
    suspect
        .attributes()
        .forEach(
            (name, value) -> {
              known.put("attribute." + name, value);
              if (name.startsWith("label.")) known.put(name, value);
            });
    suspect
        .change()
        .flatMap(change -> onlyAddress(change.text()))
        .ifPresent(address -> known.put("attribute.change.ip", address));
    known.put("entity", suspect.entity().name());
    known.put("metric", suspect.metric());
    return known;
  }

  private static Optional<String> onlyAddress(String text) {
    var words =
        text.substring(0, Math.min(text.length(), LONGEST_TEXT)).split("[\\s,;()\\[\\]\"']+", -1);
    var addresses = Arrays.stream(words).filter(Plans::isAddress).distinct().limit(2).toList();
    return addresses.size() == 1 ? Optional.of(addresses.getFirst()) : Optional.empty();
  }

  /// How much a recipe asks for, weighed by its record. What it takes to undo a named change says
  /// most.
  private static double score(Fits fits, Record record) {
    double specific = 0;
    if (!fits.changeTexts().isEmpty()) specific += 4;
    if (!fits.changeKinds().isEmpty()) specific += 2.5;
    if (!fits.evidence().isEmpty()) specific += 2;
    if (!fits.metrics().isEmpty()) specific += 1;
    if (!fits.entityKinds().isEmpty()) specific += 0.6;
    if (!fits.entities().isEmpty()) specific += 0.5;
    if (!fits.alerts().isEmpty()) specific += 0.5;
    if (!fits.kinds().isEmpty()) specific += 1.0 / fits.kinds().size();
    double rate = (record.worked() + 1.0) / (record.tries() + 2.0);
    return (1 + specific) * (0.5 + rate);
  }

  private static List<String> reasons(
      Remediation recipe, Hypothesis suspect, Record record, boolean failedBefore) {
    var reasons = new ArrayList<String>();
    reasons.add(
        "%s is the likely cause (%d %%), and this is for %s."
            .formatted(
                suspect.entity(),
                Math.round(suspect.probability() * 100),
                suspect.kind().name().toLowerCase(Locale.ROOT)));
    if (!recipe.fits().changeKinds().isEmpty() || !recipe.fits().changeTexts().isEmpty())
      suspect
          .change()
          .ifPresent(
              change ->
                  reasons.add("It is for a change that came just before: " + change.text() + "."));
    if (!recipe.fits().evidence().isEmpty())
      suspect.evidence().stream()
          .filter(reason -> reason.supports() && anyOf(recipe.fits().evidence(), reason.text()))
          .findFirst()
          .ifPresent(reason -> reasons.add("It is for what was seen: " + reason.text() + "."));
    reasons.add(record.words());
    if (failedBefore) reasons.add("It did not help this incident a moment ago.");
    return reasons;
  }
}
