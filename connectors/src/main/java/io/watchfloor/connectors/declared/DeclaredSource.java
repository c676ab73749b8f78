package io.watchfloor.connectors.declared;

import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.http.ClockSkew;
import io.watchfloor.connectors.http.Node;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.source.WriteBack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A source as its description says. A read that is refused for good is a notice as long as another
/// succeeds: a token may lack one right. One that may succeed later fails the whole pull.
final class DeclaredSource implements Source {
  private static final Duration LEAST_OVERLAP = Duration.ofMinutes(1);
  private static final int MOST_REPEATS = 200;
  private static final int MOST_SIGNALS = 200_000;

  private final SourceSettings settings;
  private final Description description;
  private final Api api;
  private final Opening opening;
  private final Map<String, Object> variables;

  DeclaredSource(SourceSettings settings, Description description, Api api, Opening opening) {
    this.settings = settings;
    this.description = description;
    this.api = api;
    this.opening = opening;
    this.variables = description.variables(settings);
  }

  @Override
  public SourceId id() {
    return settings.id();
  }

  Api api() {
    return api;
  }

  /// What a pull found so far.
  private static final class Found {
    final List<Signal> signals = new ArrayList<>();
    final List<String> notices = new ArrayList<>();
    int succeeded;
    @Nullable SourceException refused;
  }

  @Override
  public Pull pull(Window window, Cursor from) throws SourceException, InterruptedException {
    var now = window.to();
    var memory = Memory.read(from.state(), id(), opening);
    var found = new Found();
    api.takeRequests();
    for (var read : description.reads()) {
      if (!read.isOn(Scope.of(variables, now))) continue;
      var known = memory.of(read.name());
      if (known.asked.plus(read.every()).isAfter(now) && !read.every().isZero()) {
        found.succeeded++;
        continue;
      }
      read(read, known, window, from.isStart(), found);
    }
    var refused = found.refused;
    if (found.succeeded == 0 && refused != null) throw refused;
    found.notices.addAll(ClockSkew.notice(api.skew()));
    var cursor = new Cursor(now, memory.write());
    return new Pull(found.signals, cursor, found.notices, api.takeRequests(), api.skew());
  }

  private void read(Read read, Memory.OfRead known, Window window, boolean first, Found found)
      throws SourceException, InterruptedException {
    var now = window.to();
    var since = since(read, known, window, first);
    var scope =
        Scope.of(variables, now)
            .with(Map.of("since", since.plus(api.skew()), "now", now.plus(api.skew())));
    var mapper = new Mapper(read, id(), opening.entities(), now);
    var newest = new Instant[] {since};
    boolean whole = true;
    int refusals = 0;
    var repeats = repeats(read, found);
    for (var it : repeats) {
      try {
        whole &= walk(read, scope.with("it", it), mapper, newest, found);
        found.succeeded++;
      } catch (SourceException e) {
        if (e.retryable() || e.why().contains("(401)")) throw e;
        refusals++;
        if (found.refused == null) found.refused = e;
        found.notices.add(read.name() + ": " + e.why());
      }
    }
    found.notices.addAll(mapper.notices());
    if (refusals == repeats.size()) return;
    if (!whole) found.notices.add(read.name() + ": there was more than one pull takes.");
    known.asked = now;
    known.upTo = whole || !read.oldestFirst() ? now : newest[0].minus(api.skew());
    var made = mapper.signals();
    if (read.missingIsOver()) made = standing(made, known, whole && refusals == 0, now);
    found.signals.addAll(known.fresh(made, known.upTo.minus(overlap(read))));
  }

  private List<String> repeats(Read read, Found found) {
    if (read.repeated().isEmpty()) return List.of("");
    var all = settings.list(read.repeated());
    if (all.size() <= MOST_REPEATS) return all;
    found.notices.add(read.name() + ": only the first " + MOST_REPEATS + " are asked for.");
    return all.subList(0, MOST_REPEATS);
  }

  private Instant since(Read read, Memory.OfRead known, Window window, boolean first) {
    if (first || known.upTo.equals(Instant.EPOCH)) {
      var begin = window.to().minus(read.begin());
      return window.from().isBefore(begin) ? window.from() : begin;
    }
    return known.upTo.minus(overlap(read));
  }

  private Duration overlap(Read read) {
    var usual = settings.interval().multipliedBy(2);
    var least = usual.compareTo(LEAST_OVERLAP) < 0 ? LEAST_OVERLAP : usual;
    return read.overlap().compareTo(least) < 0 ? least : read.overlap();
  }

  private boolean walk(Read read, Scope scope, Mapper mapper, Instant[] newest, Found found)
      throws SourceException, InterruptedException {
    var lost = new String[] {""};
    boolean whole =
        read.pages()
            .walk(
                api,
                read.request(),
                scope,
                (page, at) -> {
                  refuse(read, page);
                  lost[0] = read.items().lost(page);
                  return take(read, page, at, mapper, newest);
                });
    if (!lost[0].isEmpty()) found.notices.add(read.name() + ": " + lost[0]);
    return whole;
  }

  private void refuse(Read read, Node page) throws SourceException {
    var refused = read.refused().map(path -> path.first(page)).orElse(Node.MISSING);
    if (!refused.isThere() || refused.toString().isEmpty()) return;
    throw new SourceException(
        description.title() + " says: " + SafeText.words(refused.toString()), false, null);
  }

  private static Pages.Taken take(
      Read read, Node page, Scope scope, Mapper mapper, Instant[] newest) throws SourceException {
    int count = 0;
    Optional<Instant> last = Optional.empty();
    for (var item : read.items().all(page)) {
      var inItem = scope.at(item);
      var points =
          read.points().isEmpty() ? List.of(Node.MISSING) : inItem.nodes(read.points().get());
      for (var point : points) {
        if (++count > MOST_SIGNALS || mapper.made() > MOST_SIGNALS)
          throw new SourceException(
              read.name() + ": there are more than " + MOST_SIGNALS + " items; ask for fewer.",
              false,
              null);
        var inPoint = inItem.inside(point);
        if (!read.takes(inPoint)) continue;
        var at = mapper.take(inPoint);
        if (at.isPresent() && (last.isEmpty() || at.get().isAfter(last.get()))) last = at;
      }
    }
    if (last.isPresent() && last.get().isAfter(newest[0])) newest[0] = last.get();
    return new Pages.Taken(count, last);
  }

  /// What is not in a whole answer any more is over; in one that is not whole, nothing is.
  private static List<Signal> standing(
      List<Signal> made, Memory.OfRead known, boolean whole, Instant now) {
    var alerts = made.stream().filter(Alert.class::isInstance).map(Alert.class::cast).toList();
    return List.copyOf(
        known.alerts.listed(alerts, now, whole ? 1 : Integer.MAX_VALUE, Duration.ZERO));
  }

  /// For "Test connection": what each read finds now.
  String sample() throws SourceException, InterruptedException {
    var now = opening.clock().instant();
    var pull = pull(Window.before(now, settings.interval()), Cursor.START);
    if (pull.requests() == 0)
      throw new SourceException(
          "Nothing is asked for: every part of it is off, or lists nothing.", false, null);
    var words =
        new StringBuilder(pull.signals().size() + " signals in " + pull.requests() + " requests.");
    for (var notice : pull.notices()) words.append(' ').append(SafeText.words(notice));
    return words.toString();
  }

  @Override
  public List<WriteBack> writeBacks() {
    return description.acts().isEmpty()
        ? List.of()
        : List.of(new DeclaredWriteBack(id(), description, api, variables, opening));
  }

  @Override
  public void close() {
    api.close();
  }
}
