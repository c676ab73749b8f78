package io.watchfloor.app.store;

import static io.watchfloor.app.store.SomeFacts.NOON;
import static io.watchfloor.app.store.SomeFacts.SOURCE;
import static io.watchfloor.app.store.SomeFacts.WEB;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.app.settings.Settings;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.pipeline.Store;
import io.watchfloor.model.remedy.RunState;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Window;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2StoreTest {
  private static final Settings.Retention MONTH =
      new Settings.Retention(Duration.ofDays(30), 1L << 30);
  private static final Window ALL =
      new Window(NOON.minus(Duration.ofDays(40)), NOON.plus(Duration.ofDays(2)));

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON.plusSeconds(10));
  @TempDir Path home;

  private H2Store open() {
    return H2Store.open(home, MONTH, now::get);
  }

  @Test
  void everythingCommittedIsThereAfterARestart() {
    var facts = SomeFacts.everything();
    try (var store = open()) {
      store.commit(facts);
      store.saveState("detectors", new byte[] {1, 2, 3});
      checkEverything(store, facts.signals().samples().getFirst().size());
    }
    try (var store = open()) {
      checkEverything(store, 1);
      assertArrayEquals(new byte[] {1, 2, 3}, store.state("detectors").orElseThrow());
      assertTrue(store.state("other").isEmpty());
      assertEquals(List.of(), store.problems());
    }
  }

  @Test
  void aSandboxRemembersInMemoryOnly() {
    try (var store = H2Store.inMemory(now::get);
        var other = H2Store.inMemory(now::get)) {
      store.commit(SomeFacts.everything());
      checkEverything(store, 1);
      assertTrue(other.recover().incidents().isEmpty());
    }
  }

  private static void checkEverything(H2Store store, int recent) {
    var facts = SomeFacts.everything();
    var back = store.recover();
    assertEquals(facts.alerts(), back.alerts());
    assertEquals(facts.incidents(), back.incidents());
    assertEquals(facts.diagnoses(), back.diagnoses());
    assertEquals(facts.proposals(), back.proposals());
    assertEquals(facts.runs(), back.runs());
    assertEquals(facts.findings().anomalies(), back.anomalies());
    assertEquals(facts.findings().logs(), back.logFindings());
    assertEquals(facts.findings().templates(), back.templates());
    assertEquals(facts.signals().changes(), back.changes());
    assertEquals(facts.signals().dependencies(), back.dependencies());
    assertEquals(facts.feedback(), back.feedback());
    assertEquals(facts.dispatches(), back.dispatches());
    assertEquals(facts.cursors(), back.cursors());
    assertEquals(Optional.of(facts.audit().getLast()), back.lastAudit());
    assertEquals(recent, back.recent().size());
    assertEquals(8, back.nextIncident());
    var history = store.history();
    assertEquals(facts.alerts(), history.alerts(ALL, 10));
    assertEquals(facts.incidents(), history.incidents(ALL, 10));
    assertEquals(facts.incidents().getFirst(), history.incident("INC-7").orElseThrow());
    assertEquals(facts.runs(), history.runs(ALL, 10));
    assertEquals(facts.signals().logs(), history.logs(ALL, 0, EntityId.NONE, "", 10));
    assertEquals(facts.signals().logs().subList(1, 2), history.logs(ALL, 8, WEB, "SECOND", 10));
    assertEquals(facts.audit(), history.audit(0, 10));
    assertEquals(1, history.gaps(ALL).get(SOURCE).size());
    assertEquals(1, history.find("up instance", 10).size());
    assertEquals(1, history.seriesOf(WEB, 10).size());
  }

  @Test
  void incidentsAreKeptAsVersionsAndOnlyTheNewestIsShown() {
    try (var store = open()) {
      store.commit(SomeFacts.incidents(SomeFacts.incident(1, Incident.State.OPEN)));
      store.commit(SomeFacts.incidents(SomeFacts.incident(2, Incident.State.RESOLVED)));
      assertEquals(2, store.history().incident("INC-7").orElseThrow().version());
      assertEquals(1, store.history().incidents(ALL, 10).size());
    }
    now.set(NOON.plus(Duration.ofDays(3)));
    try (var store = open()) {
      assertTrue(store.recover().incidents().isEmpty(), "resolved three days ago");
      assertEquals(8, store.recover().nextIncident());
      assertEquals(1, store.history().incidents(ALL, 10).size());
    }
  }

  @Test
  void samplesAreReadBackWhetherPackedOrNotAndAfterARestart() {
    var id = SomeFacts.series("load", "a");
    var all = SomeFacts.samples(id, 1000, NOON.minusSeconds(10_000), 10);
    try (var store = open()) {
      for (int i = 0; i < 1000; i += 7) {
        int n = Math.min(7, 1000 - i);
        var part =
            new io.watchfloor.model.signal.Samples(
                SOURCE,
                WEB,
                id.labels(),
                SomeFacts.info(),
                NOON,
                java.util.Arrays.copyOfRange(all.epochMillis(), i, i + n),
                java.util.Arrays.copyOfRange(all.values(), i, i + n));
        store.commit(SomeFacts.of(List.of(part)));
        if (i % 70 == 0) store.commit(SomeFacts.of(List.of(part)));
      }
      var series = store.history().series(id, ALL);
      assertArrayEquals(all.epochMillis(), series.epochMillis());
      assertArrayEquals(all.values(), series.values());
      store.sweep(now.get());
    }
    try (var store = open()) {
      var series = store.history().series(id, ALL);
      assertArrayEquals(all.epochMillis(), series.epochMillis());
      assertArrayEquals(all.values(), series.values());
      assertEquals(180, store.recover().recent().getFirst().size(), 1);
      store.commit(SomeFacts.of(List.of(all)));
      assertEquals(1000, store.history().series(id, ALL).size());
      assertEquals(1000, store.size().samples());
    }
  }

  @Test
  void samplesOutOfOrderAreSortedIn() {
    var id = SomeFacts.series("load", "a");
    try (var store = open()) {
      store.commit(SomeFacts.of(List.of(SomeFacts.samples(id, 5, NOON, 20))));
      store.commit(SomeFacts.of(List.of(SomeFacts.samples(id, 5, NOON.plusSeconds(10), 20))));
      var series = store.history().series(id, ALL);
      assertEquals(10, series.size());
      for (int i = 1; i < 10; i++)
        assertEquals(10_000, series.epochMillis()[i] - series.epochMillis()[i - 1]);
    }
  }

  @Test
  void retentionDeletesTheOldestALittleAtATime() {
    var id = SomeFacts.series("load", "a");
    try (var store = open()) {
      store.commit(
          SomeFacts.of(List.of(SomeFacts.samples(id, 5000, NOON.minus(Duration.ofDays(35)), 60))));
      store.commit(SomeFacts.of(List.of(SomeFacts.samples(id, 100, NOON.minusSeconds(1000), 10))));
      while (store.sweep(now.get())) {}
      assertEquals(100, store.history().series(id, ALL).size());
    }
    var tiny = new Settings.Retention(Duration.ofDays(30), 2000);
    try (var store = H2Store.open(home, tiny, now::get)) {
      store.commit(SomeFacts.of(List.of(SomeFacts.samples(id, 9000, NOON, 10))));
      while (store.sweep(now.get())) {}
      int left = store.history().series(id, ALL).size();
      assertTrue(left > 0 && left < 2000, "left " + left);
    }
  }

  @Test
  void auditIsInTheFileBesideTheDatabaseAndAnchoredOutside() throws IOException {
    try (var store = open()) {
      store.commit(SomeFacts.decision(SomeFacts.audit(1, ""), SomeFacts.run(RunState.RUNNING)));
      store.commit(SomeFacts.decision(SomeFacts.audit(2, "x"), SomeFacts.run(RunState.VERIFYING)));
      assertEquals(
          List.of(SomeFacts.audit(1, ""), SomeFacts.audit(2, "x")), AuditFile.read(home).entries());
    }
    var file = home.resolve("data").resolve(AuditFile.NAME);
    var lines = Files.readAllLines(file);
    Files.writeString(file, lines.getFirst() + "\n" + lines.getLast().substring(0, 40));
    try (var store = open()) {
      assertEquals(2, AuditFile.read(home).entries().size(), "mended from the database");
      assertEquals(List.of(), store.problems());
    }
    Files.writeString(file, lines.getFirst() + "\n");
    assertFalse(AuditFile.read(home).problems().isEmpty(), "a cut tail is noticed");
  }

  @Test
  void aDamagedFileIsSetAsideAndTheAuditGoesOn() throws IOException {
    try (var store = open()) {
      store.commit(SomeFacts.everything());
    }
    var file = home.resolve("data/watchfloor.mv.db");
    try (var raw = new RandomAccessFile(file.toFile(), "rw")) {
      raw.setLength(raw.length() / 2);
    }
    var damaged = assertThrows(StoreDamaged.class, this::open);
    assertTrue(damaged.getMessage().contains(file.toString()), damaged.getMessage());
    var opened = H2Store.openOrQuarantine(home, MONTH, now::get);
    try (var store = opened.store()) {
      assertTrue(opened.notice().isPresent());
      assertEquals(SomeFacts.everything().audit(), store.history().audit(0, 10));
      assertTrue(store.recover().incidents().isEmpty());
    }
    assertTrue(
        Files.list(home.resolve("data"))
            .anyMatch(p -> p.getFileName().toString().startsWith("damaged-")));
  }

  @Test
  void anyChangedByteOfAClosedFileIsNoticed() throws IOException {
    try (var store = open()) {
      store.commit(SomeFacts.everything());
    }
    var file = home.resolve("data/watchfloor.mv.db");
    var good = Files.readAllBytes(file);
    for (int seed = 0; seed < 50; seed++) {
      var chance = new SplittableRandom(seed);
      var bad = good.clone();
      bad[chance.nextInt(bad.length)] ^= (byte) (1 << chance.nextInt(8));
      Files.write(file, bad);
      assertThrows(StoreDamaged.class, this::open, "seed " + seed);
    }
    Files.write(file, good);
    open().close();
  }

  @Test
  void aFailedTurnLeavesNothingAndTheNextOneSucceeds() {
    var id = SomeFacts.series("load", "a");
    try (var store = open()) {
      store.commit(SomeFacts.decision(SomeFacts.audit(1, ""), SomeFacts.run(RunState.RUNNING)));
      var twice = SomeFacts.decision(SomeFacts.audit(1, ""), SomeFacts.run("r2", RunState.RUNNING));
      var withSamples =
          new io.watchfloor.model.pipeline.Facts(
              SomeFacts.of(List.of(SomeFacts.samples(id, 200, NOON, 1))).signals(),
              twice.findings(),
              twice.alerts(),
              twice.incidents(),
              twice.diagnoses(),
              twice.proposals(),
              twice.runs(),
              twice.audit(),
              twice.feedback(),
              twice.dispatches(),
              twice.cursors(),
              twice.gaps(),
              true);
      assertThrows(StoreFailed.class, () -> store.commit(withSamples));
      assertEquals(1, store.history().runs(ALL, 10).size());
      assertEquals(1, AuditFile.read(home).entries().size());
      store.commit(SomeFacts.of(List.of(SomeFacts.samples(id, 1, NOON.plusSeconds(500), 1))));
    }
    try (Store store = open()) {
      assertEquals(1, store.recover().recent().size());
      assertEquals(201, ((H2Store) store).history().series(id, ALL).size());
    }
  }

  @Test
  void readersCanNotWriteAndNoConnectionLeaks() {
    try (var store = open()) {
      store.commit(SomeFacts.everything());
      for (int i = 0; i < 50; i++) checkEverything(store, 1);
      assertEquals(0, store.readersInUse());
      assertThrows(RuntimeException.class, () -> store.askAsReader("delete from audit"));
    }
  }
}
