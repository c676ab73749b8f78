package io.watchfloor.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.app.settings.Settings;
import io.watchfloor.model.pipeline.Facts;
import io.watchfloor.model.remedy.RunState;
import io.watchfloor.model.signal.Window;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a process that commits decisions, again and again, and looks whether what it had said to
/// be accepted is still there. `-Dkill.cycles=1000` for the long run.
class KillTest {
  private static final Settings.Retention MONTH =
      new Settings.Retention(Duration.ofDays(30), 1L << 30);
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  @TempDir Path home;

  @Test
  void whatWasAcknowledgedSurvivesEveryKill() throws IOException, InterruptedException {
    int cycles = Integer.getInteger("kill.cycles", 3);
    var chance = new SplittableRandom(Long.getLong("kill.seed", 1));
    long acknowledged = 0;
    for (int cycle = 0; cycle < cycles; cycle++) {
      long said = commitUntilKilled(1 + chance.nextInt(30), chance.nextInt(20));
      acknowledged = Math.max(acknowledged, said);
      check(acknowledged, "cycle " + cycle);
    }
  }

  /// Answers the last decision that the child said was accepted.
  private long commitUntilKilled(int acknowledgements, int extraMillis)
      throws IOException, InterruptedException {
    var launcher = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var child =
        new ProcessBuilder(
                launcher,
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                home.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long last = 0;
    try (var out =
        new BufferedReader(
            new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
      for (var line = out.readLine(); line != null; line = out.readLine()) {
        if (!line.startsWith("accepted ")) continue;
        last = Long.parseLong(line.substring("accepted ".length()));
        if (--acknowledgements > 0) continue;
        child.waitFor(extraMillis, TimeUnit.MILLISECONDS);
        child.toHandle().destroyForcibly();
        acknowledgements = Integer.MAX_VALUE;
      }
    }
    child.waitFor();
    assertTrue(last > 0, "the child accepted nothing");
    return last;
  }

  private void check(long acknowledged, String hint) {
    try (var store = H2Store.open(home, MONTH, () -> START.plusSeconds(acknowledged))) {
      var audit = store.history().audit(0, Integer.MAX_VALUE);
      assertTrue(audit.getLast().seq() >= acknowledged, hint + ": lost in the database");
      for (int i = 0; i < audit.size(); i++) assertEquals(i + 1, audit.get(i).seq(), hint);
      var file = AuditFile.read(home);
      assertEquals(audit, file.entries(), hint);
      assertEquals(List.of(), file.problems(), hint);
      long decided = audit.getLast().seq();
      var runs =
          store
              .history()
              .runs(new Window(START.minusSeconds(9), START.plus(Duration.ofDays(9))), 1_000_000);
      assertEquals(decided, runs.size(), hint + ": a decision and its audit are one");
      var recovered = store.recover();
      long upTo = recovered.cursors().get(SomeFacts.SOURCE).upTo().getEpochSecond();
      var series =
          store
              .history()
              .series(
                  SomeFacts.series("load", "a"),
                  new Window(START.minusSeconds(1), START.plus(Duration.ofDays(9))));
      assertEquals(upTo - START.getEpochSecond() + 1, series.size(), hint + ": samples and cursor");
    }
  }

  /// The process that is killed: every commit holds a decision, its audit, a sample and the cursor.
  static final class Child {
    private Child() {}

    public static void main(String[] args) {
      var home = Path.of(args[0]);
      var store = H2Store.open(home, MONTH, () -> START);
      long seq = store.recover().lastAudit().map(entry -> entry.seq()).orElse(0L);
      while (true) {
        seq++;
        var at = START.plusSeconds(seq);
        var samples =
            SomeFacts.of(
                List.of(
                    SomeFacts.samples(SomeFacts.series("load", "a"), 2, at.minusSeconds(1), 1)));
        var decision =
            SomeFacts.decision(
                SomeFacts.audit(seq, ""), SomeFacts.run("r" + seq, RunState.SUCCEEDED));
        store.commit(
            new Facts(
                samples.signals(),
                decision.findings(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                decision.runs(),
                decision.audit(),
                List.of(),
                List.of(),
                Map.of(SomeFacts.SOURCE, new io.watchfloor.model.source.Cursor(at, "")),
                Map.of(),
                true));
        System.out.println("accepted " + seq);
        System.out.flush();
      }
    }
  }
}
