package io.watchfloor.app.backtest;

import io.watchfloor.model.forecast.Forecast;
import io.watchfloor.model.forecast.Forecasters;
import io.watchfloor.model.pipeline.History;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `watchfloor backtest forecast`: what each series was expected to do after its last value. Writes
/// `series,step,mean,lo80,hi80,lo95,hi95`, one row a step ahead; of a source's history
/// `series,at,mean,lo80,hi80,lo95,hi95,came`, what came beside it.
@Command(
    name = "forecast",
    mixinStandardHelpOptions = true,
    description =
        "Forecasts each series of a file of tasks, or the end of what a source has told, to see how"
            + " right that would have been.",
    footer = {
      "",
      "A task is one JSON object a line, oldest value first:",
      "  {\"id\": …, \"step_seconds\": 3600, \"horizon\": 48, \"values\": […]}",
      "Exit code 1 when a line could not be read; the rest is done."
    })
final class ForecastCommand implements Callable<Integer> {
  static final String HEADER = "series,step,mean,lo80,hi80,lo95,hi95";

  @Option(names = "--in", paramLabel = "TASKS.jsonl[.gz]", description = "Tasks.")
  private @Nullable Path in;

  @Mixin private final SourceOptions told = new SourceOptions();

  @Option(
      names = "--hours",
      paramLabel = "N",
      defaultValue = "24",
      description =
          "With --source: how many hours before --to the forecast is made"
              + " (default: ${DEFAULT-VALUE}).")
  private int hours;

  @Option(names = "--out", required = true, paramLabel = "FORECAST.csv", description = "Answers.")
  @SuppressWarnings("NullAway.Init")
  private Path out;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var line = spec.commandLine();
    if ((in == null) != told.isGiven())
      throw new ParameterException(line, "give either --in TASKS.jsonl or --source NAME");
    if (hours < 1) throw new ParameterException(line, "--hours is 1 or more, not " + hours);
    if (in == null) return told.run(spec, this::lookBack);
    var summary = new TaskFile(in, line.getErr()).answer(out, HEADER, ForecastCommand::rows);
    line.getOut().println(summary.sentence("series", out));
    line.getOut().flush();
    return summary.exitCode();
  }

  private int lookBack(History history, List<SeriesId> series, Window window) throws IOException {
    var line = spec.commandLine();
    var horizon = Duration.ofHours(hours);
    if (horizon.compareTo(window.length()) >= 0)
      throw new ParameterException(
          line, "between --from and --to there must be more than the " + hours + " h looked ahead");
    try (var work = new LongWork(series.size(), line.getErr())) {
      var past = new SourceForecast(history, window, horizon);
      boolean isWhole = past.write(series, out, work);
      line.getOut().println(past.sentence(out));
      line.getOut().flush();
      return isWhole ? 0 : 1;
    }
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
