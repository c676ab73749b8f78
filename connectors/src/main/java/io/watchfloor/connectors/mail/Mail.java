package io.watchfloor.connectors.mail;

import java.time.Instant;
import java.util.Optional;

/// One mail, as far as it is read: plain text, no attachments. `sent` is what its sender wrote, and
/// empty where that can't be right; `arrived` is when the mailbox got it.
record Mail(
    long uid,
    String id,
    String from,
    String subject,
    Optional<Instant> sent,
    Instant arrived,
    String text) {}
