package io.watchfloor.connectors.shell;

import io.watchfloor.model.remedy.Action;
import io.watchfloor.model.remedy.Plan;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.remedy.RunReport;
import io.watchfloor.model.remedy.RunReport.Ending;
import io.watchfloor.model.remedy.Runner;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Runs a local program, element by element as it was approved: no shell reads the argv. Nothing is
/// given to its standard input. When its time is over or it is cancelled, it ends with all that it
/// started: asked first, then killed.
public final class CommandRunner implements Runner {
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final long LOOK_MILLIS = 15;

  private final Surroundings surroundings;
  private final InstantSource clock;

  public CommandRunner(Surroundings surroundings, InstantSource clock) {
    this.surroundings = surroundings;
    this.clock = clock;
  }

  @Override
  public boolean canRun(Action action) {
    return action instanceof Action.Command;
  }

  @Override
  public RunReport run(Plan plan, Action action, Consumer<Run.OutputLine> output) {
    if (plan.sandbox()) return badly("A recorded incident never reaches a real system.");
    if (!(action instanceof Action.Command command)) return badly("This is no command.");
    for (var element : command.argv())
      if (element.indexOf('\0') >= 0)
        return badly("An argument holds a NUL character; it can't be given to a program.");
    var program = surroundings.find(command.argv().getFirst());
    if (program.isEmpty()) return badly(notFound(command.argv().getFirst()));
    var argv = new ArrayList<>(command.argv());
    argv.set(0, program.get().toString());
    var builder = new ProcessBuilder(argv).directory(surroundings.folder().toFile());
    builder.environment().clear();
    builder.environment().putAll(surroundings.environment());
    builder.environment().putAll(command.environment());
    try {
      var process = builder.start();
      process.getOutputStream().close();
      return follow(process, plan.timeLimit(), output);
    } catch (IOException | IllegalArgumentException e) {
      return badly(argv.getFirst() + " can't be started: " + e.getMessage());
    }
  }

  private String notFound(String program) {
    var where =
        program.indexOf('/') >= 0
            ? "there is no such file (a relative path starts in " + surroundings.folder() + ")"
            : "it is in none of " + surroundings.searchPath() + "; give its whole path";
    return "The program " + program + " was not found: " + where + ".";
  }

  private RunReport follow(Process process, Duration limit, Consumer<Run.OutputLine> output) {
    var streams =
        List.of(
            new ProgramOutput(process.getInputStream(), false, clock, output),
            new ProgramOutput(process.getErrorStream(), true, clock, output));
    try {
      long end = System.nanoTime() + limit.toNanos();
      while (process.isAlive()) {
        boolean said = false;
        for (var stream : streams) said |= stream.take();
        if (System.nanoTime() - end >= 0) {
          int others = endTree(process);
          streams.forEach(ProgramOutput::finish);
          return new RunReport(
              Ending.TIMED_OUT,
              OptionalInt.empty(),
              "Its time of " + words(limit) + " was over; it was ended" + and(others) + ".");
        }
        if (Thread.interrupted()) throw new InterruptedException();
        if (!said && process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) break;
      }
      process.waitFor();
    } catch (InterruptedException e) {
      int others = endTree(process);
      streams.forEach(ProgramOutput::finish);
      return new RunReport(
          Ending.CANCELLED, OptionalInt.empty(), "Cancelled; it was ended" + and(others) + ".");
    }
    streams.forEach(ProgramOutput::finish);
    int exit = process.exitValue();
    return exit == 0
        ? new RunReport(Ending.WELL, OptionalInt.of(0), "It ended with exit code 0.")
        : new RunReport(
            Ending.BADLY, OptionalInt.of(exit), "It ended with exit code " + exit + ".");
  }

  /// Asks the program and all it started to end, then kills what is left. How many others there
  /// were.
  private static int endTree(Process process) {
    var tree = new ArrayList<>(process.descendants().toList());
    process.destroy();
    tree.forEach(ProcessHandle::destroy);
    await(process, tree);
    process.descendants().filter(late -> !tree.contains(late)).forEach(tree::add);
    process.destroyForcibly();
    tree.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    return tree.size();
  }

  private static void await(Process process, List<ProcessHandle> tree) {
    long end = System.nanoTime() + GRACE.toNanos();
    try {
      while (System.nanoTime() - end < 0) {
        boolean isOver = !process.isAlive() && tree.stream().noneMatch(ProcessHandle::isAlive);
        if (isOver) return;
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      // Asked a second time: no more waiting.
      return;
    }
  }

  private static String and(int others) {
    return others == 0 ? "" : ", and " + others + " that it had started";
  }

  private static String words(Duration limit) {
    return limit.toMillis() < 10_000 ? limit.toMillis() + " ms" : limit.toSeconds() + " s";
  }

  private static RunReport badly(String why) {
    return new RunReport(Ending.BADLY, OptionalInt.empty(), why);
  }
}
