package io.watchfloor.app.store;

import io.watchfloor.model.audit.AuditEntry;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Makes the audit in the database and the audit in the file one again at a start. A crash may have
/// come between the two writes; a database set aside or restored is behind the file.
final class Reconciler {
  private Reconciler() {}

  /// Answers what is wrong and can't be mended here, in words.
  static List<String> reconcile(Handle handle, AuditFile file) {
    file.cutTornLine();
    var contents = file.contents();
    long stored = AuditTable.last(handle).map(AuditEntry::seq).orElse(0L);
    long written = contents.entries().isEmpty() ? 0 : contents.entries().getLast().seq();
    if (written > stored) {
      var ahead = contents.entries().stream().filter(entry -> entry.seq() > stored).toList();
      handle.useTransaction(h -> AuditTable.write(h, ahead));
    }
    if (stored > written) appendMissing(handle, file, written);
    return file.contents().problems();
  }

  private static void appendMissing(Handle handle, AuditFile file, long written) {
    long from = written + 1;
    while (true) {
      var missing = AuditTable.from(handle, from, 1000);
      if (missing.isEmpty()) return;
      file.append(missing);
      from = missing.getLast().seq() + 1;
    }
  }
}
