package io.watchfloor.app.backtest;

import io.watchfloor.model.forecast.Forecast;
import io.watchfloor.model.forecast.Forecasters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `watchfloor backtest forecast`: what each series was expected to do after its last value. Writes
/// `series,step,mean,lo80,hi80,lo95,hi95`, one row a step ahead.
@Command(
    name = "forecast",
    mixinStandardHelpOptions = true,
    description = "Forecasts each series of a file of tasks.",
    footer = {
      "",
      "A task is one JSON object a line, oldest value first:",
      "  {\"id\": …, \"step_seconds\": 3600, \"horizon\": 48, \"values\": […]}",
      "Exit code 1 when a line could not be read; the rest is done."
    })
final class ForecastCommand implements Callable<Integer> {
  static final String HEADER = "series,step,mean,lo80,hi80,lo95,hi95";

  @Option(names = "--in", required = true, paramLabel = "TASKS.jsonl[.gz]", description = "Tasks.")
  @SuppressWarnings("NullAway.Init")
  private Path in;

  @Option(names = "--out", required = true, paramLabel = "FORECAST.csv", description = "Answers.")
  @SuppressWarnings("NullAway.Init")
  private Path out;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    var line = spec.commandLine();
    var summary = new TaskFile(in, line.getErr()).answer(out, HEADER, ForecastCommand::rows);
    line.getOut().println(summary.sentence("series", out));
    line.getOut().flush();
    return summary.exitCode();
  }

  static String rows(Task task) {
    int horizon =
        task.horizon().orElseThrow(() -> new IllegalArgumentException("\"horizon\" is missing"));
    if (horizon > Forecasters.MOST_AHEAD)
      throw new IllegalArgumentException(
          "\"horizon\" is more than " + Forecasters.MOST_AHEAD + " steps");
    return Forecasters.forecast(Past.of(task), horizon * task.stepMillis(), task.stepMillis())
        .map(forecast -> rows(TaskFile.field(task.id()), forecast))
        .orElse("");
  }

  private static String rows(String id, Forecast forecast) {
    var rows = new StringBuilder();
    for (int h = 0; h < forecast.mean().length; h++)
      rows.append(id)
          .append(',')
          .append(h + 1)
          .append(',')
          .append(forecast.mean()[h])
          .append(',')
          .append(forecast.low80()[h])
          .append(',')
          .append(forecast.high80()[h])
          .append(',')
          .append(forecast.low95()[h])
          .append(',')
          .append(forecast.high95()[h])
          .append('\n');
    return rows.toString();
  }
}
