package io.watchfloor.model.pipeline;

import io.watchfloor.model.audit.AuditChain;
import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.cause.Explainer;
import io.watchfloor.model.detect.Detectors;
import io.watchfloor.model.detect.Findings;
import io.watchfloor.model.detect.Switch;
import io.watchfloor.model.detect.Warmed;
import io.watchfloor.model.incident.AlertBook;
import io.watchfloor.model.incident.Correlator;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.incident.PastIncidents;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.learn.Feedback;
import io.watchfloor.model.learn.Priors;
import io.watchfloor.model.learn.Teacher;
import io.watchfloor.model.remedy.Automation;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.remedy.Desk;
import io.watchfloor.model.remedy.Proposal;
import io.watchfloor.model.remedy.Remediation;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.remedy.RunReport;
import io.watchfloor.model.remedy.RunState;
import io.watchfloor.model.remedy.Verifier;
import io.watchfloor.model.signal.Batch;
import io.watchfloor.model.signal.Dependency;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Signals;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.SourceHealth;
import io.watchfloor.model.source.SourceStatus;
import io.watchfloor.model.source.WriteBack;
import io.watchfloor.model.source.WriteEnd;
import io.watchfloor.model.topology.Entity;
import io.watchfloor.model.topology.EntityRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// The order of things. A batch is normalised, judged, folded into incidents, explained, and
/// answered with suggestions; what a person asks for is decided ([Commands]). Same batches, same
/// commands, same clock: same facts. The engine thread owns it.
public final class Pipeline {
  private static final Duration HOUSEKEEPING = Duration.ofSeconds(10);
  private static final Duration FORECAST = Duration.ofSeconds(30);

  /// What a pipeline is made from; `prefix` begins the ids of its incidents.
  public record Config(
      String prefix,
      boolean sandbox,
      EntityRules rules,
      List<Entity> entities,
      List<Remediation> catalogue,
      Automation automation) {}

  private final RecentSamples recent = new RecentSamples();
  private final AlertBook alerts = new AlertBook();
  private final NoiseCount noise = new NoiseCount();
  private final EventRates rates = new EventRates();
  private final PastIncidents past = new PastIncidents();
  private final Normaliser normaliser;
  private final Memory memory;
  private final Correlator correlator;
  private final Explanations explanations;
  private final Desk desk;
  private final Dispatches dispatches = new Dispatches();
  private final Commands commands;
  private final Attention attention;
  private final Snapshots snapshots;
  private final Outlooker outlooker;
  private Detectors detectors = new Detectors();
  private AuditChain audit = new AuditChain(Optional.empty());
  private Priors priors = Priors.NONE;
  private List<Remediation> catalogue;
  private List<SourceStatus> sources = List.of();
  private final Set<IncidentId> counted = new TreeSet<>();
  private final Map<String, Integer> fired = new HashMap<>();
  private Instant housekeptAt = Instant.EPOCH;
  private Instant forecastAt = Instant.EPOCH;
  private double sensitivity = 1;

  public Pipeline(Config config) {
    this.catalogue = List.copyOf(config.catalogue());
    this.normaliser = new Normaliser(config.rules(), recent);
    this.memory = new Memory(recent, alerts::get);
    this.memory.know(config.entities());
    this.correlator = new Correlator(config.prefix(), 1, config.rules());
    this.desk = new Desk(config.automation(), config.sandbox(), this::neighbours);
    this.explanations =
        new Explanations(
            new Explainer(config.rules()),
            correlator,
            memory,
            desk,
            config.sandbox(),
            () -> priors,
            () -> catalogue);
    this.attention = new Attention(() -> detectors, correlator, recent);
    this.commands =
        new Commands(
            alerts, correlator, desk, memory, dispatches, () -> catalogue, () -> priors, attention);
    this.outlooker = new Outlooker(recent);
    this.snapshots =
        new Snapshots(
            config.sandbox(),
            recent,
            memory,
            alerts,
            correlator,
            desk,
            dispatches,
            noise,
            outlooker,
            past);
  }

