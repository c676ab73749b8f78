package io.watchfloor.app.backtest;

import io.watchfloor.model.forecast.Limit;
import io.watchfloor.model.forecast.Outlook;
import io.watchfloor.model.forecast.Outlooks;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.MetricInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `watchfloor backtest capacity`: when each series was expected to reach its limit. Writes
/// `task,hours,lo80,hi80`; `never` where it was not expected to.
@Command(
    name = "capacity",
    mixinStandardHelpOptions = true,
    description = "Says when each series of a file of tasks reaches its limit.",
    footer = {
      "",
      "A task is one JSON object a line, oldest value first:",
      "  {\"id\": …, \"step_seconds\": 3600, \"limit\": 100, \"values\": […]}",
      "Exit code 1 when a line could not be read; the rest is done."
    })
final class CapacityCommand implements Callable<Integer> {
  static final String HEADER = "task,hours,lo80,hi80";
  private static final String NEVER = "never";
  private static final double MILLIS_AN_HOUR = Duration.ofHours(1).toMillis();

  @Option(names = "--in", required = true, paramLabel = "TASKS.jsonl[.gz]", description = "Tasks.")
  @SuppressWarnings("NullAway.Init")
  private Path in;

  @Option(names = "--out", required = true, paramLabel = "CROSSING.csv", description = "Answers.")
  @SuppressWarnings("NullAway.Init")
  private Path out;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    var line = spec.commandLine();
    var summary = new TaskFile(in, line.getErr()).answer(out, HEADER, CapacityCommand::row);
    line.getOut().println(summary.sentence("limits", out));
    line.getOut().flush();
    return summary.exitCode();
  }

  static String row(Task task) {
    double limit =
        task.limit().orElseThrow(() -> new IllegalArgumentException("\"limit\" is missing"));
    var past = Past.of(task);
    var now = Instant.ofEpochMilli(past.epochMillis()[past.size() - 1]);
    return Outlooks.outlook(
            past, EntityId.NONE, MetricInfo.UNKNOWN, new Limit(limit, "its limit"), now)
        .map(outlook -> row(TaskFile.field(task.id()), outlook, now))
        .orElse("");
  }

  private static String row(String id, Outlook outlook, Instant now) {
    return id
        + ','
        + hours(outlook.likely(), now)
        + ','
        + hours(outlook.earliest(), now)
        + ','
        + hours(outlook.latest(), now)
        + '\n';
  }

  private static String hours(Optional<Instant> at, Instant now) {
    return at.map(
            moment -> String.valueOf(Duration.between(now, moment).toMillis() / MILLIS_AN_HOUR))
        .orElse(NEVER);
  }
}
