package io.watchfloor.app.ui.incidents;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Words;
import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.cause.Diagnosis;
import io.watchfloor.model.cause.Hypothesis;
import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.incident.Member;
import io.watchfloor.model.incident.PastIncidents;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.learn.Feedback;
import io.watchfloor.model.pipeline.Command;
import io.watchfloor.model.pipeline.ServiceHealth;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.remedy.Proposal;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// The incidents, and the one that is open. FX thread only.
public final class IncidentsViewModel {
  private static final Comparator<Incident> ORDER =
      Comparator.comparing((Incident incident) -> !incident.isOpen())
          .thenComparing(Incident::severity, Severity.WORST_FIRST)
          .thenComparing(incident -> incident.acknowledgedAt().isPresent())
          .thenComparing(Comparator.comparing(Incident::since).reversed());

  /// One of the four figures under the title.
  public record Impact(String caption, String figure, String under, Severity severity) {}

  private static final int MOST_LINKABLE = 200;

  private final Backend backend;
  private final Edits edits;
  private final ReadOnlyObjectWrapper<Snapshot> snapshot;
  private final ReadOnlyObjectWrapper<@Nullable Lanes> lanes = new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<Optional<IncidentId>> chosen =
      new SimpleObjectProperty<>(Optional.empty());
  private @Nullable Runnable unsubscribe;
  private @Nullable CompletableFuture<?> reading;
  private @Nullable Incident remembered;

  public IncidentsViewModel(Backend backend) {
    this.backend = backend;
    this.snapshot = new ReadOnlyObjectWrapper<>(backend.snapshot());
    this.edits = new Edits(backend, snapshot::get);
    chosen.addListener(
        change -> {
          lanes.set(null);
          remembered = null;
          read();
        });
  }

  public void shown() {
    unsubscribe = backend.subscribe(this::take);
  }

  public void hidden() {
    if (unsubscribe != null) unsubscribe.run();
    unsubscribe = null;
    if (reading != null) reading.cancel(true);
    reading = null;
  }

  private void take(Snapshot newer) {
    snapshot.set(newer);
    read();
  }

  /// Reads the timeline again, unless that is under way.
  private void read() {
    var id = chosen.get();
    if (id.isEmpty() || (reading != null && !reading.isDone())) return;
    var now = now();
    var at = snapshot.get();
    reading =
        backend
            .read(
                history -> {
                  var known = find(at, id.get()).or(() -> history.incident(id.get().text()));
                  return known.map(one -> new Read(one, Lanes.read(one, at, history, now)));
                })
            .thenAccept(
                read -> {
                  if (read.isEmpty() || !chosen.get().equals(id)) return;
                  remembered = read.get().incident();
                  lanes.set(read.get().lanes());
                });
  }

  private record Read(Incident incident, Lanes lanes) {}

  private static Optional<Incident> find(Snapshot at, IncidentId id) {
    return at.incidents().stream().filter(one -> one.id().equals(id)).findFirst();
  }

