package io.watchfloor.app.ui.alerts;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.settings.OwnView;
import io.watchfloor.app.ui.kit.Later;
import io.watchfloor.model.incident.Outside;
import io.watchfloor.model.pipeline.Command;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.signal.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
import org.jspecify.annotations.Nullable;

/// What the alerts screen knows: the rows that pass the filter, in an order that holds still while
/// some are selected; which are selected; what is new since one looked; the views of one's own.
/// Rows are worked out off the FX thread ([Arrangement]); only the newest answer is shown.
public final class AlertsViewModel {
  /// Up to so many changed places are changed one by one, which the table repaints row by row.
  private static final int FEW = 40;

  private final Backend backend;
  private final ObservableList<AlertRow> rows = FXCollections.observableArrayList();
  private final Set<String> selected = new LinkedHashSet<>();
  private final ReadOnlyStringWrapper mistake = new ReadOnlyStringWrapper("");
  private final List<Runnable> listeners = new ArrayList<>();
  private @Nullable Set<String> looked;
  private List<OwnView> own = List.of();
  private Arrangement now = Arrangement.NONE;
  private Comparator<AlertRow> order = AlertRow.ORDER;
  private String filterText = "state:firing";
  private Predicate<AlertRow> filter = row -> true;
  private Instant lookedAt;
  private int question;
  private Optional<Runnable> unsubscribe = Optional.empty();

  public AlertsViewModel(Backend backend) {
    this.backend = backend;
    this.lookedAt = backend.clock().instant();
    filter(filterText);
  }

  public void shown() {
    unsubscribe = Optional.of(backend.subscribe(snapshot -> arrange(false)));
    Later.take(
        backend.views(),
        found -> {
          own = found;
          arrange(false);
        });
  }

  public void hidden() {
    unsubscribe.ifPresent(Runnable::run);
    unsubscribe = Optional.empty();
  }

