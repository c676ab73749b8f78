package io.watchfloor.app.ui.forecasts;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Later;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.model.forecast.ForecastRecord;
import io.watchfloor.model.forecast.Outlook;
import io.watchfloor.model.forecast.Outlooks;
import io.watchfloor.model.pipeline.Foresight;
import io.watchfloor.model.pipeline.History;
import io.watchfloor.model.pipeline.ServiceHealth;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.signal.SeriesId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What is expected of every series with a limit and of every service's main series, worst first.
/// Long looks run off the FX thread. FX thread only.
public final class ForecastsViewModel {
  /// What is looked at.
  public enum Tab {
    LIMITS,
    DEMAND
  }

  private static final Duration AGAIN = Duration.ofMinutes(5);
  private static final int MOST_DEMANDS = 40;

  private final Backend backend;
  private final Navigator navigator;
  private final ObjectProperty<Tab> tab = new SimpleObjectProperty<>(Tab.LIMITS);
  private final ObservableList<Outlook> limits = FXCollections.observableArrayList();
  private final ObservableList<Demand> demands = FXCollections.observableArrayList();
  private final ObjectProperty<Optional<SeriesId>> chosen =
      new SimpleObjectProperty<>(Optional.empty());
  private final ReadOnlyObjectWrapper<@Nullable Foresight> foresight =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Boolean> weighed = new ReadOnlyObjectWrapper<>(false);
  private final ReadOnlyObjectWrapper<@Nullable LookAhead> ahead = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<ForecastRecord> record =
      new ReadOnlyObjectWrapper<>(ForecastRecord.NONE);
  private @Nullable Runnable unsubscribe;
  private Instant readAt = Instant.EPOCH;
  private int question;

  public ForecastsViewModel(Backend backend, Navigator navigator) {
    this.backend = backend;
    this.navigator = navigator;
    tab.addListener(
        change -> {
          choose();
          lookAhead();
        });
    chosen.addListener(change -> lookAhead());
  }

  public void shown() {
    unsubscribe = backend.subscribe(this::take);
  }

  public void hidden() {
    if (unsubscribe != null) unsubscribe.run();
    unsubscribe = null;
  }

  private void take(Snapshot newer) {
    record.set(newer.forecastRecord());
    merge(newer);
    if (Duration.between(readAt, newer.at()).compareTo(AGAIN) >= 0) again();
  }

  /// Looks over everything anew.
  public void again() {
    var snapshot = backend.snapshot();
    var now = now();
    readAt = snapshot.at();
    var far = new AtomicReference<>(0.0);
    var looking = backend.read(history -> Foresight.look(history, now, far::set));
    navigator.follow(Text.of("jobs.foresight"), looking, far::get);
    Later.take(
        looking,
        found -> {
          foresight.set(found);
          merge(backend.snapshot());
        });
    var wanted = new LinkedHashMap<SeriesId, ServiceHealth>();
    for (var service : snapshot.services())
      service.series().ifPresent(id -> wanted.putIfAbsent(id, service));
    var services = wanted.entrySet().stream().limit(MOST_DEMANDS).toList();
    var done = new AtomicInteger();
    var weighing =
        backend.read(
            history ->
                services.stream()
                    .map(
                        one -> {
                          done.incrementAndGet();
                          return demand(one.getKey(), one.getValue(), history, now);
                        })
                    .toList());
    navigator.follow(Text.of("jobs.demand"), weighing, () -> done.get() / (services.size() + 1.0));
    Later.take(
        weighing,
        found -> {
          weighed.set(true);
          demands.setAll(found);
          choose();
        });
  }

  private static Demand demand(SeriesId id, ServiceHealth service, History history, Instant now) {
    return Demand.of(id, service.entity(), service.info(), history, now);
  }

