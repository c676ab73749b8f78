package io.watchfloor.connectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.remedy.Action;
import io.watchfloor.model.remedy.Plan;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.remedy.RunReport;
import io.watchfloor.model.remedy.RunReport.Ending;
import io.watchfloor.model.remedy.Runner;
import io.watchfloor.model.signal.EntityId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every runner of real actions promises.
@Timeout(60)
public abstract class RunnerKit {
  protected final List<Run.OutputLine> output = new CopyOnWriteArrayList<>();
  private final CountDownLatch said = new CountDownLatch(1);

  protected abstract Runner runner();

  /// An action that says something and ends well.
  protected abstract Action good();

  /// An action that reaches its target and fails there.
  protected abstract Action failing();

  /// An action whose target is not there.
  protected abstract Action absent();

  /// An action that begins, says or does something first, and would take an hour.
  protected abstract Action endless();

  /// Waits until [#endless] has begun.
  protected abstract void awaitBegun() throws InterruptedException;

  /// What is said when the time limit is over, and when it is cancelled.
  protected abstract List<Ending> cutShort();

  /// How often anything was really done so far.
  protected abstract int done();

  protected static Plan plan(Action action, Duration limit, boolean sandbox) {
    return new Plan(
        "kit",
        "kit",
        new EntityId("kit"),
        action,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        limit,
        sandbox,
        "");
  }

  protected final RunReport run(Action action) throws InterruptedException {
    return run(action, Duration.ofSeconds(30));
  }

  protected final RunReport run(Action action, Duration limit) throws InterruptedException {
    return runner().run(plan(action, limit, false), action, this::take);
  }

  private void take(Run.OutputLine line) {
    output.add(line);
    said.countDown();
  }

  protected final void awaitOutput() throws InterruptedException {
    assertTrue(said.await(30, TimeUnit.SECONDS));
  }

  @Test
  void goodActionEndsWellAndSpeaks() throws Exception {
    var report = run(good());
    assertEquals(Ending.WELL, report.ending(), report.words());
    assertTrue(report.exit().isPresent());
    assertFalse(output.isEmpty());
    assertEquals(1, done());
  }

  @Test
  void failingActionEndsBadlyWithItsCode() throws Exception {
    var report = run(failing());
    assertEquals(Ending.BADLY, report.ending(), report.words());
    assertTrue(report.exit().isPresent());
  }

  @Test
  void absentTargetEndsBadlyInClearWords() throws Exception {
    var report = run(absent());
    assertEquals(Ending.BADLY, report.ending());
    assertTrue(report.exit().isEmpty());
    assertTrue(report.words().length() > 20, report.words());
    assertEquals(0, done());
  }

  @Test
  void planOfASandboxIsNeverRun() throws Exception {
    var report = runner().run(plan(good(), Duration.ofSeconds(5), true), good(), this::take);
    assertEquals(Ending.BADLY, report.ending());
    assertEquals(0, done());
  }

  @Test
  void timeLimitEndsIt() throws Exception {
    var report = run(endless(), Duration.ofMillis(700));
    assertTrue(cutShort().contains(report.ending()), report.toString());
    assertTrue(report.exit().isEmpty());
  }

  @Test
  void interruptCancelsIt() throws Exception {
    var task = new FutureTask<>(() -> run(endless(), Duration.ofHours(1)));
    var thread = Thread.ofVirtual().start(task);
    awaitBegun();
    thread.interrupt();
    assertTrue(cutShort().contains(task.get(30, TimeUnit.SECONDS).ending()));
  }
}
