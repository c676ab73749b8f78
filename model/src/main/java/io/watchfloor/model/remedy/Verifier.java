package io.watchfloor.model.remedy;

import io.watchfloor.model.signal.Glob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Watches the incident's own symptoms after a run: its alerts must be gone and, where the recipe
/// predicts it, the suspect's metric back in its band, both for as long as the recipe says, within
/// the time it gives. Pure.
public final class Verifier {
  private Verifier() {}

  /// The incident's symptoms as they are now: its alerts that fire, by name; whether the suspect's
  /// metric is in its band (empty: not known, which is never taken for well).
  public record Symptoms(List<Firing> firing, Optional<Boolean> metricInBand, boolean blind) {
    /// One alert that still fires.
    public record Firing(String name, String entity) {}
  }

  /// What is known now.
  public sealed interface Verdict {
    List<Run.Check> checks();

    record Waiting(List<Run.Check> checks) implements Verdict {}

    record Well(List<Run.Check> checks, String why) implements Verdict {}

    record NotHelped(List<Run.Check> checks, String why) implements Verdict {}
  }

  public static Verdict verify(Run run, Symptoms symptoms, Instant now) {
    var rule = run.proposal().remediation().verify();
    var endedAt = run.endedAt().orElse(run.changedAt());
    var left =
        symptoms.firing().stream()
            .filter(alert -> Glob.anyOf(rule.alerts(), alert.name()))
            .toList();
    boolean alertsGone = left.isEmpty() && !symptoms.blind();
    boolean metricWell = !rule.metricReturns() || symptoms.metricInBand().orElse(false);
    var checks = new ArrayList<Run.Check>();
    checks.add(check(run, 0, "The incident's alerts are gone", alertsGone, now));
    if (rule.metricReturns())
      checks.add(check(run, 1, "The suspect's metric is back in its band", metricWell, now));
    boolean held =
        checks.stream()
            .allMatch(
                check ->
                    check
                        .since()
                        .filter(
                            since -> Duration.between(since, now).compareTo(rule.holdFor()) >= 0)
                        .isPresent());
    if (held)
      return new Verdict.Well(
          checks,
          "Verified "
              + Duration.between(endedAt, now).toSeconds()
              + " s after it ended: the symptoms are gone.");
    if (Duration.between(endedAt, now).compareTo(rule.within()) < 0)
      return new Verdict.Waiting(checks);
    return new Verdict.NotHelped(
        checks,
        "After " + rule.within().toSeconds() + " s " + remaining(left, symptoms, metricWell));
  }

  private static String remaining(
      List<Symptoms.Firing> left, Symptoms symptoms, boolean metricWell) {
    if (symptoms.blind()) return "we can't see whether it helped: a source is blind.";
    if (!left.isEmpty())
      return left.getFirst().name()
          + " on "
          + left.getFirst().entity()
          + " still fires"
          + (left.size() > 1 ? ", and " + (left.size() - 1) + " more" : "")
          + ".";
    return metricWell
        ? "the symptoms have not stayed away long enough."
        : "the suspect's metric is not back in its band.";
  }

  private static Run.Check check(Run run, int index, String text, boolean isTrue, Instant now) {
    var before =
        index < run.checks().size() ? run.checks().get(index).since() : Optional.<Instant>empty();
    return new Run.Check(text, isTrue ? Optional.of(before.orElse(now)) : Optional.empty());
  }
}