  /// Called whenever anything here has changed.
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /// Why an alert that fires is in no incident; empty where it is in one.
  Optional<String> outside(AlertRow row) {
    if (row.tracked().incident().isPresent()) return Optional.empty();
    return Optional.ofNullable(backend.snapshot().outside().get(row.key())).map(Outside::reason);
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
      looked = null;
      arrange(true);
    } catch (Filter.NotReadable e) {
      mistake.set(e.getMessage());
      changed();
    }
  }

  /// Sorts by the columns that were asked for, then as usual; null: as usual.
  void sort(@Nullable Comparator<AlertRow> wanted) {
    order = wanted == null ? AlertRow.ORDER : wanted.thenComparing(AlertRow.ORDER);
    arrange(true);
  }

  private Arrangement.Wish wish() {
    var views = new HashMap<String, Predicate<AlertRow>>();
    for (var view : SavedView.ALL) put(views, view.id(), view.filter(backend.operator().name()));
    for (var view : own) put(views, "own " + view.name(), view.filter());
    return new Arrangement.Wish(filter, order, looked, Set.copyOf(selected), views);
  }

  private static void put(Map<String, Predicate<AlertRow>> views, String id, String text) {
    try {
      views.put(id, Filter.parse(text));
    } catch (Filter.NotReadable e) {
      views.put(id, row -> false);
    }
  }

  private void arrange(boolean anew) {
    int mine = ++question;
    Snapshot snapshot = backend.snapshot();
    var wish = wish();
    Later.take(
        backend.work(() -> Arrangement.of(snapshot, wish)),
        answer -> {
          if (mine == question) take(answer, anew);
        });
  }

  /// New rows wait behind "3 new since you looked". While some are selected the order stays and
  /// what is new waits.
  private void take(Arrangement answer, boolean anew) {
    now = answer;
    if (looked == null) looked = Set.copyOf(answer.all().keySet());
    if (answer.wanted().isEmpty() && answer.waiting() > 0) {
      look(); // nobody reads anything that could move
      return;
    }
    selected.retainAll(answer.all().keySet());
    if (!anew && !selected.isEmpty()) replaceInPlace(answer.wanted());
    else morph(answer.wanted());
    changed();
  }

  private void replaceInPlace(List<AlertRow> wanted) {
    var byKey = wanted.stream().collect(Collectors.toMap(AlertRow::key, row -> row));
    for (int i = rows.size() - 1; i >= 0; i--) {
      var newer = byKey.get(rows.get(i).key());
      if (newer == null) rows.remove(i);
      else if (!newer.equals(rows.get(i))) rows.set(i, newer);
    }
  }

  /// Few changes are made row by row, so that nothing else of the table is rebuilt; many at once.
  private void morph(List<AlertRow> wanted) {
    if (wanted.equals(rows)) return;
    if (isFew(wanted)) {
      for (int i = 0; i < wanted.size(); i++)
        if (!wanted.get(i).equals(rows.get(i))) rows.set(i, wanted.get(i));
    } else {
      rows.setAll(wanted);
    }
  }

  private boolean isFew(List<AlertRow> wanted) {
    if (wanted.size() != rows.size()) return false;
    int different = 0;
    for (int i = 0; i < wanted.size() && different <= FEW; i++)
      if (!wanted.get(i).equals(rows.get(i))) different++;
    return different <= FEW;
  }

  /// How many pass the filter and wait to be shown.
  public int waiting() {
    return now.waiting();
  }

  public Instant lookedAt() {
    return lookedAt;
  }

  /// Shows what is new; the order is made anew.
  public void look() {
    looked = null;
    lookedAt = backend.clock().instant();
    arrange(true);
  }

  public int count(SavedView view) {
    return now.counts().getOrDefault(view.id(), 0);
  }

  public int count(OwnView view) {
    return now.counts().getOrDefault("own " + view.name(), 0);
  }

  public int total() {
    return now.all().size();
  }

  /// The views of one's own, as they are kept in the home.
  public List<OwnView> own() {
    return own;
  }

  /// Keeps `view` under its name, in place of one that had it.
  public CompletableFuture<Decision> keep(OwnView view) {
    var views = new ArrayList<>(own);
    views.removeIf(known -> known.name().equals(view.name()));
    views.add(view);
    return keep(views);
  }

  public CompletableFuture<Decision> rename(OwnView view, String name) {
    var views = new ArrayList<>(own);
    views.removeIf(known -> known.name().equals(name));
    views.replaceAll(known -> known.equals(view) ? new OwnView(name, view.filter()) : known);
    return keep(views);
  }

  public CompletableFuture<Decision> delete(OwnView view) {
    return keep(own.stream().filter(known -> !known.equals(view)).toList());
  }

  /// Takes every line of `text` that is a view, as a colleague may have sent them.
  ///
  /// @return how many
  public int take(String text) {
    var found = text.lines().limit(200).flatMap(line -> OwnView.parse(line).stream()).toList();
    var views = new ArrayList<>(own);
    for (var view : found) {
      views.removeIf(known -> known.name().equals(view.name()));
      views.add(view);
    }
    if (!found.isEmpty()) Later.take(keep(views), decision -> {});
    return found.size();
  }

  private CompletableFuture<Decision> keep(List<OwnView> views) {
    return backend
        .saveViews(views)
        .thenApply(
            decision -> {
              if (decision instanceof Decision.Accepted) own = List.copyOf(views);
              arrange(false);
              return decision;
            });
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
    return selected.stream().map(now.all()::get).filter(row -> row != null).toList();
  }

  public Map<SourceId, List<AlertRow>> selectionBySource() {
    return selection().stream()
        .collect(Collectors.groupingBy(AlertRow::source, LinkedHashMap::new, Collectors.toList()));
  }

  public CompletableFuture<Decision> acknowledge(String comment, Optional<Duration> length) {
    var keys = selection().stream().map(AlertRow::key).toList();
    return backend.send(new Command.Acknowledge(backend.operator(), keys, comment, length));
  }

  /// Writes once more what did not hold at the source, with the same comment and the same end.
  public CompletableFuture<Decision> writeAgain(AlertRow row) {
    var before = row.tracked().acknowledgement();
    var length =
        before
            .flatMap(ack -> ack.until())
            .map(until -> Duration.between(backend.clock().instant(), until))
            .filter(left -> !left.isNegative() && !left.isZero());
    var comment = before.map(ack -> ack.comment()).orElse("");
    return backend.send(
        new Command.Acknowledge(backend.operator(), List.of(row.key()), comment, length));
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
    for (var listener : List.copyOf(listeners)) listener.run();
  }
}
