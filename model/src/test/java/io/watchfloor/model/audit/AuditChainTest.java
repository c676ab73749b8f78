package io.watchfloor.model.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class AuditChainTest {
  private static final Instant AT = Instant.parse("2026-11-24T10:00:00.123456789Z");
  private static final Operator ANNA = new Operator("anna");

  @Test
  void untouchedAuditIsIntact() {
    var entries = written(40, "run.start");
    assertEquals(
        new AuditVerifier.Result.Intact(40, entries.getLast().hash()),
        AuditVerifier.verify(entries, Optional.of(anchor(entries))));
    assertInstanceOf(
        AuditVerifier.Result.Intact.class, AuditVerifier.verify(List.of(), Optional.empty()));
  }

  @Test
  void chainGoesOnAfterARestart() {
    var entries = written(3, "run.start");
    entries.add(
        new AuditChain(Optional.of(entries.getLast())).next(AT, ANNA, "fix.approve", "run-1", ""));
    assertInstanceOf(
        AuditVerifier.Result.Intact.class,
        AuditVerifier.verify(entries, Optional.of(anchor(entries))));
  }

  @Test
  void fieldsDoNotRunIntoEachOther() {
    var one = new AuditChain(Optional.empty()).next(AT, ANNA, "ab", "c", "");
    var two = new AuditChain(Optional.empty()).next(AT, ANNA, "a", "bc", "");
    assertNotEquals(one.hash(), two.hash());
  }

  @Test
  void longTextsAreCutAndStillVerify() {
    var chain = new AuditChain(Optional.empty());
    var entries =
        List.of(
            chain.next(AT, ANNA, "note", "x".repeat(1_000_000), "😀".repeat(10_000)),
            chain.next(AT, ANNA, "note", "\ud800", "a\udc00b"));
    assertTrue(entries.getFirst().subject().length() <= AuditChain.LONGEST);
    assertTrue(entries.getFirst().why().endsWith("😀…"));
    assertEquals("\ufffd", entries.getLast().subject());
    assertInstanceOf(
        AuditVerifier.Result.Intact.class, AuditVerifier.verify(entries, Optional.empty()));
  }

  @Test
  void cutTailNeedsTheAnchorAndIsThenFound() {
    var entries = written(10, "run.start");
    var anchor = anchor(entries);
    var cut = entries.subList(0, 7);
    assertInstanceOf(
        AuditVerifier.Result.Intact.class, AuditVerifier.verify(cut, Optional.empty()));
    assertEquals(
        8,
        assertInstanceOf(
                AuditVerifier.Result.Broken.class, AuditVerifier.verify(cut, Optional.of(anchor)))
            .seq());
  }

  @Test
  void rewrittenAuditDisagreesWithTheAnchor() {
    var anchor = anchor(written(10, "run.start"));
    assertEquals(
        10,
        assertInstanceOf(
                AuditVerifier.Result.Broken.class,
                AuditVerifier.verify(written(12, "run.cancel"), Optional.of(anchor)))
            .seq());
  }

  /// R7: edit, delete, insert, swap, cut, rewrite; every one is found, at its place or before it.
  @Test
  void thousandMutationsAreAllFound() {
    for (int seed = 0; seed < 1_000; seed++) {
      var random = new Random(seed);
      var entries = written(random.nextInt(2, 40), "run.start");
      var anchor = anchor(entries);
      var mutated = mutated(entries, random);
      var result = AuditVerifier.verify(mutated, Optional.of(anchor));
      int number = seed;
      assertInstanceOf(AuditVerifier.Result.Broken.class, result, () -> "seed " + number);
    }
  }

  private static List<AuditEntry> mutated(List<AuditEntry> entries, Random random) {
    var mutated = new ArrayList<>(entries);
    int at = random.nextInt(entries.size());
    var it = entries.get(at);
    switch (random.nextInt(6)) {
      case 0 -> mutated.set(at, edited(it, random));
      case 1 -> mutated.remove(at);
      case 2 -> mutated.add(at, it);
      case 3 ->
          Collections.swap(
              mutated, at, (at + 1 + random.nextInt(entries.size() - 1)) % entries.size());
      case 4 -> mutated.subList(at, mutated.size()).clear();
      default -> {
        var chain = new AuditChain(at == 0 ? Optional.empty() : Optional.of(entries.get(at - 1)));
        for (int i = at; i < entries.size(); i++)
          mutated.set(i, chain.next(AT, ANNA, "rewritten", entries.get(i).subject(), ""));
      }
    }
    return mutated;
  }

  private static AuditEntry edited(AuditEntry it, Random random) {
    return switch (random.nextInt(7)) {
      case 0 ->
          new AuditEntry(
              it.seq() + 1,
              it.at(),
              it.operator(),
              it.action(),
              it.subject(),
              it.why(),
              it.previousHash(),
              it.hash());
      case 1 ->
          new AuditEntry(
              it.seq(),
              it.at().plusNanos(1_000),
              it.operator(),
              it.action(),
              it.subject(),
              it.why(),
              it.previousHash(),
              it.hash());
      case 2 ->
          new AuditEntry(
              it.seq(),
              it.at(),
              new Operator("eve"),
              it.action(),
              it.subject(),
              it.why(),
              it.previousHash(),
              it.hash());
      case 3 ->
          new AuditEntry(
              it.seq(),
              it.at(),
              it.operator(),
              it.action() + " ",
              it.subject(),
              it.why(),
              it.previousHash(),
              it.hash());
      case 4 ->
          new AuditEntry(
              it.seq(),
              it.at(),
              it.operator(),
              it.action(),
              it.why(),
              it.subject() + "",
              it.previousHash(),
              it.hash());
      case 5 ->
          new AuditEntry(
              it.seq(),
              it.at(),
              it.operator(),
              it.action(),
              it.subject(),
              it.why(),
              "0".repeat(63) + "1",
              it.hash());
      default ->
          new AuditEntry(
              it.seq(),
              it.at(),
              it.operator(),
              it.action(),
              it.subject(),
              it.why(),
              it.previousHash(),
              "f".repeat(64));
    };
  }

  private static List<AuditEntry> written(int count, String action) {
    var chain = new AuditChain(Optional.empty());
    var entries = new ArrayList<AuditEntry>();
    for (int i = 0; i < count; i++)
      entries.add(chain.next(AT.plusSeconds(i), ANNA, action, "run-" + i, "because " + i));
    return entries;
  }

  private static AuditVerifier.Anchor anchor(List<AuditEntry> entries) {
    return new AuditVerifier.Anchor(entries.getLast().seq(), entries.getLast().hash());
  }
}
