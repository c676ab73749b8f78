package io.watchfloor.app.cli;

import io.watchfloor.app.Main;
import io.watchfloor.app.backtest.Backtest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The program's command line. Without a command it opens the window.
@Command(
    name = "watchfloor",
    mixinStandardHelpOptions = true,
    versionProvider = Watchfloor.Version.class,
    description =
        "A desktop console for people who keep IT estates running. Without a command it opens the"
            + " window.",
    subcommands = {
      Collect.class,
      Audit.class,
      Backtest.class,
      Report.class,
      ConnectorsCommand.class,
      Preview.class,
      Notify.class
    })
public final class Watchfloor implements Callable<Integer> {
  /// Where this run's home and configuration are.
  static final class Place {
    @Option(
        names = "--home",
        paramLabel = "DIR",
        description = "Folder for data, configuration and logs (default: the platform's own).")
    @Nullable Path home;

    @Option(
        names = "--config",
        paramLabel = "FILE",
        description = "Configuration file (default: watchfloor.yaml in the home).")
    @Nullable Path config;

    Optional<Path> home() {
      return Optional.ofNullable(home);
    }

    Optional<Path> config() {
      return Optional.ofNullable(config);
    }
  }

  @Mixin private final Place place = new Place();

  private final Function<Place, Integer> window;

  private Watchfloor(Function<Place, Integer> window) {
    this.window = window;
  }

  @Override
  public Integer call() {
    return window.apply(place);
  }

  /// Runs the command line; `window` opens the window and returns the exit code.
  public static int run(String[] args, Window window) {
    var line = new CommandLine(new Watchfloor(place -> window.open(place.home(), place.config())));
    line.setExecutionExceptionHandler(
        (error, command, parsed) -> {
          command.getErr().println("watchfloor: " + sentence(error));
          return 1;
        });
    return line.execute(args);
  }

  private static String sentence(Exception error) {
    var message = error.getMessage();
    return message == null ? error.toString() : message;
  }

  /// Opens the window on a home; returns the exit code when it is closed.
  public interface Window {
    int open(Optional<Path> home, Optional<Path> config);
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"watchfloor " + Main.version()};
    }
  }
}
