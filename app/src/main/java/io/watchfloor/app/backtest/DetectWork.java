package io.watchfloor.app.backtest;

import io.watchfloor.model.detect.Tier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Judges many files side by side, one a core, and tells how far it is. When the process is asked
/// to end, the files being written are given up; whole ones stay.
final class DetectWork {
  private static final long TELL_EVERY_NANOS = 2_000_000_000L;
  private static final long STOP_SECONDS = 5;

  /// What all files together amount to.
  record Total(int files, int judged, long rows, long episodes, long alertRows, long complaints) {
    boolean isClean() {
      return complaints == 0;
    }

    String sentence(Tier tier, Path out) {
      return "%d of %d files, %d rows, %d alert episodes (%.2f %% of the rows), tier %s, in %s%s"
          .formatted(
              judged,
              files,
              rows,
              episodes,
              rows == 0 ? 0 : 100.0 * alertRows / rows,
              tier.name().toLowerCase(Locale.ROOT),
              out,
              isClean() ? "" : "; " + complaints + " problems, named above");
    }
  }

  private final Tier tier;
  private final Path out;
  private final PrintWriter err;
  private int files;
  private int done;
  private int judged;
  private long rowsSeen;
  private long rows;
  private long episodes;
  private long alertRows;
  private long complaints;
  private long toldAt = System.nanoTime();

  DetectWork(Tier tier, Path out, PrintWriter err) {
    this.tier = tier;
    this.out = out;
    this.err = err;
  }

  synchronized void complain(String sentence) {
    complaints++;
    err.println("watchfloor: " + sentence);
    err.flush();
  }

  Total run(List<Inputs.Input> inputs) throws InterruptedException {
    files = inputs.size();
    var pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    var stop = Thread.ofPlatform().unstarted(() -> stop(pool));
    Runtime.getRuntime().addShutdownHook(stop);
    for (var input : inputs) pool.execute(() -> judge(input));
    pool.shutdown();
    boolean isDone = pool.awaitTermination(365, TimeUnit.DAYS);
    if (isDone) Runtime.getRuntime().removeShutdownHook(stop);
    return total();
  }

  private static void stop(ExecutorService pool) {
    pool.shutdownNow();
    try {
      boolean isDone = pool.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
      if (!isDone) System.err.println("watchfloor: a file did not stop in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void judge(Inputs.Input input) {
    try {
      var told =
          new DetectFile(input.file(), out.resolve(input.answer()), tier, this::progress).run();
      add(told);
    } catch (IOException | RuntimeException e) {
      if (!Thread.currentThread().isInterrupted()) fail(input, e);
    }
  }

  private synchronized void add(DetectFile.Told told) {
    told.complaints().forEach(this::complain);
    done++;
    if (told.isWritten()) judged++;
    rows += told.rows();
    episodes += told.episodes();
    alertRows += told.alertRows();
  }

  private synchronized void fail(Inputs.Input input, Exception error) {
    done++;
    complain(input.file() + ": " + error);
  }

  private synchronized void progress(long more) {
    rowsSeen += more;
    if (System.nanoTime() - toldAt < TELL_EVERY_NANOS) return;
    toldAt = System.nanoTime();
    err.println("watchfloor: " + done + " of " + files + " files, " + rowsSeen + " rows");
    err.flush();
  }

  private synchronized Total total() {
    return new Total(files, judged, rows, episodes, alertRows, complaints);
  }
}
