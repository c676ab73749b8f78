package io.watchfloor.app.store;

import io.watchfloor.model.audit.AuditEntry;
import io.watchfloor.model.audit.Operator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// The audit inside the database, as it is in the file beside it. Times are kept as text so that an
/// entry's hash still covers what it covered.
final class AuditTable {
  private static final RowMapper<AuditEntry> ENTRY =
      (row, context) ->
          new AuditEntry(
              row.getLong("seq"),
              Instant.parse(row.getString("at")),
              new Operator(row.getString("operator")),
              row.getString("action"),
              row.getString("subject"),
              row.getString("why"),
              row.getString("previous_hash"),
              row.getString("hash"));

  private AuditTable() {}

  static void write(Handle handle, List<AuditEntry> entries) {
    if (entries.isEmpty()) return;
    var insert =
        handle.prepareBatch(
            "insert into audit (seq, at, operator, action, subject, why, previous_hash, hash)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?)");
    for (var entry : entries)
      insert.add(
          entry.seq(),
          entry.at().toString(),
          entry.operator().name(),
          entry.action(),
          entry.subject(),
          entry.why(),
          entry.previousHash(),
          entry.hash());
    insert.execute();
  }

  static List<AuditEntry> from(Handle handle, long seq, int limit) {
    return handle
        .createQuery(
            "select * from audit where seq >= :seq order by seq fetch first :limit rows only")
        .bind("seq", seq)
        .bind("limit", limit)
        .map(ENTRY)
        .list();
  }

  static Optional<AuditEntry> last(Handle handle) {
    return handle
        .createQuery("select * from audit order by seq desc fetch first 1 rows only")
        .map(ENTRY)
        .findFirst();
  }
}
