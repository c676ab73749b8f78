package io.watchfloor.app.ui.overview;

import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.shell.Target;
import io.watchfloor.model.cause.Hypothesis;
import io.watchfloor.model.forecast.Outlook;
import io.watchfloor.model.incident.Acknowledgement.Written;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.remedy.Proposal;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.remedy.RunState;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.source.SourceHealth;
import io.watchfloor.model.source.SourceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Chooses what a person should look at now, over all kinds of trouble, worst first.
final class Attention {
  private static final Duration SOON = Duration.ofHours(48);
  private static final double LIKELY = 0.5;
  private static final Comparator<AttentionRow> ORDER =
      Comparator.comparing(AttentionRow::severity, Severity.WORST_FIRST)
          .thenComparing(AttentionRow::taken)
          .thenComparing(AttentionRow::when, Comparator.reverseOrder());

  private final Snapshot snapshot;
  private final Instant now;
  private final Times times;

  private Attention(Snapshot snapshot, Instant now, Times times) {
    this.snapshot = snapshot;
    this.now = now;
    this.times = times;
  }

  static List<AttentionRow> rows(Snapshot snapshot, Instant now, Times times) {
    return new Attention(snapshot, now, times).rows();
  }

  private List<AttentionRow> rows() {
    var rows = new ArrayList<AttentionRow>();
    for (var incident : snapshot.incidents()) if (incident.isOpen()) rows.add(of(incident));
    for (var source : snapshot.sources())
      if (source.health() == SourceHealth.BLIND) rows.add(of(source));
    for (var run : snapshot.runs())
      if (run.state() == RunState.OUTCOME_UNKNOWN) rows.add(unknown(run));
    for (var outlook : snapshot.outlooks()) if (isSoon(outlook)) rows.add(of(outlook));
    diverged().ifPresent(rows::add);
    mistakes().ifPresent(rows::add);
    rows.sort(ORDER);
    return rows;
  }

  private AttentionRow of(Incident incident) {
    var proposal = openProposal(incident);
    var run = running(incident);
    String verb = Text.of("attention.open");
    String screen = "incidents";
    Target target = new Target.ToIncident(incident.id());
    if (run.isPresent()) {
      verb = Text.of("attention.watch");
      screen = "fixes";
      target = new Target.ToRef(new Ref.ToRun(run.get().id()));
    } else if (proposal.isPresent()) {
      verb = Text.of("attention.review");
      screen = "fixes";
      target = new Target.ToProposal(proposal.get().id());
    }
    return new AttentionRow(
        incident.id().text(),
        incident.severity(),
        incident.acknowledgedAt().isPresent(),
        incident.id().isSandbox(),
        incident.id().text(),
        PlainText.line(incident.title(), 160),
        why(incident, run),
        times.at(incident.since(), now),
        Ages.between(incident.since(), now),
        verb,
        run.isEmpty() && proposal.isPresent(),
        screen,
        target);
  }

  private String why(Incident incident, Optional<Run> run) {
    if (run.isPresent() && run.get().state() == RunState.VERIFYING)
      return Text.of(
          "attention.verifying", PlainText.line(run.get().plan().title(), 80), folded(incident));
    if (run.isPresent())
      return Text.of("attention.running", PlainText.line(run.get().plan().title(), 80));
    var diagnosis = snapshot.diagnoses().get(incident.id());
    if (diagnosis == null || diagnosis.hypotheses().isEmpty())
      return Text.of("attention.no-cause", folded(incident));
    var first = diagnosis.hypotheses().getFirst();
    return Text.of(
        "attention.cause", suspect(first), Figures.share(first.probability()), folded(incident));
  }

  private static String suspect(Hypothesis suspect) {
    var entity = PlainText.middle(suspect.entity().name(), 40);
    var kind = Text.of("kind." + suspect.kind());
    return suspect
        .change()
        .map(
            change ->
                Text.of(
                    "attention.change",
                    PlainText.line(change.kind(), 24),
                    entity,
                    PlainText.line(change.version(), 24)))
        .map(String::strip)
        .orElseGet(() -> Text.of("attention.suspect", entity, kind));
  }

  private static String folded(Incident incident) {
    return Text.of("attention.alerts", incident.alertCount());
  }

  private Optional<Proposal> openProposal(Incident incident) {
    return snapshot.proposals().stream()
        .filter(p -> p.incident().equals(incident.id()) && p.state() == Proposal.State.OPEN)
        .min(Comparator.comparingInt(Proposal::rank));
  }

