package io.watchfloor.app.engine;

import io.watchfloor.model.remedy.Action;
import io.watchfloor.model.remedy.Plan;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.remedy.RunReport;
import io.watchfloor.model.remedy.Runner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Executes approved plans, one virtual thread a run, and tells the engine what they said and how
/// they ended. Starts nothing by itself: the engine calls it only after the decision is on disk.
final class RunExecutor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunExecutor.class);

  private final Inbox inbox;
  private final List<Runner> runners;
  private final Map<String, Thread> running = new ConcurrentHashMap<>();

  RunExecutor(Inbox inbox, List<Runner> runners) {
    this.inbox = inbox;
    this.runners = List.copyOf(runners);
  }

  /// Begins; a run that is already going is left alone.
  void start(String run, Plan plan, Action action, boolean probe) {
    var thread =
        Thread.ofVirtual().name("run-" + run).unstarted(() -> execute(run, plan, action, probe));
    if (running.putIfAbsent(run, thread) == null) thread.start();
  }

  void cancel(String run) {
    var thread = running.get(run);
    if (thread != null) thread.interrupt();
  }

  private void execute(String run, Plan plan, Action action, boolean probe) {
    var report =
        new RunReport(
            RunReport.Ending.UNKNOWN, OptionalInt.empty(), "It ended without saying how.");
    try {
      report = report(run, plan, action);
    } catch (InterruptedException e) {
      report = new RunReport(RunReport.Ending.CANCELLED, OptionalInt.empty(), "Cancelled.");
    } catch (RuntimeException e) {
      LOG.error("run failed unexpectedly run={}", run, e);
      report =
          new RunReport(
              RunReport.Ending.UNKNOWN, OptionalInt.empty(), "It failed unexpectedly: " + e);
    } finally {
      running.remove(run);
      inbox.put(new Message.RunEnded(run, report, probe));
    }
  }

  private RunReport report(String run, Plan plan, Action action) throws InterruptedException {
    return execute(plan, action, line -> said(run, line));
  }

  /// Executes one action on the calling thread; nothing is remembered of it.
  RunReport execute(Plan plan, Action action, Consumer<Run.OutputLine> output)
      throws InterruptedException {
    for (var runner : runners) {
      if (runner.canRun(action)) return runner.run(plan, action, output);
    }
    return new RunReport(
        RunReport.Ending.BADLY,
        OptionalInt.empty(),
        "Nothing here can run this kind of action; the runbook needs another one.");
  }

  private void said(String run, Run.OutputLine line) {
    inbox.put(new Message.RunSaid(run, new ArrayList<>(List.of(line))));
  }

  @Override
  public void close() {
    running.values().forEach(Thread::interrupt);
  }
}