  /// Takes up where the last run of the program stopped.
  public Outcome restore(
      Store.Recovered known, Function<String, Optional<byte[]>> state, Instant now) {
    audit = new AuditChain(known.lastAudit());
    alerts.restore(known.alerts());
    correlator.restore(known.incidents());
    known.incidents().forEach(past::remember);
    correlator.next(known.nextIncident());
    memory.take(known.dependencies());
    memory.takeChanges(known.changes());
    normaliser.restore(known.changes());
    known.diagnoses().forEach(memory::take);
    for (var feedback : known.feedback()) priors = Teacher.learn(priors, feedback);
    state.apply("detectors").ifPresent(this::restoreDetectors);
    state.apply("forecasts").ifPresent(outlooker::restore);
    state.apply("rates").ifPresent(rates::restore);
    detectors.sensitivities(priors.sensitivities());
    var step = begin(Signals.NONE, Findings.NONE);
    dispatches.restore(known.dispatches(), now);
    step.add(desk.restore(known.proposals(), known.runs(), now));
    return finish(step, now);
  }

  private void restoreDetectors(byte[] saved) {
    try {
      detectors = Detectors.restore(saved);
    } catch (IllegalArgumentException _) {
      detectors = new Detectors();
    }
    detectors.sensitivity(sensitivity);
  }

  /// How much is told of what the detectors see: 1 as shipped, more tells more.
  public void sensitivity(double factor) {
    sensitivity = factor;
    detectors.sensitivity(factor);
  }

  /// The series that somebody looks at now: they are judged deeply.
  public void show(Set<SeriesId> onScreen) {
    attention.show(onScreen);
  }

  /// The series that should be judged by another tier, at most about `most`, the most urgent first.
  public List<Switch> switches(int most) {
    return attention.switches(most);
  }

  /// Goes on with a detector that has learnt a series' history ([#switches]).
  public void take(Warmed warmed, Instant now) {
    attention.take(warmed, now);
  }

  /// What should be saved now and then, by name.
  public Map<String, byte[]> state() {
    return Map.of(
        "detectors", detectors.state(), "forecasts", outlooker.state(), "rates", rates.state());
  }

  public void catalogue(List<Remediation> recipes) {
    catalogue = List.copyOf(recipes);
  }

  /// The limits and the kill switch as the configuration has them now.
  public void automation(Automation wanted) {
    desk.automation(wanted);
  }

  public void know(Collection<Entity> entities) {
    memory.know(entities);
  }

  /// Edges that somebody imported.
  public void connect(Collection<Dependency> edges) {
    memory.take(edges);
  }

  /// How the sources do, as of now.
  public void sources(List<SourceStatus> all, Instant now) {
    sources = all;
  }

  /// One turn of the crank: pull has happened; normalise, detect, correlate, explain, suggest.
  public Outcome turn(Batch batch, Instant now) {
    var signals = normaliser.normalise(batch, now);
    memory.take(signals.dependencies());
    memory.takeChanges(signals.changes());
    var turn = begin(signals, detectors.observe(signals, now));
    memory.takeAnomalies(turn.findings.anomalies());
    memory.takeLogs(turn.findings.logs());
    rates.linesCame(signals.texts(), turn.findings.templateOfLine());
    turn.alerts.addAll(alerts.apply(signals.alerts(), now));
    conclude(turn, now);
    return finish(turn, now);
  }

  private Turn begin(Signals signals, Findings findings) {
    return new Turn(signals, findings, audit, this::learn);
  }

  private Outcome finish(Turn turn, Instant now) {
    turn.dispatches.addAll(dispatches.takeChanged());
    return turn.outcome(now);
  }

  private void learn(Feedback lesson) {
    priors = Teacher.learn(priors, lesson);
    detectors.sensitivities(priors.sensitivities());
  }

