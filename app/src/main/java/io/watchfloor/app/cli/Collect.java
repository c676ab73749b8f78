package io.watchfloor.app.cli;

import io.watchfloor.app.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The engine without a window: prints each change as one JSON object a line.
@Command(
    name = "collect",
    mixinStandardHelpOptions = true,
    description =
        "Runs the same engine without a window and prints one JSON object a line for each change.")
final class Collect implements Callable<Integer> {
  private static final Pattern LENGTH = Pattern.compile("([0-9]{1,6})([smhd])");

  @Mixin private final Watchfloor.Place place = new Watchfloor.Place();

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description =
          "Ends by itself after this long, such as 90s or 10m (default: runs until it is stopped).")
  @Nullable String length;

  @Override
  public Integer call() throws InterruptedException {
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    var lines = new JsonLines(out);
    var stop = new CountDownLatch(1);
    var done = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().unstarted(() -> endInOrder(stop, done)));
    try (var console = Console.open(place.home(), place.config())) {
      console.live().observe(lines::print);
      console.start();
      if (length == null) stop.await();
      else if (stop.await(millis(length), TimeUnit.MILLISECONDS)) return 0;
    } finally {
      done.countDown();
    }
    return 0;
  }

  /// `90s`, `10m`, `2h`, `1d` or ISO 8601 in milliseconds.
  private static long millis(String length) {
    var match = LENGTH.matcher(length);
    if (!match.matches()) return Duration.parse(length).toMillis();
    long number = Long.parseLong(match.group(1));
    return switch (match.group(2)) {
      case "s" -> Duration.ofSeconds(number).toMillis();
      case "m" -> Duration.ofMinutes(number).toMillis();
      case "h" -> Duration.ofHours(number).toMillis();
      default -> Duration.ofDays(number).toMillis();
    };
  }

  /// On TERM: lets the engine stop and save before the process goes.
  private static void endInOrder(CountDownLatch stop, CountDownLatch done) {
    stop.countDown();
    try {
      if (!done.await(15, TimeUnit.SECONDS))
        System.err.println("watchfloor: it did not stop in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
