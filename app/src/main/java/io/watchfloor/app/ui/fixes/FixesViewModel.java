package io.watchfloor.app.ui.fixes;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.pipeline.Command;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.remedy.Policy;
import io.watchfloor.model.remedy.Proposal;
import io.watchfloor.model.remedy.Risk;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.remedy.RunReport;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.source.Secrets.Secret;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// What waits for a decision, what runs, what ran. A decision in flight is never sent twice,
/// however often its button is pressed. FX thread only.
public final class FixesViewModel {
  /// The three lists.
  public enum Tab {
    INBOX,
    RUNS,
    CATALOGUE
  }

  private static final Comparator<Proposal> SOONEST = Comparator.comparing(Proposal::expiresAt);

  private final Backend backend;
  private final ReadOnlyObjectWrapper<Snapshot> snapshot;
  private final ObjectProperty<Tab> tab = new SimpleObjectProperty<>(Tab.INBOX);
  private final ObjectProperty<Optional<String>> proposal =
      new SimpleObjectProperty<>(Optional.empty());
  private final ObjectProperty<Optional<String>> run = new SimpleObjectProperty<>(Optional.empty());
  private final Set<String> inFlight = new HashSet<>();
  private @Nullable Runnable unsubscribe;

  public FixesViewModel(Backend backend) {
    this.backend = backend;
    this.snapshot = new ReadOnlyObjectWrapper<>(backend.snapshot());
  }

  public void shown() {
    unsubscribe = backend.subscribe(this::take);
  }

  public void hidden() {
    if (unsubscribe != null) unsubscribe.run();
    unsubscribe = null;
  }

  private void take(Snapshot newer) {
    snapshot.set(newer);
  }

  public ReadOnlyObjectProperty<Snapshot> snapshot() {
    return snapshot.getReadOnlyProperty();
  }

  public ObjectProperty<Tab> tab() {
    return tab;
  }

  public Instant now() {
    return backend.clock().instant();
  }

  public Operator operator() {
    return backend.operator();
  }

  public List<String> people() {
    return backend.people();
  }

  public List<Proposal> waiting() {
    return proposals(Proposal.State.OPEN);
  }

  private List<Proposal> proposals(Proposal.State state) {
    return snapshot.get().proposals().stream()
        .filter(one -> one.state() == state)
        .sorted(SOONEST.thenComparing(Proposal::rank))
        .toList();
  }

  /// Proposals that nobody took in time.
  public List<Proposal> expired() {
    return proposals(Proposal.State.EXPIRED);
  }

  public List<Run> running() {
    return runs(false);
  }

  /// Newest first.
  public List<Run> done() {
    return runs(true);
  }

  private List<Run> runs(boolean finished) {
    return snapshot.get().runs().stream()
        .filter(one -> one.state().isFinished() == finished)
        .sorted(Comparator.comparing(Run::changedAt).reversed())
        .toList();
  }

  public void select(Proposal chosen) {
    proposal.set(Optional.of(chosen.id()));
  }

  public void select(Run chosen) {
    run.set(Optional.of(chosen.id()));
  }

  public void selectProposal(String id) {
    tab.set(Tab.INBOX);
    proposal.set(Optional.of(id));
  }

  public void selectRun(String id) {
    run.set(Optional.of(id));
  }

  /// The chosen proposal as it stands now, or the first that waits.
  public Optional<Proposal> shownProposal() {
    return proposal
        .get()
        .flatMap(
            id -> snapshot.get().proposals().stream().filter(p -> p.id().equals(id)).findFirst())
        .or(() -> waiting().stream().findFirst());
  }

  /// The chosen run; else the one of the proposal shown; else the newest that runs, or ran.
  public Optional<Run> shownRun() {
    var all = snapshot.get().runs();
    return run.get()
        .flatMap(id -> all.stream().filter(r -> r.id().equals(id)).findFirst())
        .or(() -> running().stream().findFirst())
        .or(() -> done().stream().findFirst());
  }

  public boolean isChosen(Proposal one) {
    return shownProposal().map(Proposal::id).equals(Optional.of(one.id()));
  }

  public boolean isChosen(Run one) {
    return shownRun().map(Run::id).equals(Optional.of(one.id()));
  }

