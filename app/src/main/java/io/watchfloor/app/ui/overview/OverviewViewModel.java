package io.watchfloor.app.ui.overview;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.source.SourceHealth;
import io.watchfloor.model.source.SourceStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What the overview knows: the newest snapshot, and what follows from it and the clock.
public final class OverviewViewModel {
  private static final Comparator<SourceStatus> WORST_FIRST =
      Comparator.comparing(SourceStatus::health, Comparator.comparingInt(OverviewViewModel::rank))
          .thenComparing(SourceStatus::id);

  /// How the room looks: first steps, trouble, or calm.
  public enum Mood {
    FIRST_RUN,
    TROUBLE,
    CALM
  }

  private final Backend backend;
  private final Times times;
  private final ReadOnlyObjectWrapper<Snapshot> snapshot;
  private Optional<Runnable> unsubscribe = Optional.empty();

  public OverviewViewModel(Backend backend) {
    this.backend = backend;
    this.times = new Times(backend.zone());
    this.snapshot = new ReadOnlyObjectWrapper<>(backend.snapshot());
  }

  public void shown() {
    unsubscribe = Optional.of(backend.subscribe(snapshot::set));
  }

  public void hidden() {
    unsubscribe.ifPresent(Runnable::run);
    unsubscribe = Optional.empty();
  }

  public ReadOnlyObjectProperty<Snapshot> snapshot() {
    return snapshot.getReadOnlyProperty();
  }

  public Times times() {
    return times;
  }

  public Instant now() {
    return backend.clock().instant();
  }

  public List<AttentionRow> attention() {
    return Attention.rows(snapshot.get(), now(), times);
  }

  /// First run: nothing has been connected yet.
  public Mood mood() {
    if (backend.settings().sources().isEmpty() && !hasOwnSource()) return Mood.FIRST_RUN;
    return attention().isEmpty() ? Mood.CALM : Mood.TROUBLE;
  }

  private boolean hasOwnSource() {
    return snapshot.get().sources().stream()
        .anyMatch(source -> !source.id().isSandbox() && !source.type().equals("machine"));
  }

  public List<SourceStatus> sources() {
    return snapshot.get().sources().stream().sorted(WORST_FIRST).toList();
  }

  private static int rank(SourceHealth health) {
    return switch (health) {
      case BLIND -> 0;
      case LATE -> 1;
      case STARTING -> 2;
      case OK -> 3;
      case PAUSED -> 4;
    };
  }

  /// The share (0–1) of alerts folded away into incidents; NaN without alerts.
  public double folded() {
    var noise = snapshot.get().noise();
    if (noise.alerts() == 0) return Double.NaN;
    return Math.max(0, 1 - (double) noise.incidents() / noise.alerts());
  }

  /// When the newest incident of the day ended, if all have.
  public Optional<Instant> calmSince() {
    return snapshot.get().incidents().stream()
        .flatMap(incident -> incident.resolvedAt().stream())
        .max(Comparator.naturalOrder());
  }

  public long servicesAsUsual() {
    return snapshot.get().services().stream()
        .filter(service -> !service.severity().atLeast(Severity.UNKNOWN))
        .count();
  }
}
