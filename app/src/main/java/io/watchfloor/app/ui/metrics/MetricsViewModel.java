package io.watchfloor.app.ui.metrics;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.ChartData;
import io.watchfloor.app.ui.kit.Later;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.detect.GroupFinding;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.learn.Priors;
import io.watchfloor.model.pipeline.Command;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.SeriesId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Which series are looked at, over which range, and what was found. FX thread only; what is long
/// happens elsewhere, and only the newest question's answer is shown.
public final class MetricsViewModel {
  /// The ranges on offer.
  public static final List<Duration> RANGES =
      List.of(
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(24),
          Duration.ofDays(7));

  private static final int FOUND = 40;
  private static final int MOST_TOGETHER = 2;
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final Backend backend;
  private final Navigator navigator;
  private final ObservableList<SeriesId> found = FXCollections.observableArrayList();
  private final ObservableList<SeriesId> chosen = FXCollections.observableArrayList();
  private final ObjectProperty<Duration> range = new SimpleObjectProperty<>(RANGES.getFirst());
  private final ReadOnlyObjectWrapper<@Nullable Explored> explored = new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<Optional<Anomaly>> episode =
      new SimpleObjectProperty<>(Optional.empty());
  private @Nullable Runnable unsubscribe;
  private int question;
  private int search;
  private Instant readAt = Instant.EPOCH;

  public MetricsViewModel(Backend backend, Navigator navigator) {
    this.backend = backend;
    this.navigator = navigator;
    range.addListener(change -> read());
    chosen.addListener(
        (ListChangeListener<SeriesId>) change -> backend.looksAt(Set.copyOf(chosen)));
  }

  public void shown() {
    unsubscribe = backend.subscribe(this::take);
    if (chosen.isEmpty()) suggest();
    else backend.looksAt(Set.copyOf(chosen));
    read();
  }

  public void hidden() {
    if (unsubscribe != null) unsubscribe.run();
    unsubscribe = null;
    backend.looksAt(Set.of());
  }

  private void take(Snapshot newer) {
    if (Duration.between(readAt, newer.at()).compareTo(AGAIN) >= 0) read();
  }

  /// Something to look at before anything was asked for: what is strangest now.
  private void suggest() {
    var snapshot = backend.snapshot();
    snapshot.anomalies().stream()
        .filter(Anomaly::isOpen)
        .map(Anomaly::series)
        .findFirst()
        .or(() -> snapshot.services().stream().flatMap(t -> t.series().stream()).findFirst())
        .ifPresent(chosen::add);
  }

  public ObservableList<SeriesId> found() {
    return found;
  }

  /// At most five; the first is the one that is explained.
  public ObservableList<SeriesId> chosen() {
    return chosen;
  }

  public ObjectProperty<Duration> range() {
    return range;
  }

  ReadOnlyObjectProperty<@Nullable Explored> explored() {
    return explored.getReadOnlyProperty();
  }

  /// The episode that is spoken of.
  public ObjectProperty<Optional<Anomaly>> episode() {
    return episode;
  }

  public Instant now() {
    return backend.clock().instant();
  }

  /// Looks for series whose text holds every word.
  public void find(String words) {
    int mine = ++search;
    Later.take(
        backend.read(history -> history.find(words.strip(), FOUND)),
        answer -> {
          if (mine == search) found.setAll(answer);
        });
  }

  /// Looks at this series alone.
  public void look(SeriesId series) {
    chosen.setAll(List.of(series));
    read();
  }

  /// Adds a series to compare, or takes it away again; false when there are five already.
  public boolean compare(SeriesId series) {
    if (chosen.remove(series)) {
      read();
      return true;
    }
    if (chosen.size() >= ChartData.MOST_LINES) return false;
    chosen.add(series);
    read();
    return true;
  }

  /// The series behind an entity.
  public void lookAt(EntityId entity) {
    Later.take(
        backend.read(history -> history.seriesOf(entity, FOUND)),
        answer -> {
          found.setAll(answer);
          if (!answer.isEmpty()) look(answer.getFirst());
        });
  }

