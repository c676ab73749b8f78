package io.watchfloor.app.ui.alerts;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.pipeline.Command;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.SourceHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What the alerts screen knows: the rows that pass the filter, in an order that holds still while
/// some are selected; which are selected; what is new since one looked.
public final class AlertsViewModel {
  private final Backend backend;
  private final ObservableList<AlertRow> rows = FXCollections.observableArrayList();
  private final Set<String> selected = new LinkedHashSet<>();
  private final Set<String> looked = new HashSet<>();
  private final ReadOnlyStringWrapper mistake = new ReadOnlyStringWrapper("");
  private final List<Runnable> listeners = new ArrayList<>();
  private Map<String, AlertRow> all = Map.of();
  private String filterText = "state:firing";
  private Predicate<AlertRow> filter = row -> true;
  private Instant lookedAt;
  private boolean first = true;
  private Optional<Runnable> unsubscribe = Optional.empty();

  public AlertsViewModel(Backend backend) {
    this.backend = backend;
    this.lookedAt = backend.clock().instant();
    filter(filterText);
  }

  public void shown() {
    unsubscribe = Optional.of(backend.subscribe(this::take));
  }

  public void hidden() {
    unsubscribe.ifPresent(Runnable::run);
    unsubscribe = Optional.empty();
  }

  /// Called whenever anything here has changed.
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  public ObservableList<AlertRow> rows() {
    return rows;
  }

  /// What is wrong with the filter's text; empty when nothing is.
  public ReadOnlyStringProperty mistake() {
    return mistake.getReadOnlyProperty();
  }

  public String filterText() {
    return filterText;
  }

  /// A text that cannot be read leaves the rows as they are and says why.
  public void filter(String text) {
    filterText = text;
    try {
      filter = Filter.parse(text);
      mistake.set("");
      arrange(true);
    } catch (Filter.NotReadable e) {
      mistake.set(e.getMessage());
    }
    changed();
  }

  void take(Snapshot snapshot) {
    var blind =
        snapshot.sources().stream()
            .filter(source -> source.health() == SourceHealth.BLIND)
            .map(source -> source.id())
            .collect(Collectors.toSet());
    Map<IncidentId, Incident> incidents = new HashMap<>();
    for (var incident : snapshot.incidents()) incidents.put(incident.id(), incident);
    var next = new LinkedHashMap<String, AlertRow>();
    for (var tracked : snapshot.alerts()) {
      var owner = tracked.incident().map(incidents::get).flatMap(AlertsViewModel::ownerOf);
      next.put(
          tracked.key(), AlertRow.of(tracked, blind.contains(tracked.alert().source()), owner));
    }
    all = next;
    if (first) looked.addAll(next.keySet());
    first = false;
    selected.retainAll(next.keySet());
    arrange(false);
    changed();
  }

  private static Optional<io.watchfloor.model.audit.Operator> ownerOf(Incident incident) {
    return incident.owner();
  }

  /// New rows wait behind "3 new since you looked". Brings `rows` to what passes the filter, by
  /// key: rows that changed are replaced in place, so nothing else of the table is rebuilt. While
  /// some are selected the order stays and what is new waits.
  private void arrange(boolean anew) {
    if (anew) looked.addAll(all.keySet());
    var wanted =
        all.values().stream()
            .filter(row -> filter.test(row) || selected.contains(row.key()))
            .filter(row -> looked.contains(row.key()))
            .sorted(AlertRow.ORDER)
            .toList();
    if (!anew && !selected.isEmpty()) replaceInPlace(wanted);
    else morph(wanted);
  }

  private void replaceInPlace(List<AlertRow> wanted) {
    var byKey = wanted.stream().collect(Collectors.toMap(AlertRow::key, row -> row));
    for (int i = rows.size() - 1; i >= 0; i--) {
      var newer = byKey.get(rows.get(i).key());
      if (newer == null) rows.remove(i);
      else if (!newer.equals(rows.get(i))) rows.set(i, newer);
    }
  }

  private void morph(List<AlertRow> wanted) {
    for (int i = 0; i < wanted.size(); i++) {
      var row = wanted.get(i);
      if (i < rows.size() && rows.get(i).key().equals(row.key())) {
        if (!rows.get(i).equals(row)) rows.set(i, row);
      } else if (i + 1 < rows.size() && rows.get(i + 1).key().equals(row.key())) {
        rows.remove(i);
        if (!rows.get(i).equals(row)) rows.set(i, row);
      } else {
        rows.add(i, row);
      }
    }
    if (rows.size() > wanted.size()) rows.remove(wanted.size(), rows.size());
  }

  /// How many pass the filter and wait to be shown.
  public int waiting() {
    return (int)
        all.values().stream()
            .filter(row -> !looked.contains(row.key()) && filter.test(row))
            .count();
  }

  public Instant lookedAt() {
    return lookedAt;
  }

  /// Shows what is new; the order is made anew.
  public void look() {
    looked.addAll(all.keySet());
    lookedAt = backend.clock().instant();
    arrange(true);
    changed();
  }

  public int count(SavedView view) {
    try {
      var test = Filter.parse(view.filter(backend.operator().name()));
      return (int) all.values().stream().filter(test).count();
    } catch (Filter.NotReadable e) {
      return 0;
    }
  }

  public int total() {
    return all.size();
  }

  public boolean isSelected(AlertRow row) {
    return selected.contains(row.key());
  }

  public void toggle(AlertRow row) {
    if (!selected.remove(row.key())) selected.add(row.key());
    changed();
  }

  public void selectAll(boolean on) {
    selected.clear();
    if (on) for (var row : rows) selected.add(row.key());
    changed();
  }

  public void clearSelection() {
    selected.clear();
    arrange(false);
    changed();
  }

  public List<AlertRow> selection() {
    return selected.stream().map(all::get).filter(row -> row != null).toList();
  }

  public Map<SourceId, List<AlertRow>> selectionBySource() {
    return selection().stream()
        .collect(Collectors.groupingBy(AlertRow::source, LinkedHashMap::new, Collectors.toList()));
  }

  public CompletableFuture<Decision> acknowledge(String comment, Optional<Duration> length) {
    var keys = selection().stream().map(AlertRow::key).toList();
    return backend.send(new Command.Acknowledge(backend.operator(), keys, comment, length));
  }

  public CompletableFuture<Decision> unacknowledge(String comment) {
    var keys = selection().stream().map(AlertRow::key).toList();
    return backend.send(new Command.Unacknowledge(backend.operator(), keys, comment));
  }

  public CompletableFuture<Decision> markSeen(List<AlertRow> seen) {
    var keys = seen.stream().map(AlertRow::key).toList();
    return backend.send(new Command.MarkSeen(backend.operator(), keys));
  }

  private void changed() {
    for (var listener : listeners) listener.run();
  }
}
