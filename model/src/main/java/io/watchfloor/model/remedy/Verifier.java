package io.watchfloor.model.remedy;

import io.watchfloor.model.signal.Glob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Watches the incident's own symptoms after a run: its alerts must be gone and, where the recipe
/// predicts it, the suspect's metric back in its band, both for as long as the recipe says, within
/// the time it gives. What came true in time may finish holding after it. Pure.
public final class Verifier {
  private Verifier() {}

  /// The incident's symptoms as they are now: its alerts that fire, by name; whether the suspect's
  /// metric is in its band (empty: not known, which is never taken for well); whether a source that
  /// told of them is blind.
  public record Symptoms(List<Firing> firing, Optional<Boolean> metricInBand, boolean blind) {
    public static final Symptoms NONE = new Symptoms(List.of(), Optional.empty(), false);

    public Symptoms {
      firing = List.copyOf(firing);
    }

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
    var mine =
        symptoms.firing().stream()
            .filter(alert -> Glob.anyOf(rule.alerts(), alert.name()))
            .toList();
    boolean alertsGone = mine.isEmpty() && !symptoms.blind();
    boolean metricWell =
        !rule.metricReturns() || (symptoms.metricInBand().orElse(false) && !symptoms.blind());
    var checks = new ArrayList<Run.Check>();
    checks.add(check(run, 0, predicted(rule), alertsGone, now));
    if (rule.metricReturns())
      checks.add(check(run, 1, "The suspect's metric is back in its band", metricWell, now));
    if (holds(checks, rule, now))
      return new Verdict.Well(checks, well(Duration.between(endedAt, now), symptoms, mine.size()));
    boolean allTrue = alertsGone && metricWell;
    var deadline = endedAt.plus(rule.within()).plus(allTrue ? rule.holdFor() : Duration.ZERO);
    if (now.isBefore(deadline)) return new Verdict.Waiting(checks);
    return new Verdict.NotHelped(
        checks,
        "After " + rule.within().toSeconds() + " s " + remaining(mine, symptoms, metricWell));
  }

  /// What has to come true, in the words of the run's list.
  private static String predicted(Verify rule) {
    return rule.alerts().isEmpty()
        ? "The incident's alerts are gone"
        : String.join(", ", rule.alerts()) + " is gone";
  }

  private static boolean holds(List<Run.Check> checks, Verify rule, Instant now) {
    return checks.stream()
        .allMatch(
            check ->
                check
                    .since()
                    .filter(since -> Duration.between(since, now).compareTo(rule.holdFor()) >= 0)
                    .isPresent());
  }

  private static String well(Duration took, Symptoms symptoms, int mine) {
    var text = "Verified " + took.toSeconds() + " s after it ended: the symptoms are gone.";
    if (symptoms.firing().size() == mine) return text;
    var other = symptoms.firing().getFirst();
    return "Verified "
        + took.toSeconds()
        + " s after it ended: what it was for is gone. "
        + other.name()
        + " on "
        + other.entity()
        + " still fires, which it was not for.";
  }

  private static String remaining(
      List<Symptoms.Firing> left, Symptoms symptoms, boolean metricWell) {
    if (symptoms.blind()) return "we can't see whether it helped: a source is blind.";
    if (!left.isEmpty()) {
      var first = left.getFirst();
      return first.name()
          + " on "
          + first.entity()
          + " still fires"
          + (left.size() > 1 ? ", and " + (left.size() - 1) + " more" : "")
          + ".";
    }
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
