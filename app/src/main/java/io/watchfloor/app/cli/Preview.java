package io.watchfloor.app.cli;

import io.watchfloor.app.Console;
import io.watchfloor.connectors.VisibleText;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Listener;
import io.watchfloor.model.source.SourceException;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Asks one source of the configuration once and shows what would arrive: for whoever writes a
/// description of a system.
@Command(
    name = "preview",
    mixinStandardHelpOptions = true,
    description =
        "Asks a source of the configuration once and prints what would arrive; keeps and changes"
            + " nothing.")
final class Preview implements Callable<Integer> {
  private static final int LONGEST = 400;

  @Mixin private final Watchfloor.Place place = new Watchfloor.Place();

  @Parameters(paramLabel = "NAME", description = "The source's name under `sources:`.")
  private String name = "";

  @Option(
      names = "--most",
      paramLabel = "N",
      description = "How many of each kind are printed (default: ${DEFAULT-VALUE}).")
  private int most = 5;

  @Override
  public Integer call() throws SourceException, InterruptedException {
    var configured = Console.configured(place.home(), place.config());
    try (var source = configured.source(name)) {
      if (source instanceof Listener)
        throw new SourceException(
            name + " is told instead of asked: there is nothing to preview.", false, null);
      var now = configured.clock().instant();
      var pull = source.pull(Window.before(now, Duration.ofMinutes(1)), Cursor.START);
      var seen = new TreeMap<String, Integer>();
      for (var signal : pull.signals()) {
        var kind = signal.getClass().getSimpleName();
        if (seen.merge(kind, 1, Integer::sum) <= most)
          System.out.println(VisibleText.line(signal.toString(), LONGEST));
      }
      System.out.println(
          pull.signals().size() + " signals " + seen + ", " + pull.requests() + " requests.");
      for (var notice : pull.notices()) System.out.println(VisibleText.line(notice, LONGEST));
    }
    return 0;
  }
}