  private Optional<Run> running(Incident incident) {
    return snapshot.runs().stream()
        .filter(run -> run.incident().equals(incident.id()))
        .filter(run -> !run.state().isFinished() && run.state() != RunState.OUTCOME_UNKNOWN)
        .findFirst();
  }

  private AttentionRow of(SourceStatus source) {
    var error =
        source.error().isEmpty()
            ? Text.of("attention.no-answer")
            : PlainText.line(source.error(), 100);
    var next =
        source
            .nextTry()
            .filter(at -> at.isAfter(now))
            .map(at -> Text.of("attention.next-try", Ages.between(now, at)))
            .orElse("");
    return new AttentionRow(
        "source " + source.id(),
        Severity.UNKNOWN,
        false,
        source.id().isSandbox(),
        Text.of("attention.source"),
        Text.of("attention.blind", PlainText.middle(source.id().name(), 48)),
        Text.of("attention.blind.why", error, source.failures(), next).strip(),
        times.at(source.since(), now),
        Ages.between(source.since(), now),
        Text.of("attention.open-source"),
        false,
        "sources",
        new Target.ToRef(new Ref.ToSource(source.id())));
  }

  private AttentionRow unknown(Run run) {
    return new AttentionRow(
        "run " + run.id(),
        Severity.UNKNOWN,
        false,
        run.incident().isSandbox(),
        run.incident().text(),
        Text.of("attention.outcome", PlainText.line(run.plan().title(), 100)),
        PlainText.line(run.why(), 160),
        times.at(run.changedAt(), now),
        Ages.between(run.changedAt(), now),
        Text.of("attention.look-again"),
        false,
        "fixes",
        new Target.ToRef(new Ref.ToRun(run.id())));
  }

  private boolean isSoon(Outlook outlook) {
    return outlook.chanceOfNever() < LIKELY
        && outlook.likely().filter(at -> at.isBefore(now.plus(SOON))).isPresent();
  }

  private AttentionRow of(Outlook outlook) {
    var at = outlook.likely().orElse(now);
    var entity = PlainText.middle(outlook.entity().name(), 32);
    return new AttentionRow(
        "outlook " + outlook.series(),
        Severity.INFO,
        false,
        outlook.series().source().isSandbox(),
        entity,
        Text.of("attention.outlook", entity, PlainText.line(outlook.why(), 80), minute(at)),
        Text.of(
            "attention.outlook.why",
            Figures.of(outlook.current(), outlook.info()),
            interval(outlook)),
        Text.of("attention.forecast"),
        Text.of("attention.in", Ages.brief(Duration.between(now, at))),
        Text.of("attention.open-forecast"),
        false,
        "metrics",
        new Target.ToRef(
            new Ref.ToSeries(
                outlook.series(),
                io.watchfloor.model.signal.Window.before(
                    now.plusSeconds(1), Duration.ofHours(6)))));
  }

  private String interval(Outlook outlook) {
    return Text.of(
        "attention.interval",
        outlook.earliest().map(this::minute).orElse(Figures.UNKNOWN),
        outlook.latest().map(this::minute).orElse(Figures.UNKNOWN));
  }

  /// A forecast has no seconds.
  private String minute(Instant at) {
    return Duration.between(now, at).toHours() < 20 ? times.minute(at) : times.at(at, now);
  }

  private Optional<AttentionRow> diverged() {
    long count =
        snapshot.alerts().stream()
            .flatMap(alert -> alert.acknowledgement().stream())
            .filter(ack -> ack.written() == Written.DIVERGED)
            .count();
    if (count == 0) return Optional.empty();
    return Optional.of(
        new AttentionRow(
            "diverged",
            Severity.WARNING,
            false,
            false,
            Text.of("attention.write"),
            Text.of("attention.diverged", count),
            Text.of("attention.diverged.why"),
            "",
            "",
            Text.of("attention.open"),
            false,
            "alerts",
            new Target.ToQuery("state:diverged")));
  }

  private Optional<AttentionRow> mistakes() {
    if (snapshot.problems().isEmpty()) return Optional.empty();
    return Optional.of(
        new AttentionRow(
            "problems",
            Severity.INFO,
            false,
            false,
            Text.of("attention.files"),
            Text.of("attention.problems", snapshot.problems().size()),
            PlainText.line(snapshot.problems().getFirst(), 160),
            "",
            "",
            Text.of("attention.open-settings"),
            false,
            "settings",
            new Target.ToQuery("problems")));
  }
}
