package io.watchfloor.app.ui.incidents;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.incident.Member;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.pipeline.Command;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.remedy.Decision;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// What a person changed about who belongs to what, and the way back, newest first. The way back is
/// a command like any other: decided by the engine, audited, remembered. FX thread only.
final class Edits {
  private static final int MOST = 20;

  private record Back(Supplier<Optional<Command>> command) {}

  private final Backend backend;
  private final Supplier<Snapshot> snapshot;
  private final Deque<Back> backs = new ArrayDeque<>();

  Edits(Backend backend, Supplier<Snapshot> snapshot) {
    this.backend = backend;
    this.snapshot = snapshot;
  }

  boolean canUndo() {
    return !backs.isEmpty();
  }

  CompletableFuture<Decision> unlink(IncidentId id, Ref member) {
    var by = backend.operator();
    Supplier<Optional<Command>> back =
        () ->
            member instanceof Ref.ToAlert
                ? Optional.of(new Command.Link(by, id, member))
                : Optional.empty();
    return send(new Command.Unlink(by, id, member), back);
  }

  CompletableFuture<Decision> link(IncidentId id, Ref.ToAlert member) {
    var by = backend.operator();
    var from = holder(member).filter(other -> !other.equals(id));
    Supplier<Optional<Command>> back =
        () ->
            Optional.of(
                from.<Command>map(other -> new Command.Link(by, other, member))
                    .orElseGet(() -> new Command.Unlink(by, id, member)));
    return send(new Command.Link(by, id, member), back);
  }

  CompletableFuture<Decision> split(IncidentId id, List<Ref> members) {
    var by = backend.operator();
    Supplier<Optional<Command>> back =
        () ->
            members.stream()
                .flatMap(member -> holder(member).stream())
                .filter(other -> !other.equals(id))
                .findFirst()
                .map(other -> new Command.Merge(by, id, other));
    return send(new Command.Split(by, id, members), back);
  }

  CompletableFuture<Decision> merge(IncidentId into, IncidentId from) {
    var by = backend.operator();
    var moved =
        incident(from).map(Incident::members).orElse(List.of()).stream().map(Member::ref).toList();
    return send(
        new Command.Merge(by, into, from), () -> Optional.of(new Command.Split(by, into, moved)));
  }

  private CompletableFuture<Decision> send(Command command, Supplier<Optional<Command>> back) {
    return backend
        .send(command)
        .thenApply(
            decision -> {
              if (decision instanceof Decision.Accepted) {
                backs.push(new Back(back));
                if (backs.size() > MOST) backs.removeLast();
              }
              return decision;
            });
  }

  CompletableFuture<Decision> undo() {
    var back = backs.poll();
    return Optional.ofNullable(back)
        .flatMap(it -> it.command().get())
        .map(backend::send)
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    new Decision.Refused(Text.of("incident.undo.nothing"))));
  }

  private Optional<Incident> incident(IncidentId id) {
    return snapshot.get().incidents().stream().filter(one -> one.id().equals(id)).findFirst();
  }

  private Optional<IncidentId> holder(Ref member) {
    return snapshot.get().incidents().stream()
        .filter(Incident::isOpen)
        .filter(one -> one.members().stream().anyMatch(it -> it.ref().equals(member)))
        .map(Incident::id)
        .findFirst();
  }
}
