package io.watchfloor.model.audit;

import java.util.Optional;

/// Checks an audit from its first entry to its last, and its end against an anchor kept elsewhere.
/// An edit, a removal, an insertion or a swap breaks the chain; a cut tail or a rewrite of
/// everything disagrees with the anchor.
public final class AuditVerifier {
  private AuditVerifier() {}

  /// Where the audit is known to have got to, kept outside it.
  public record Anchor(long seq, String hash) {}

  /// What a check found.
  public sealed interface Result {
    record Intact(long entries, String head) implements Result {}

    /// `seq` is the first entry that is not as it was written.
    record Broken(long seq, String why) implements Result {}
  }

  public static Result verify(Iterable<AuditEntry> entries, Optional<Anchor> anchor) {
    long expected = 1;
    var head = AuditChain.GENESIS;
    boolean anchored = anchor.isEmpty() || anchor.get().seq() == 0;
    for (var entry : entries) {
      if (entry.seq() != expected)
        return new Result.Broken(
            expected, "entry " + expected + " is missing; the next one is " + entry.seq());
      if (!entry.previousHash().equals(head))
        return new Result.Broken(entry.seq(), "it does not follow the entry before it");
      if (!AuditChain.isWhole(
          entry.operator().name()
              + " "
              + entry.action()
              + " "
              + entry.subject()
              + " "
              + entry.why()))
        return new Result.Broken(entry.seq(), "its text holds characters that are never written");
      var hash =
          AuditChain.hash(
              entry.seq(),
              entry.at(),
              entry.operator(),
              entry.action(),
              entry.subject(),
              entry.why(),
              entry.previousHash());
      if (!hash.equals(entry.hash()))
        return new Result.Broken(entry.seq(), "its text is not what was written");
      if (anchor.isPresent() && anchor.get().seq() == entry.seq()) {
        if (!anchor.get().hash().equals(entry.hash()))
          return new Result.Broken(
              entry.seq(), "it is not the entry that the anchor names: the audit was rewritten");
        anchored = true;
      }
      head = entry.hash();
      expected++;
    }
    if (!anchored)
      return new Result.Broken(
          expected, "the anchor knows of entry " + anchor.get().seq() + ": the end was cut off");
    return new Result.Intact(expected - 1, head);
  }
}
