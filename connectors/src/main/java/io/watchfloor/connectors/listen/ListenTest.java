package io.watchfloor.connectors.listen;

import io.watchfloor.connectors.TestStep;
import io.watchfloor.connectors.TestStep.Result;
import io.watchfloor.connectors.http.ConnectionTest;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Listener;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// "Test" of a listening source: it listens for some seconds as it would later, and tells what
/// arrived. That nothing arrived is no fault.
public final class ListenTest {
  private static final Duration LISTENS = Duration.ofSeconds(5);

  private static final int MOST_HEARD = 1_000;

  private ListenTest() {}

  /// Makes the source of the settings.
  public interface Opening {
    Source open() throws SourceException;
  }

  public static void run(Opening opening, Consumer<TestStep> progress) throws InterruptedException {
    long began = System.nanoTime();
    var heard = new LinkedBlockingQueue<Signal>(MOST_HEARD);
    Source opened;
    try {
      opened = opening.open();
    } catch (SourceException e) {
      ConnectionTest.unusable(e, progress);
      return;
    }
    try (var source = opened) {
      ((Listener) source).open(signals -> keep(heard, signals));
      tell(progress, "port", Result.PASSED, began, "It listens.", "");
      sample(heard, progress);
    } catch (SourceException e) {
      tell(progress, "port", Result.FAILED, began, e.why(), ListenForm.PORT);
    }
  }

  /// What would arrive: all that is sent within the seconds that it listens.
  public static Pull heard(Listener source, Instant now)
      throws SourceException, InterruptedException {
    var heard = new LinkedBlockingQueue<Signal>(MOST_HEARD);
    source.open(signals -> keep(heard, signals));
    TimeUnit.MILLISECONDS.sleep(LISTENS.toMillis());
    var pull = source.pull(Window.before(now, LISTENS), Cursor.START);
    return new Pull(List.copyOf(heard), pull.next(), pull.notices(), 0, pull.skew());
  }

  private static void keep(LinkedBlockingQueue<Signal> heard, List<Signal> signals) {
    for (var signal : signals) if (!heard.offer(signal)) return;
  }

  private static void sample(LinkedBlockingQueue<Signal> heard, Consumer<TestStep> progress)
      throws InterruptedException {
    long began = System.nanoTime();
    var first = heard.poll(LISTENS.toMillis(), TimeUnit.MILLISECONDS);
    if (first == null)
      tell(
          progress,
          "sample",
          Result.SKIPPED,
          began,
          "Nobody sent anything within "
              + LISTENS.toSeconds()
              + " s. That is no fault: point a sender here and try again.",
          "");
    else
      tell(
          progress,
          "sample",
          Result.PASSED,
          began,
          heard.size() + 1 + " arrived; the first is about " + first.entity() + ".",
          "");
  }

  private static void tell(
      Consumer<TestStep> progress,
      String name,
      Result result,
      long began,
      String words,
      String field) {
    progress.accept(
        new TestStep(name, result, Duration.ofNanos(System.nanoTime() - began), words, field));
  }
}