  public static boolean needsSecond(Proposal one) {
    return one.remediation().risk() == Risk.HIGH;
  }

  /// Why the button is disabled; empty when this person may approve (with a second one where the
  /// risk is high).
  public Optional<String> stopped(Proposal one) {
    var guardrail =
        one.guardrails().stream()
            .filter(check -> check.result() == Proposal.Guardrail.Result.STOPS)
            .findFirst();
    if (guardrail.isPresent()) return Optional.of(guardrail.get().text());
    var others = people().stream().filter(name -> !name.equals(operator().name())).toList();
    if (needsSecond(one) && others.isEmpty()) return Optional.of(Text.of("fixes.noSecond"));
    var second =
        needsSecond(one)
            ? Optional.of(new Operator(others.getFirst()))
            : Optional.<Operator>empty();
    return refuses(one, second);
  }

  private Optional<String> refuses(Proposal one, Optional<Operator> second) {
    return Policy.refuses(one, operator(), second, one.plan().hash(), snapshot.get().runs(), now());
  }

  public boolean isInFlight(Proposal one) {
    return inFlight.contains(one.id());
  }

  /// Approves exactly the plan that was shown. A second call while the first is under way does
  /// nothing.
  public CompletableFuture<Decision> approve(Proposal shown, Optional<Operator> second) {
    if (!inFlight.add(shown.id()))
      return CompletableFuture.completedFuture(new Decision.Refused(Text.of("fixes.inFlight")));
    return backend
        .send(new Command.Approve(operator(), second, shown.id(), shown.plan().hash(), ""))
        .whenComplete((decision, error) -> settle(shown, decision));
  }

  private void settle(Proposal shown, @Nullable Decision decision) {
    if (!(decision instanceof Decision.Accepted)) inFlight.remove(shown.id());
    else
      snapshot.get().runs().stream()
          .filter(one -> one.proposal().id().equals(shown.id()))
          .findFirst()
          .ifPresent(this::select);
  }

  /// Signs the second person in and approves; refused with a reason where the name or password is
  /// wrong, or where it is the same person.
  public CompletableFuture<Decision> approveWith(Proposal shown, String name, Secret password) {
    return backend
        .signIn(name, password)
        .thenCompose(
            second -> {
              if (second.isEmpty()) return refused(Text.of("fixes.wrongPassword"));
              var reason = refuses(shown, second);
              return reason.isPresent() ? refused(reason.get()) : approve(shown, second);
            });
  }

  private static CompletableFuture<Decision> refused(String reason) {
    return CompletableFuture.completedFuture(new Decision.Refused(reason));
  }

  public CompletableFuture<Decision> reject(Proposal shown, String reason) {
    return backend.send(new Command.Reject(operator(), shown.id(), reason));
  }

  /// Asks for another runbook, or the same on another target; the answer is a new proposal.
  public CompletableFuture<Decision> propose(Proposal instead, String runbook, String target) {
    return backend.send(
        new Command.Propose(operator(), instead.incident(), runbook, new EntityId(target)));
  }

  /// Shows what would happen; changes nothing and needs no approval.
  public CompletableFuture<RunReport> dryRun(Proposal one, Consumer<Run.OutputLine> output) {
    return backend.dryRun(one, output);
  }

  public CompletableFuture<Decision> stop(Run one) {
    return backend.send(new Command.CancelRun(operator(), one.id()));
  }

  public CompletableFuture<Decision> undo(Run one) {
    return backend.send(new Command.ProposeUndo(operator(), one.id()));
  }

  public CompletableFuture<Decision> lookAgain(Run one) {
    return backend.send(new Command.ProbeRun(operator(), one.id()));
  }

  /// The title of the incident a fix is for; its id where it is no longer known.
  public String incidentTitle(Proposal one) {
    return snapshot.get().incidents().stream()
        .filter(incident -> incident.id().equals(one.incident()))
        .map(incident -> incident.title())
        .findFirst()
        .orElse(one.incident().text());
  }

  /// Who calls the target and would notice.
  public List<EntityId> callers(Proposal one) {
    return List.copyOf(snapshot.get().topology().callers(one.plan().target()));
  }
}
