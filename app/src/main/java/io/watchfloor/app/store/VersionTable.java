package io.watchfloor.app.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/// One table of facts kept as versions, newest marked. A fact that has only grown (same state)
/// takes the place of its newest version where `grows` says so; otherwise a version is appended.
final class VersionTable<T> {
  /// The end of what has not ended.
  static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  /// How a fact is filed. `ends` is [#NEVER] while it lasts; `open` is whether a restart needs it
  /// however old it is.
  record Filing<T>(
      Function<T, String> id,
      Function<T, Instant> begins,
      Function<T, Instant> ends,
      Predicate<T> open,
      Function<T, String> state) {}

  private final String table;
  private final Class<T> type;
  private final Filing<T> filing;
  private final boolean keepsVersions;

  VersionTable(String table, Class<T> type, boolean keepsVersions, Filing<T> filing) {
    this.table = table;
    this.type = type;
    this.keepsVersions = keepsVersions;
    this.filing = filing;
  }

  String table() {
    return table;
  }

  void write(Handle handle, List<T> facts, Instant now) {
    if (facts.isEmpty()) return;
    replaceNewest(handle, facts, now);
    var insert =
        handle.prepareBatch(
            "insert into "
                + table
                + " (id, begins_at, ends_at, is_open, is_newest, state, body)"
                + " values (:id, :begins, :ends, :open, :newest, :state, :body)");
    for (int i = 0; i < facts.size(); i++) {
      var fact = facts.get(i);
      var id = filing.id.apply(fact);
      boolean newest = isLast(facts, i, id);
      if (!newest && !keepsVersions) continue;
      insert
          .bind("id", id)
          .bind("begins", Database.micros(filing.begins.apply(fact)))
          .bind("ends", newest ? Database.micros(filing.ends.apply(fact)) : Database.micros(now))
          .bind("open", newest && filing.open.test(fact))
          .bind("newest", newest)
          .bind("state", filing.state.apply(fact))
          .bind("body", Json.write(fact))
          .add();
    }
    insert.execute();
  }

  /// A turn seldom holds the same fact twice; the last one wins then.
  private boolean isLast(List<T> facts, int index, String id) {
    for (int i = index + 1; i < facts.size() && i < index + 200; i++)
      if (filing.id.apply(facts.get(i)).equals(id)) return false;
    return true;
  }

  private void replaceNewest(Handle handle, List<T> facts, Instant now) {
    if (keepsVersions) {
      var same =
          handle.prepareBatch("delete from " + table + " where id = ? and is_newest and state = ?");
      for (var fact : facts) same.add(filing.id.apply(fact), filing.state.apply(fact));
      same.execute();
      var older =
          handle.prepareBatch(
              "update "
                  + table
                  + " set is_newest = false, is_open = false, ends_at = ? where id = ? and"
                  + " is_newest");
      for (var fact : facts) older.add(Database.micros(now), filing.id.apply(fact));
      older.execute();
      return;
    }
    var older = handle.prepareBatch("delete from " + table + " where id = ?");
    for (var fact : facts) older.add(filing.id.apply(fact));
    older.execute();
  }

  /// The newest versions of what lasted at some time of the window, the latest `limit`, oldest
  /// first.
  List<T> within(Handle handle, Instant from, Instant to, int limit) {
    return read(
        handle
            .createQuery(
                "select body from "
                    + table
                    + " where is_newest and ends_at >= :from and begins_at < :to"
                    + " order by begins_at desc, version_no desc fetch first :limit rows only")
            .bind("from", Database.micros(from))
            .bind("to", Database.micros(to))
            .bind("limit", limit)
            .mapTo(String.class)
            .list());
  }

  /// What is open, and what ended since.
  List<T> openOrSince(Handle handle, Instant since, int limit) {
    return read(
        handle
            .createQuery(
                "select body from "
                    + table
                    + " where is_newest and (is_open or ends_at >= :since)"
                    + " order by begins_at desc, version_no desc fetch first :limit rows only")
            .bind("since", Database.micros(since))
            .bind("limit", limit)
            .mapTo(String.class)
            .list());
  }

  Optional<T> newest(Handle handle, String id) {
    return handle
        .createQuery("select body from " + table + " where id = ? and is_newest")
        .bind(0, id)
        .mapTo(String.class)
        .findFirst()
        .flatMap(body -> Json.read(table, body, type));
  }

  /// Deletes what ended before; answers how many rows it took.
  int sweep(Handle handle, Instant before, int most) {
    return handle.execute(
        "delete from "
            + table
            + " where version_no in (select version_no from "
            + table
            + " where ends_at < ? and not is_open fetch first "
            + most
            + " rows only)",
        Database.micros(before));
  }

  private List<T> read(List<String> bodies) {
    var facts = new ArrayList<T>(bodies.size());
    for (var body : bodies) Json.read(table, body, type).ifPresent(facts::add);
    Collections.reverse(facts);
    return facts;
  }
}
