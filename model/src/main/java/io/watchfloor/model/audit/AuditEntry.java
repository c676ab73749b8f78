package io.watchfloor.model.audit;

import java.time.Instant;

/// One line of the audit. `hash` covers everything else and `previousHash`, so that an entry can't
/// be edited, removed, inserted or moved without breaking the chain. Hashes are lower-case hex of
/// SHA-256.
public record AuditEntry(
    long seq,
    Instant at,
    Operator operator,
    String action,
    String subject,
    String why,
    String previousHash,
    String hash) {}
