package io.watchfloor.model.pipeline;

import io.watchfloor.model.incident.Correlator;
import io.watchfloor.model.incident.Note;
import io.watchfloor.model.learn.Feedback;
import io.watchfloor.model.learn.Priors;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.remedy.Desk;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/// What people say of our conclusions: this was the cause, this was right to tell, this is normal
/// for us. The engine thread owns it.
final class Verdicts {
  private final Correlator correlator;
  private final Memory memory;
  private final Supplier<Priors> priors;

  Verdicts(Correlator correlator, Memory memory, Supplier<Priors> priors) {
    this.correlator = correlator;
    this.memory = memory;
    this.priors = priors;
  }

  Decided judge(Command.JudgeSuspect it, Instant now) {
    var suspect =
        memory.diagnosis(it.incident()).flatMap(diagnosis -> Desk.suspect(diagnosis, it.entity()));
    if (suspect.isEmpty())
      return Decided.refused(
          it.by(), "suspect.judge", it.entity().name(), "It is not a suspect any more.");
    var lesson =
        new Feedback.Suspect(
            now,
            it.by(),
            it.incident(),
            it.entity().name(),
            suspect.get().kind(),
            suspect.get().probability(),
            it.right());
    var note =
        correlator.note(
            it.incident(),
            new Note(
                now,
                it.by(),
                Note.Kind.VERDICT,
                it.entity() + (it.right() ? " was the cause" : " was not the cause")),
            now);
    return new Decided(
        new Decision.Accepted("Remembered."),
        List.of(),
        note.stream().toList(),
        List.of(),
        List.of(
            Decided.line(
                it.by(),
                "suspect.judge",
                it.incident() + " " + it.entity(),
                it.right() ? "right" : "wrong")),
        Decided.NO_FIX,
        List.of(lesson));
  }

  static Decided judge(Command.JudgeAnomaly it, Instant now) {
    var series = it.series().toString();
    var words =
        it.right()
            ? "Remembered: it was right to tell. This series will tell a little more."
            : "Remembered: normal for us. This series will tell less.";
    return taught(
        words,
        Decided.line(it.by(), "anomaly.judge", series, it.right() ? "right" : "normal for us"),
        new Feedback.Episode(now, it.by(), it.anomaly(), series, it.right()));
  }

  Decided forget(Command.ForgetSuspect it, Instant now) {
    var subject = it.incident() + " " + it.entity();
    if (priors.get().suspects().word(it.incident(), it.entity().name()).isEmpty())
      return Decided.refused(
          it.by(), "suspect.forget", subject, "Nothing was said of this suspect.");
    return taught(
        "Taken back: this suspicion counts as before.",
        Decided.line(it.by(), "suspect.forget", subject, ""),
        new Feedback.SuspectTakenBack(now, it.by(), it.incident(), it.entity().name()));
  }

  Decided forget(Command.ForgetVerdict it, Instant now) {
    var series = it.series().toString();
    if (priors.get().verdict(it.anomaly()).isEmpty())
      return Decided.refused(
          it.by(), "anomaly.forget", series, "Nothing was said of this episode.");
    return taught(
        "Taken back: this series tells as before.",
        Decided.line(it.by(), "anomaly.forget", series, it.anomaly()),
        new Feedback.TakenBack(now, it.by(), it.anomaly(), series));
  }

  private static Decided taught(String words, Desk.Line audit, Feedback lesson) {
    return new Decided(
        new Decision.Accepted(words),
        List.of(),
        List.of(),
        List.of(),
        List.of(audit),
        Decided.NO_FIX,
        List.of(lesson));
  }
}
