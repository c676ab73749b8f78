package io.watchfloor.model.pipeline;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.learn.Feedback;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.remedy.Desk;
import java.util.List;
import java.util.Optional;

/// What a person's command led to: the answer, and everything that follows from it.
record Decided(
    Decision decision,
    List<TrackedAlert> alerts,
    List<Incident> incidents,
    List<Effect> effects,
    List<Desk.Line> audit,
    Desk.Outcome desk,
    List<Feedback> feedback) {
  static final Desk.Outcome NO_FIX =
      new Desk.Outcome(
          new Decision.Accepted(""), List.of(), List.of(), List.of(), List.of(), List.of());

  static Decided byDesk(Desk.Outcome outcome) {
    return new Decided(
        outcome.decision(), List.of(), List.of(), List.of(), List.of(), outcome, List.of());
  }

  static Desk.Line line(Operator by, String action, String subject, String why) {
    return new Desk.Line(by, action, subject, why);
  }

  static Decided accepted(String words, List<Effect> effects, Desk.Line line) {
    return new Decided(
        new Decision.Accepted(words),
        List.of(),
        List.of(),
        effects,
        List.of(line),
        NO_FIX,
        List.of());
  }

  static Decided refused(Operator by, String action, String subject, String reason) {
    return new Decided(
        new Decision.Refused(reason),
        List.of(),
        List.of(),
        List.of(),
        List.of(line(by, action + "-refused", subject, reason)),
        NO_FIX,
        List.of());
  }

  static Decided changed(
      List<TrackedAlert> changed,
      List<Effect> effects,
      Operator by,
      String action,
      List<String> keys,
      String why,
      String words) {
    if (changed.isEmpty())
      return refused(by, action, String.join(", ", keys), "None of them is firing any more.");
    var subject = String.join(", ", changed.stream().map(TrackedAlert::key).toList());
    return new Decided(
        new Decision.Accepted(words),
        changed,
        List.of(),
        effects,
        List.of(line(by, action, subject, why)),
        NO_FIX,
        List.of());
  }

  /// Several incidents changed; none means that it is refused with these words.
  static Decided incidents(
      List<Incident> changed,
      Operator by,
      String action,
      String subject,
      String why,
      String refusal) {
    if (changed.isEmpty()) return refused(by, action, subject, refusal);
    return new Decided(
        new Decision.Accepted("Done."),
        List.of(),
        changed,
        List.of(),
        List.of(line(by, action, subject, why)),
        NO_FIX,
        List.of());
  }

  static Decided incident(
      Optional<Incident> changed, Operator by, String action, String subject, String why) {
    if (changed.isEmpty())
      return refused(by, action, subject, "There is no such incident any more.");
    return new Decided(
        new Decision.Accepted("Done."),
        List.of(),
        List.of(changed.get()),
        List.of(),
        List.of(line(by, action, subject, why)),
        NO_FIX,
        List.of());
  }
}
