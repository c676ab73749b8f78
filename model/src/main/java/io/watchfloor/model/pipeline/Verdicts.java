package io.watchfloor.model.pipeline;

import io.watchfloor.model.incident.Correlator;
import io.watchfloor.model.incident.Note;
import io.watchfloor.model.learn.Feedback;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.remedy.Desk;
import java.time.Instant;
import java.util.List;

/// What people say of our conclusions: this was the cause, this was right to tell, this is normal
/// for us. The engine thread owns it.
final class Verdicts {
  private final Correlator correlator;
  private final Memory memory;

  Verdicts(Correlator correlator, Memory memory) {
    this.correlator = correlator;
    this.memory = memory;
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

  Decided judge(Command.JudgeAnomaly it, Instant now) {
    var anomaly =
        memory.anomalies().stream().filter(known -> known.id().equals(it.anomaly())).findFirst();
    if (anomaly.isEmpty())
      return Decided.refused(
          it.by(), "anomaly.judge", it.anomaly(), "It is too long ago to be judged from here.");
    var lesson =
        new Feedback.Episode(
            now, it.by(), it.anomaly(), anomaly.get().series().toString(), it.right());
    var words =
        it.right()
            ? "Remembered: it was right to tell."
            : "Remembered: normal for us. This series will tell less.";
    return new Decided(
        new Decision.Accepted(words),
        List.of(),
        List.of(),
        List.of(),
        List.of(
            Decided.line(
                it.by(),
                "anomaly.judge",
                anomaly.get().series().toString(),
                it.right() ? "right" : "normal for us")),
        Decided.NO_FIX,
        List.of(lesson));
  }
}