  public ReadOnlyObjectProperty<Snapshot> snapshot() {
    return snapshot.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable Lanes> lanes() {
    return lanes.getReadOnlyProperty();
  }

  /// The incident that is open; empty: the list is shown.
  public ObjectProperty<Optional<IncidentId>> chosen() {
    return chosen;
  }

  public Instant now() {
    return backend.clock().instant();
  }

  public Operator operator() {
    return backend.operator();
  }

  public List<String> people() {
    var all = new LinkedHashSet<String>();
    all.add(operator().name());
    all.addAll(backend.people());
    return List.copyOf(all);
  }

  Backend backend() {
    return backend;
  }

  /// Open first, worst first, not yet taken before taken, newest first.
  public List<Incident> list() {
    return snapshot.get().incidents().stream()
        .filter(one -> one.state() != Incident.State.MERGED)
        .sorted(ORDER)
        .toList();
  }

  /// The open one as it stands now.
  public Optional<Incident> shownIncident() {
    return chosen
        .get()
        .flatMap(id -> find(snapshot.get(), id))
        .or(() -> Optional.ofNullable(remembered));
  }

  public Optional<Diagnosis> diagnosis() {
    return chosen.get().map(id -> snapshot.get().diagnoses().get(id));
  }

  /// Waiting fixes, best first.
  public List<Proposal> proposals() {
    return snapshot.get().proposals().stream()
        .filter(one -> chosen.get().equals(Optional.of(one.incident())))
        .filter(one -> one.state() == Proposal.State.OPEN)
        .sorted(Comparator.comparingInt(Proposal::rank))
        .toList();
  }

  public List<PastIncidents.Match> similar() {
    return chosen
        .get()
        .map(id -> snapshot.get().similar().getOrDefault(id.text(), List.of()))
        .orElse(List.of());
  }

  public List<Member> alerts(Incident incident) {
    return incident.members().stream()
        .filter(member -> member.ref() instanceof Ref.ToAlert)
        .toList();
  }

  /// Two figures of the worst services it names, then how many it hit and how many alerts it folds.
  public List<Impact> impact(Incident incident) {
    var impacts = new ArrayList<Impact>();
    snapshot.get().services().stream()
        .filter(tile -> incident.entities().contains(tile.entity()))
        .filter(tile -> tile.sandbox() == incident.id().isSandbox())
        .sorted(Comparator.comparing(ServiceHealth::severity, Severity.WORST_FIRST))
        .limit(2)
        .forEach(tile -> impacts.add(impact(tile)));
    impacts.add(services(incident));
    impacts.add(folded(incident));
    return impacts;
  }

  private static Impact impact(ServiceHealth tile) {
    var metric = tile.series().map(id -> Words.metric(id.metric())).orElse(tile.words());
    var usual =
        Double.isNaN(tile.low())
            ? Text.of("incident.noUsual")
            : Text.of("incident.usual", Figures.range(tile.low(), tile.high(), tile.info().unit()));
    return new Impact(
        tile.entity() + ", " + metric,
        Figures.of(tile.value(), tile.info()).toString(),
        usual,
        tile.severity());
  }

  private Impact services(Incident incident) {
    long all =
        snapshot.get().services().stream()
            .filter(tile -> tile.sandbox() == incident.id().isSandbox())
            .count();
    int hit = incident.entities().size();
    var names = incident.entities().stream().map(EntityId::name).limit(4).toList();
    return new Impact(
        Text.of("incident.services"),
        all > hit ? Text.of("incident.of", hit, all) : Integer.toString(hit),
        String.join(", ", names),
        Severity.OK);
  }

  private Impact folded(Incident incident) {
    var sources = new HashSet<SourceId>();
    int flapping = 0;
    for (var alert : snapshot.get().alerts()) {
      if (!alert.incident().equals(Optional.of(incident.id()))) continue;
      sources.add(alert.alert().source());
      if (alert.flapping()) flapping++;
    }
    return new Impact(
        Text.of("incident.folded"),
        Long.toString(incident.alertCount()),
        Text.of("incident.folded.from", Math.max(1, sources.size()), flapping),
        Severity.OK);
  }

  /// The suspect's own record, in words: "right 30 of 41 times at this level".
  public String trackRecord(Hypothesis hypothesis) {
    var tally = snapshot.get().priors().suspects().at(hypothesis.probability());
    return tally.tries() == 0
        ? Text.of("suspects.noRecord")
        : Text.of("suspects.record", tally.worked(), tally.tries());
  }

  /// At most twelve nodes around the suspect: what calls it (where the failure travels to) and what
  /// it calls.
  public List<EntityId> map(EntityId root, Incident incident) {
    var topology = snapshot.get().topology();
    var nodes = new LinkedHashSet<EntityId>();
    nodes.add(root);
    for (var caller : topology.upstream(root)) if (nodes.size() < 8) nodes.add(caller);
    for (var other : incident.entities()) if (nodes.size() < 10) nodes.add(other);
    for (var callee : topology.callees(root)) if (nodes.size() < 12) nodes.add(callee);
    return List.copyOf(nodes);
  }

  public Severity severity(EntityId entity) {
    return snapshot.get().services().stream()
        .filter(tile -> tile.entity().equals(entity))
        .map(ServiceHealth::severity)
        .findFirst()
        .orElse(Severity.INFO);
  }

  public Set<EntityId> affected(EntityId root, Incident incident) {
    var affected = new LinkedHashSet<EntityId>(incident.entities());
    affected.remove(root);
    return affected;
  }

  public CompletableFuture<Decision> acknowledge(String comment) {
    return onChosen(id -> new Command.AcknowledgeIncident(operator(), id, comment));
  }

  public CompletableFuture<Decision> note(String text) {
    return onChosen(id -> new Command.AddNote(operator(), id, text));
  }

  public CompletableFuture<Decision> assign(String name) {
    return onChosen(id -> new Command.Assign(operator(), id, new Operator(name)));
  }

  Edits edits() {
    return edits;
  }

  public CompletableFuture<Decision> merge(IncidentId from) {
    return edit(id -> edits.merge(id, from));
  }

  public CompletableFuture<Decision> unlink(Ref member) {
    return edit(id -> edits.unlink(id, member));
  }

  public CompletableFuture<Decision> split(List<Ref> members) {
    return edit(id -> edits.split(id, members));
  }

  public CompletableFuture<Decision> link(Ref.ToAlert member) {
    return edit(id -> edits.link(id, member));
  }

  /// Firing alerts that could be put into the open incident: those in none first.
  List<TrackedAlert> linkable() {
    var id = chosen.get();
    return snapshot.get().alerts().stream()
        .filter(alert -> alert.alert().isActive() && !alert.incident().equals(id))
        .filter(
            alert ->
                alert.alert().source().isSandbox() == id.map(IncidentId::isSandbox).orElse(false))
        .sorted(
            Comparator.comparing((TrackedAlert alert) -> alert.incident().isPresent())
                .thenComparing(alert -> alert.alert().startsAt(), Comparator.reverseOrder()))
        .limit(MOST_LINKABLE)
        .toList();
  }

  /// Alerts in no incident that fit this one about as well as another.
  List<MembersCard.Maybe> undecided(IncidentId id) {
    var found = new ArrayList<MembersCard.Maybe>();
    for (var alert : snapshot.get().alerts()) {
      var why = snapshot.get().outside().get(alert.key());
      if (why == null || !why.between().contains(id)) continue;
      found.add(
          new MembersCard.Maybe(
              new Ref.ToAlert(alert.key()), alert.alert().summary(), why.reason()));
    }
    return found;
  }

  public CompletableFuture<Decision> judge(Anomaly anomaly, boolean right) {
    return backend.send(
        new Command.JudgeAnomaly(operator(), anomaly.id(), anomaly.series(), right));
  }

  public CompletableFuture<Decision> forget(Anomaly anomaly) {
    return backend.send(new Command.ForgetVerdict(operator(), anomaly.id(), anomaly.series()));
  }

  /// What was said of a suspect of the chosen incident.
  public Optional<Feedback.Suspect> word(Hypothesis hypothesis) {
    return diagnosis()
        .flatMap(
            one ->
                snapshot
                    .get()
                    .priors()
                    .suspects()
                    .word(one.incident(), hypothesis.entity().name()));
  }

  public CompletableFuture<Decision> forget(Hypothesis hypothesis) {
    return onChosen(id -> new Command.ForgetSuspect(operator(), id, hypothesis.entity()));
  }

  public CompletableFuture<Decision> judge(Hypothesis hypothesis, boolean right) {
    return onChosen(id -> new Command.JudgeSuspect(operator(), id, hypothesis.entity(), right));
  }

  private CompletableFuture<Decision> onChosen(Function<IncidentId, Command> command) {
    return edit(id -> backend.send(command.apply(id)));
  }

  private CompletableFuture<Decision> edit(Function<IncidentId, CompletableFuture<Decision>> act) {
    return chosen
        .get()
        .map(act)
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    new Decision.Refused(Text.of("incident.noneOpen"))));
  }
}
