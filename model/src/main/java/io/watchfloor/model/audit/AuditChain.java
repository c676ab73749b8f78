package io.watchfloor.model.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;

/// Writes the next audit entry. Each hash covers the entry's own fields, each with its length
/// before it so that no two entries read the same, and the hash before. Texts are cut at [#LONGEST]
/// characters; times at microseconds, as the store keeps them. The engine thread owns it.
public final class AuditChain {
  /// The hash before the first entry.
  public static final String GENESIS = "0".repeat(64);

  static final int LONGEST = 4_000;

  private long seq;
  private String head;

  public AuditChain(Optional<AuditEntry> last) {
    this.seq = last.map(AuditEntry::seq).orElse(0L);
    this.head = last.map(AuditEntry::hash).orElse(GENESIS);
  }

  public AuditEntry next(Instant at, Operator operator, String action, String subject, String why) {
    var entry =
        entry(
            seq + 1,
            at.truncatedTo(ChronoUnit.MICROS),
            operator,
            cut(action),
            cut(subject),
            cut(why),
            head);
    seq = entry.seq();
    head = entry.hash();
    return entry;
  }

  private static AuditEntry entry(
      long seq,
      Instant at,
      Operator operator,
      String action,
      String subject,
      String why,
      String previous) {
    return new AuditEntry(
        seq,
        at,
        operator,
        action,
        subject,
        why,
        previous,
        hash(seq, at, operator, action, subject, why, previous));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }

  /// The hash that an entry with these fields must have.
  static String hash(
      long seq,
      Instant at,
      Operator operator,
      String action,
      String subject,
      String why,
      String previous) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var field :
          new String[] {
            Long.toString(seq), at.toString(), operator.name(), action, subject, why, previous
          }) {
        var bytes = field.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
