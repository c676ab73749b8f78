package io.watchfloor.app.ui.logs;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Later;
import io.watchfloor.model.detect.LogFinding;
import io.watchfloor.model.detect.LogTemplate;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.pipeline.History;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Which templates are listed, which one is chosen, and the lines of its chosen minute. The store
/// is asked off the FX thread; only the newest question's answer is shown. FX thread only.
public final class LogsViewModel {
  static final int MOST_LINES = 500;
  static final int MOST_LATEST = 100;
  private static final int MOST_STORED = 5_000;
  private static final Duration LATEST = Duration.ofMinutes(15);
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final Backend backend;
  private final ObservableList<TemplateRow> rows = FXCollections.observableArrayList();
  private final StringProperty query = new SimpleStringProperty("");
  private final ObjectProperty<Optional<Standing>> only =
      new SimpleObjectProperty<>(Optional.empty());
  private final ObjectProperty<TemplateRow.Order> order =
      new SimpleObjectProperty<>(TemplateRow.Order.STANDS_OUT);
  private final ObjectProperty<Optional<Instant>> minute =
      new SimpleObjectProperty<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<TemplateRow>> chosen =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<LogLine>> lines = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<List<Window>> blind = new ReadOnlyObjectWrapper<>(List.of());
  private List<TemplateRow> all = List.of();
  private List<LogTemplate> stored = List.of();
  private Optional<TemplateRow.Key> wanted = Optional.empty();
  private @Nullable Runnable unsubscribe;
  private int search;
  private Instant readAt = Instant.EPOCH;
  private boolean isAsking;
  private boolean isStale;

  public LogsViewModel(Backend backend) {
    this.backend = backend;
    query.addListener(change -> search());
    only.addListener(change -> list());
    order.addListener(change -> list());
    minute.addListener(change -> readOther());
  }

  public void shown() {
    unsubscribe = backend.subscribe(newer -> list());
  }

  public void hidden() {
    if (unsubscribe != null) unsubscribe.run();
    unsubscribe = null;
  }

  /// Templates that were forgotten live are still found in the store.
  private void search() {
    list();
    int mine = ++search;
    if (query.get().isBlank()) {
      stored = List.of();
      return;
    }
    Later.take(
        backend.read(history -> history.templates(MOST_STORED)),
        answer -> {
          if (mine != search) return;
          stored = answer;
          list();
        });
  }

  private void list() {
    var snapshot = backend.snapshot();
    var templates = new ArrayList<>(snapshot.templates());
    var known = new HashSet<TemplateRow.Key>();
    for (var one : templates) known.add(new TemplateRow.Key(one.id(), one.isSandbox()));
    for (var one : stored)
      if (known.add(new TemplateRow.Key(one.id(), one.isSandbox()))) templates.add(one);
    all = TemplateRow.of(templates, snapshot.logFindings());
    var words = query.get().strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    var listed =
        all.stream()
            .filter(row -> only.get().isEmpty() || only.get().get() == row.standing())
            .filter(row -> row.holds(words))
            .sorted(order.get().by())
            .toList();
    if (!listed.equals(rows)) rows.setAll(listed);
    var before = chosen.get();
    keepChoice();
    if (!key(before).equals(key(chosen.get()))) readOther();
    else if (hasNews(before, chosen.get())) readLines();
  }

  private static Optional<TemplateRow.Key> key(Optional<TemplateRow> row) {
    return row.map(TemplateRow::key);
  }

  private boolean hasNews(Optional<TemplateRow> before, Optional<TemplateRow> after) {
    boolean isSame =
        before.map(row -> row.template().lines()).equals(after.map(row -> row.template().lines()));
    return !isSame && Duration.between(readAt, now()).compareTo(AGAIN) >= 0;
  }

  private void keepChoice() {
    var still = wanted.flatMap(key -> row(rows, key));
    if (still.isEmpty()) still = rows.stream().findFirst();
    if (still.isPresent() && wanted.isPresent() && !still.get().key().equals(wanted.get()))
      minute.set(Optional.empty());
    wanted = still.map(TemplateRow::key);
    chosen.set(still);
  }

  private static Optional<TemplateRow> row(List<TemplateRow> rows, TemplateRow.Key key) {
    return rows.stream().filter(row -> row.key().equals(key)).findFirst();
  }

  ObservableList<TemplateRow> rows() {
    return rows;
  }

  /// How many templates stand out in each way, whatever the search.
  Map<Standing, Integer> counts() {
    var counts = new EnumMap<Standing, Integer>(Standing.class);
    for (var row : all) counts.merge(row.standing(), 1, Integer::sum);
    return counts;
  }

  int known() {
    return all.size();
  }

  public StringProperty query() {
    return query;
  }

  /// Only those that stand out like this; empty: all.
  ObjectProperty<Optional<Standing>> only() {
    return only;
  }

  ObjectProperty<TemplateRow.Order> order() {
    return order;
  }

  ReadOnlyObjectProperty<Optional<TemplateRow>> chosen() {
    return chosen.getReadOnlyProperty();
  }

  void choose(TemplateRow row) {
    if (wanted.filter(row.key()::equals).isPresent()) return;
    wanted = Optional.of(row.key());
    minute.set(Optional.empty());
    chosen.set(Optional.of(row));
    readOther();
  }

  /// Chooses the row `by` further down.
  void move(int by) {
    if (rows.isEmpty()) return;
    int at = wanted.flatMap(key -> row(rows, key)).map(rows::indexOf).orElse(-1);
    choose(rows.get(Math.clamp(at + (long) by, 0, rows.size() - 1)));
  }

