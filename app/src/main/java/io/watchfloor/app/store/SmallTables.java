package io.watchfloor.app.store;

import io.watchfloor.model.learn.Feedback;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// The tables that need no more than a statement or two: cursors, gaps, feedback, saved state.
final class SmallTables {
  private static final int MOST_FEEDBACK = 10_000;

  private SmallTables() {}

  static void writeCursors(Handle handle, Map<SourceId, Cursor> cursors) {
    cursors.forEach(
        (source, cursor) -> {
          handle.execute("delete from source_cursor where source = ?", source.name());
          handle.execute(
              "insert into source_cursor (source, up_to, state) values (?, ?, ?)",
              source.name(),
              cursor.upTo().toString(),
              cursor.state());
        });
  }

  static Map<SourceId, Cursor> cursors(Handle handle) {
    var cursors = new TreeMap<SourceId, Cursor>();
    handle
        .createQuery("select source, up_to, state from source_cursor")
        .map(
            (row, context) ->
                Map.entry(
                    new SourceId(row.getString(1)),
                    new Cursor(Instant.parse(row.getString(2)), row.getString(3))))
        .forEach(entry -> cursors.put(entry.getKey(), entry.getValue()));
    return cursors;
  }

  /// A gap that grows begins where it began.
  static void writeGaps(Handle handle, Map<SourceId, Window> gaps) {
    gaps.forEach(
        (source, gap) -> {
          var from = Database.micros(gap.from());
          handle.execute("delete from gap where source = ? and from_at = ?", source.name(), from);
          handle.execute(
              "insert into gap (source, from_at, to_at) values (?, ?, ?)",
              source.name(),
              from,
              Database.micros(gap.to()));
        });
  }

  static Map<SourceId, List<Window>> gaps(Handle handle, Window window) {
    var gaps = new TreeMap<SourceId, List<Window>>();
    handle
        .createQuery(
            "select source, from_at, to_at from gap where to_at > :from and from_at < :to"
                + " and from_at < to_at order by from_at")
        .bind("from", Database.micros(window.from()))
        .bind("to", Database.micros(window.to()))
        .map(
            (row, context) ->
                Map.entry(
                    new SourceId(row.getString(1)),
                    new Window(
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getObject(3, OffsetDateTime.class).toInstant())))
        .forEach(
            entry ->
                gaps.computeIfAbsent(entry.getKey(), id -> new ArrayList<>())
                    .add(entry.getValue()));
    return gaps;
  }

  static void writeFeedback(Handle handle, List<Feedback> feedback) {
    for (var one : feedback)
      handle.execute(
          "insert into feedback (at, body) values (?, ?)",
          Database.micros(one.at()),
          Json.write(one));
  }

  static List<Feedback> feedback(Handle handle) {
    return handle
        .createQuery(
            "select body from feedback order by feedback_no desc fetch first :most rows only")
        .bind("most", MOST_FEEDBACK)
        .mapTo(String.class)
        .list()
        .reversed()
        .stream()
        .flatMap(body -> Json.read("feedback", body, Feedback.class).stream())
        .toList();
  }

  static void writeState(Handle handle, String name, byte[] state, Instant now) {
    handle.execute("delete from saved_state where name = ?", name);
    handle.execute(
        "insert into saved_state (name, saved_at, body) values (?, ?, ?)",
        name,
        Database.micros(now),
        state);
  }

  static Optional<byte[]> state(Handle handle, String name) {
    return handle
        .createQuery("select body from saved_state where name = ?")
        .bind(0, name)
        .mapTo(byte[].class)
        .findFirst();
  }
}