  /// What was just seen and what days of history say, as one list: the sooner counts, the tested
  /// error is kept.
  private void merge(Snapshot snapshot) {
    Map<SeriesId, Outlook> all = new LinkedHashMap<>();
    var known = foresight.get();
    if (known != null) for (var outlook : known.outlooks()) all.put(outlook.series(), outlook);
    for (var near : snapshot.outlooks()) {
      var far = all.get(near.series());
      if (far == null || soon(near).isBefore(soon(far))) all.put(near.series(), near);
      else all.put(near.series(), far.of(near.entity()));
    }
    var worst = Outlooks.worstFirst(new ArrayList<>(all.values()), Foresight.MOST);
    if (!worst.equals(limits)) limits.setAll(worst);
    choose();
  }

  private static Instant soon(Outlook outlook) {
    return outlook.likely().orElse(Instant.MAX);
  }

  /// Keeps the choice where its row is still there, else takes the first.
  private void choose() {
    var shown = shown(tab.get());
    var now = chosen.get();
    if (now.isEmpty() || !shown.contains(now.get())) chosen.set(shown.stream().findFirst());
  }

  private List<SeriesId> shown(Tab which) {
    return switch (which) {
      case LIMITS -> limits.stream().map(Outlook::series).toList();
      case DEMAND -> demands.stream().map(Demand::series).toList();
    };
  }

  private void lookAhead() {
    int mine = ++question;
    var now = now();
    var outlook = outlook();
    var demand = demand();
    if (outlook.isEmpty() && demand.isEmpty()) {
      ahead.set(null);
      return;
    }
    var snapshot = backend.snapshot();
    var looking =
        backend.read(
            history ->
                outlook.isPresent()
                    ? LookAhead.at(outlook.get(), snapshot, history, now)
                    : LookAhead.at(demand.orElseThrow(), snapshot, history, now));
    var metric = outlook.map(Outlook::series).orElseGet(() -> demand.orElseThrow().series());
    navigator.follow(Text.of("jobs.ahead", PlainText.middle(metric.toString(), 60)), looking);
    Later.take(
        looking,
        answer -> {
          if (mine == question) ahead.set(answer);
        });
  }

  /// The chosen row of the limits.
  Optional<Outlook> outlook() {
    if (tab.get() != Tab.LIMITS) return Optional.empty();
    return limits.stream().filter(one -> isChosen(one.series())).findFirst();
  }

  /// The chosen row of the demand.
  Optional<Demand> demand() {
    if (tab.get() != Tab.DEMAND) return Optional.empty();
    return demands.stream().filter(one -> isChosen(one.series())).findFirst();
  }

  private boolean isChosen(SeriesId id) {
    return chosen.get().filter(id::equals).isPresent();
  }

  /// Chooses the row of a series; false where there is none.
  public boolean open(SeriesId series) {
    for (var which : Tab.values()) {
      if (!shown(which).contains(series)) continue;
      tab.set(which);
      chosen.set(Optional.of(series));
      return true;
    }
    return false;
  }

  /// Chooses the row `by` further down.
  public void move(int by) {
    var shown = shown(tab.get());
    if (shown.isEmpty()) return;
    int at = chosen.get().map(shown::indexOf).orElse(-1);
    chosen.set(Optional.of(shown.get(Math.clamp(at + by, 0, shown.size() - 1))));
  }

  public ObjectProperty<Tab> tab() {
    return tab;
  }

  public ObservableList<Outlook> limits() {
    return limits;
  }

  ObservableList<Demand> demands() {
    return demands;
  }

  public ObjectProperty<Optional<SeriesId>> chosen() {
    return chosen;
  }

  /// Null until everything was looked over once.
  public ReadOnlyObjectProperty<@Nullable Foresight> foresight() {
    return foresight.getReadOnlyProperty();
  }

  /// Whether the demand was worked out once.
  public ReadOnlyObjectProperty<Boolean> weighed() {
    return weighed.getReadOnlyProperty();
  }

  /// How right forecasts of limits were.
  public ReadOnlyObjectProperty<ForecastRecord> record() {
    return record.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable LookAhead> ahead() {
    return ahead.getReadOnlyProperty();
  }

  public Instant now() {
    return backend.clock().instant();
  }
}
