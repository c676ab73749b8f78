package io.watchfloor.connectors.syslog;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// One message as it was on the wire. What the sender did not say is the empty text. `at` is empty
/// where it wrote no time that can be right; `timeWords` is the time as it wrote it. `data` is the
/// structured data of RFC 5424, `id.name` to value.
record SyslogMessage(
    int priority,
    Optional<Instant> at,
    String timeWords,
    String host,
    String program,
    String process,
    String messageId,
    Map<String, String> data,
    String text) {
  int facility() {
    return priority >> 3;
  }
}
