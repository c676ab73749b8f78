package io.watchfloor.app.backtest;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `watchfloor backtest …`: the family of commands that play history through the live code.
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    description =
        "Plays history through the code that runs live, and writes what it would have said.",
    subcommands = {
      CapacityCommand.class,
      CorrelateCommand.class,
      DetectCommand.class,
      DiagnoseCommand.class,
      ForecastCommand.class,
      SessionsCommand.class,
      TemplatesCommand.class
    })
public final class Backtest implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "backtest what? One of the commands below.");
  }
}