  /// The start of the minute whose lines are shown; empty: the latest lines.
  ObjectProperty<Optional<Instant>> minute() {
    return minute;
  }

  /// Moves the chosen minute; from nowhere to the last.
  void moveMinute(int by) {
    if (chosen.get().isEmpty()) return;
    var rates = chosen.get().get().template().rates();
    if (rates.size() == 0) return;
    var last = rates.at(rates.size() - 1);
    var next = minute.get().map(at -> at.plus(by, ChronoUnit.MINUTES)).orElse(last);
    if (next.isBefore(rates.from())) next = rates.from();
    minute.set(Optional.of(next.isAfter(last) ? last : next));
  }

  /// The lines of the chosen minute, or the latest, oldest first.
  ReadOnlyObjectProperty<List<LogLine>> lines() {
    return lines.getReadOnlyProperty();
  }

  /// When a source of the chosen template was not seen.
  ReadOnlyObjectProperty<List<Window>> blind() {
    return blind.getReadOnlyProperty();
  }

  /// Other lines than those shown are wanted: they go at once.
  private void readOther() {
    reading.set(true);
    lines.set(List.of());
    readLines();
  }

  /// Whether the lines wanted are not known yet.
  ReadOnlyBooleanProperty reading() {
    return reading.getReadOnlyProperty();
  }

  /// One question at a time; what changed meanwhile is asked after the answer.
  private void readLines() {
    readAt = now();
    if (chosen.get().isEmpty()) {
      lines.set(List.of());
      blind.set(List.of());
      reading.set(false);
      return;
    }
    if (isAsking) {
      isStale = true;
      return;
    }
    isAsking = true;
    var template = chosen.get().get().template();
    var at = minute.get();
    var unused =
        backend
            .read(history -> Lines.read(template, at, history))
            .whenComplete(
                (answer, failed) -> {
                  isAsking = false;
                  if (isStale) {
                    isStale = false;
                    readLines();
                    return;
                  }
                  if (failed == null && answer != null && chosen.get().isPresent()) {
                    lines.set(answer.lines());
                    blind.set(answer.blind());
                  }
                  reading.set(false);
                });
  }

  private record Lines(List<LogLine> lines, List<Window> blind) {
    static Lines read(LogTemplate template, Optional<Instant> minute, History history) {
      var window =
          minute
              .map(at -> new Window(at, at.plus(1, ChronoUnit.MINUTES)))
              .orElseGet(() -> Window.before(template.lastSeen().plusMillis(1), LATEST));
      int most = minute.isPresent() ? MOST_LINES : MOST_LATEST;
      var lines =
          history.logs(window, template.id(), EntityId.NONE, "", most).stream()
              .filter(line -> line.source().isSandbox() == template.isSandbox())
              .toList();
      var rates = template.rates();
      if (rates.size() == 0) return new Lines(lines, List.of());
      var whole = new Window(rates.from(), rates.at(rates.size()));
      var gaps = history.gaps(whole);
      var blind =
          template.sources().stream()
              .flatMap(source -> gaps.getOrDefault(source, List.of()).stream())
              .toList();
      return new Lines(lines, blind);
    }
  }

  /// The incident that a finding of the chosen template is a member of.
  Optional<IncidentId> incident() {
    if (chosen.get().isEmpty()) return Optional.empty();
    var refs = chosen.get().get().findings().stream().map(one -> new Ref.ToLog(one.id())).toList();
    return backend.snapshot().incidents().stream()
        .filter(it -> it.members().stream().anyMatch(member -> refs.contains(member.ref())))
        .findFirst()
        .map(Incident::id);
  }

  /// The template behind a finding, at the minute the finding began; false when it is not known any
  /// more.
  boolean open(Ref.ToLog ref) {
    var finding =
        backend.snapshot().logFindings().stream()
            .filter(one -> one.id().equals(ref.finding()))
            .findFirst();
    if (finding.isEmpty()) return openOld(ref);
    showAll();
    wanted =
        Optional.of(
            new TemplateRow.Key(finding.get().template(), finding.get().source().isSandbox()));
    list();
    boolean isThere = chosen.get().filter(row -> has(row, finding.get())).isPresent();
    minute.set(
        isThere ? Optional.of(finding.get().from().truncatedTo(ChronoUnit.MINUTES)) : minute.get());
    readLines();
    return isThere;
  }

  /// The finding is long over: its template may still be known here, or in store.
  private boolean openOld(Ref.ToLog ref) {
    var template = LogFinding.templateOf(ref.finding());
    if (template.isEmpty()) return false;
    showAll();
    long id = template.getAsLong();
    if (choose(id)) return true;
    Later.take(
        backend.read(history -> history.templates(MOST_STORED)),
        answer -> {
          stored = answer.stream().filter(one -> one.id() == id).toList();
          list();
          choose(id);
        });
    return true;
  }

  private boolean choose(long template) {
    var row = all.stream().filter(one -> one.template().id() == template).findFirst();
    row.ifPresent(this::choose);
    return row.isPresent();
  }

  private static boolean has(TemplateRow row, LogFinding finding) {
    return row.findings().contains(finding);
  }

  private void showAll() {
    query.set("");
    only.set(Optional.empty());
  }

  Snapshot snapshot() {
    return backend.snapshot();
  }

  Instant now() {
    return backend.clock().instant();
  }
}