  /// What time alone brings: holds that end, verifications, forecasts, housekeeping.
  public Outcome tick(Instant now) {
    var rated = rates(now);
    var found = detectors.tick(now);
    if (!rated.equals(Signals.NONE)) found = found.and(detectors.observe(rated, now));
    var turn = begin(rated, found);
    memory.takeAnomalies(turn.findings.anomalies());
    memory.takeLogs(turn.findings.logs());
    turn.alerts.addAll(alerts.tick(now));
    conclude(turn, now);
    turn.add(desk.tick(this::symptoms, now));
    learnFrom(turn);
    turn.effects.addAll(commands.acknowledgements().renewals(blind(), now));
    if (Duration.between(housekeptAt, now).compareTo(HOUSEKEEPING) >= 0) housekeep(now);
    if (Duration.between(forecastAt, now).compareTo(FORECAST) >= 0) {
      forecastAt = now;
      memory.outlooks(outlooker.look(now));
    }
    return finish(turn, now);
  }

  /// The rates of the minute that has just ended, once a minute.
  private Signals rates(Instant now) {
    var told = rates.take(blind(), now);
    if (told.isEmpty()) return Signals.NONE;
    for (var samples : told) recent.take(samples);
    for (var gone : rates.forget()) detectors.forget(gone);
    return new Signals(told, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /// Takes in what days of history say about limits.
  public void foresee(Foresight newer) {
    outlooker.foresee(newer);
    forecastAt = Instant.EPOCH;
  }

  private void conclude(Turn turn, Instant now) {
    count(turn.alerts, now);
    var changed =
        correlator.correlate(
            new Correlator.Input(
                turn.alerts, turn.findings.anomalies(), turn.findings.logs(), memory.topology()),
            now);
    turn.incidents.addAll(changed);
    assign(changed, turn);
    for (var incident : changed) {
      if (counted.add(incident.id())) noise.opened(incident.openedAt());
      past.remember(incident);
      if (!incident.isOpen()) turn.add(desk.close(incident.id()));
    }
    for (var incident : explanations.due(changed, now)) explanations.explain(incident, turn, now);
  }

  /// Tells the alerts which incident they are in; what was put into none is in none.
  private void assign(List<Incident> changed, Turn turn) {
    for (var placement : correlator.placements())
      if (placement.incident().isEmpty()
          && correlator.homeOf(new Ref.ToAlert(placement.alert())).isEmpty())
        alerts.unassign(placement.alert()).ifPresent(turn::replace);
    for (var incident : changed) {
      if (incident.state() == Incident.State.MERGED) continue;
      for (var member : incident.members())
        if (member.ref() instanceof Ref.ToAlert ref)
          alerts.assign(ref.key(), incident.id()).ifPresent(turn::replace);
    }
  }

  private void count(List<TrackedAlert> changed, Instant now) {
    for (var alert : changed) {
      if (alert.alert().isActive()
          && fired.merge(alert.key(), alert.count(), (old, fresh) -> fresh) == alert.count()
          && alert.lastChange().equals(now)) {
        noise.fired(alert.alert().name() + " " + alert.alert().entity(), now);
        rates.alertFired(alert.alert().source());
      }
    }
  }

  private Set<EntityId> neighbours(EntityId entity) {
    var near = new TreeSet<>(memory.topology().callers(entity));
    near.addAll(memory.topology().callees(entity));
    return near;
  }

  private Verifier.Symptoms symptoms(Proposal proposal) {
    return SymptomWatch.of(
        proposal, correlator.get(proposal.incident()), alerts, memory, detectors, blind());
  }

  private Set<SourceId> blind() {
    var blind = new TreeSet<SourceId>();
    for (var source : sources) if (source.health() == SourceHealth.BLIND) blind.add(source.id());
    return blind;
  }

  /// A run's verified end is a lesson.
  private void learnFrom(Turn turn) {
    for (var run : turn.runs) {
      if (run.state() != RunState.SUCCEEDED && run.state() != RunState.FAILED) continue;
      if (run.proposal().undoes().isPresent()) continue;
      long took =
          run.verifiedAt()
              .map(at -> Duration.between(run.startedAt().orElse(at), at).toMillis())
              .orElse(0L);
      if (run.state() == RunState.SUCCEEDED) wasRight(run).ifPresent(turn::learn);
      turn.learn(
          new Feedback.Outcome(
              run.changedAt(),
              run.plan().remediation(),
              run.proposal().kind(),
              run.state() == RunState.SUCCEEDED,
              took));
    }
  }

  /// A verified fix of a suspect says that the suspicion was right.
  private Optional<Feedback> wasRight(Run run) {
    return memory
        .diagnosis(run.incident())
        .flatMap(diagnosis -> Desk.suspect(diagnosis, run.plan().target()))
        .filter(suspect -> suspect.kind() == run.proposal().kind())
        .map(
            suspect ->
                new Feedback.Suspect(
                    run.changedAt(),
                    Operator.WATCHFLOOR,
                    run.incident(),
                    suspect.entity().name(),
                    suspect.kind(),
                    suspect.probability(),
                    true));
  }

  Memory memory() {
    return memory;
  }

  private void housekeep(Instant now) {
    housekeptAt = now;
    memory.forget(now);
    var known = new LinkedHashSet<IncidentId>();
    for (var incident : correlator.all()) known.add(incident.id());
    memory.forgetDiagnoses(known);
    explanations.retain(known);
    counted.retainAll(known);
    fired.keySet().retainAll(alerts.all().stream().map(TrackedAlert::key).toList());
  }

  /// The answer to a person, and what follows from it.
  public record Answer(Decision decision, Outcome outcome) {}

  /// Decides what a person asks for. Accepted or refused, it is in the audit.
  public Answer decide(Command command, Instant now) {
    var decided = commands.decide(command, now);
    var turn = begin(Signals.NONE, Findings.NONE);
    turn.decisive = true;
    turn.alerts.addAll(decided.alerts());
    turn.incidents.addAll(decided.incidents());
    assign(decided.incidents(), turn);
    turn.effects.addAll(decided.effects());
    for (var line : decided.audit())
      turn.audit(line.by(), line.action(), line.subject(), line.why(), now);
    turn.add(decided.desk());
    for (var feedback : decided.feedback()) turn.learn(feedback);
    learnFrom(turn);
    return new Answer(decided.decision(), finish(turn, now));
  }

  public Outcome runSaid(String run, List<Run.OutputLine> lines, Instant now) {
    var turn = begin(Signals.NONE, Findings.NONE);
    turn.add(desk.said(run, lines, now));
    return finish(turn, now);
  }

  public Outcome runEnded(String run, RunReport report, boolean probe, Instant now) {
    var turn = begin(Signals.NONE, Findings.NONE);
    turn.add(desk.ended(run, report, probe, now));
    learnFrom(turn);
    return finish(turn, now);
  }

  /// What a source made of an act.
  public Outcome written(
      SourceId source, WriteBack.Act act, List<String> keys, WriteEnd end, Instant now) {
    var turn = begin(Signals.NONE, Findings.NONE);
    var decided = commands.acknowledgements().written(source, act, keys, end, now);
    turn.alerts.addAll(decided.alerts());
    for (var line : decided.audit())
      turn.audit(line.by(), line.action(), line.subject(), line.why(), now);
    return finish(turn, now);
  }

  public Snapshot snapshot(
      long number,
      Instant now,
      Duration took,
      List<SourceStatus> status,
      Store.Size size,
      List<String> problems) {
    return snapshots.snapshot(
        number, now, took, status, size, problems, detectors, catalogue, priors);
  }
}
