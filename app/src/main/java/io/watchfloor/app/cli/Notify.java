package io.watchfloor.app.cli;

import io.watchfloor.app.Console;
import io.watchfloor.connectors.notice.Notice;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.source.SourceException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Sends a trial notice to one destination of the configuration.
@Command(
    name = "notify",
    mixinStandardHelpOptions = true,
    description = "Sends a trial notice to a destination of the configuration, once, now.")
final class Notify implements Callable<Integer> {
  @Mixin private final Watchfloor.Place place = new Watchfloor.Place();

  @Parameters(paramLabel = "NAME", description = "The destination's name under `notices:`.")
  private String name = "";

  @Override
  public Integer call() throws SourceException, InterruptedException {
    var configured = Console.configured(place.home(), place.config());
    var now = configured.clock().instant();
    try (var to = configured.destination(name)) {
      to.send(
          new Notice(
              "trial-" + now.toEpochMilli(),
              "trial",
              Notice.Kind.TRIAL,
              "Watchfloor reaches you here.",
              Severity.INFO,
              List.of(),
              now,
              now,
              ""));
    }
    System.out.println("Accepted by " + name + ".");
    return 0;
  }
}
