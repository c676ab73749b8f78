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

  /// At most [#LONGEST] characters, whole ones only: half a surrogate pair has no bytes of its own.
  private static String cut(String text) {
    var whole =
        isWhole(text)
            ? text
            : text.codePoints()
                .map(point -> isHalf(point) ? 0xFFFD : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    if (whole.length() <= LONGEST) return whole;
    int end = Character.isHighSurrogate(whole.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
    return whole.substring(0, end) + "…";
  }

  private static boolean isHalf(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  /// Whether a text has no half of a surrogate pair.
  static boolean isWhole(String text) {
    return text.codePoints().noneMatch(AuditChain::isHalf);
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