  /// What an evidence row points at; false when it is not known any more.
  public boolean open(Ref ref) {
    return switch (ref) {
      case Ref.ToSeries(var series, var window) -> {
        widen(Duration.between(window.from(), now()));
        look(series);
        yield true;
      }
      case Ref.ToAnomaly(String id) -> {
        var anomaly =
            backend.snapshot().anomalies().stream().filter(one -> one.id().equals(id)).findFirst();
        anomaly.ifPresent(
            one -> {
              widen(Duration.between(one.from(), now()));
              look(one.series());
              episode.set(Optional.of(one));
            });
        yield anomaly.isPresent();
      }
      case Ref.ToEntity(String entity) -> {
        lookAt(new EntityId(entity));
        yield true;
      }
      case Ref.ToAlert other -> false;
      case Ref.ToLog other -> false;
      case Ref.ToChange other -> false;
      case Ref.ToSource other -> false;
      case Ref.ToRun other -> false;
    };
  }

  private void widen(Duration least) {
    for (var one : RANGES)
      if (one.compareTo(least) >= 0) {
        range.set(one);
        return;
      }
    range.set(RANGES.getLast());
  }

  private void read() {
    if (chosen.isEmpty()) {
      explored.set(null);
      return;
    }
    int mine = ++question;
    var ids = new ArrayList<>(chosen);
    var length = range.get();
    var snapshot = backend.snapshot();
    var now = now();
    readAt = snapshot.at();
    var reading = backend.read(history -> Explored.read(ids, length, snapshot, history, now));
    navigator.follow(Text.of("jobs.history", ids.size()), reading);
    Later.take(
        reading,
        answer -> {
          if (mine == question) take(answer);
        });
  }

  private void take(Explored answer) {
    var before = episode.get();
    var same =
        before.flatMap(
            one -> answer.episodes().stream().filter(e -> e.id().equals(one.id())).findFirst());
    explored.set(answer);
    episode.set(
        same.or(
            () ->
                answer.episodes().isEmpty()
                    ? Optional.empty()
                    : Optional.of(answer.episodes().getLast())));
  }

  /// The episode after the chosen one, in turn.
  public void nextEpisode() {
    var answer = explored.get();
    if (answer == null || answer.episodes().isEmpty()) return;
    var all = answer.episodes();
    int at = episode.get().map(all::indexOf).orElse(-1);
    episode.set(Optional.of(all.get((at + 1) % all.size())));
  }

  public CompletableFuture<Decision> judge(Anomaly anomaly, boolean right) {
    return said(
        new Command.JudgeAnomaly(backend.operator(), anomaly.id(), anomaly.series(), right));
  }

  /// Takes back what was said of an episode.
  public CompletableFuture<Decision> forget(Anomaly anomaly) {
    return said(new Command.ForgetVerdict(backend.operator(), anomaly.id(), anomaly.series()));
  }

  /// The answer shows at once, not with the next look at the series.
  private CompletableFuture<Decision> said(Command command) {
    readAt = Instant.EPOCH;
    return backend.send(command);
  }

  /// What this series is strange together with, in the range that is looked at; newest first.
  List<GroupFinding> together(SeriesId series) {
    var from = now().minus(range.get());
    return backend.snapshot().groups().reversed().stream()
        .filter(one -> one.names(series) && !one.at().isBefore(from))
        .limit(MOST_TOGETHER)
        .toList();
  }

  /// How deeply a series is judged.
  public enum Depth {
    CHOSEN,
    DEEP,
    WIDE
  }

  Depth depth(SeriesId series) {
    var snapshot = backend.snapshot();
    if (snapshot.chosen().contains(series)) return Depth.CHOSEN;
    return snapshot.deep().contains(series) ? Depth.DEEP : Depth.WIDE;
  }

  /// Chooses a series to be judged deeply whatever the room, or no longer.
  public CompletableFuture<Decision> judgeDeeply(SeriesId series, boolean deeply) {
    return said(new Command.JudgeDeeply(backend.operator(), series, deeply));
  }

  /// What people said so far.
  Priors priors() {
    return backend.snapshot().priors();
  }
}
