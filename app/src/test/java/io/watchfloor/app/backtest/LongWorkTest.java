package io.watchfloor.app.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.app.ui.Restless;
import io.watchfloor.app.ui.kit.Estate;
import io.watchfloor.model.detect.Tier;
import io.watchfloor.model.pipeline.History;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Window;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongWorkTest {
  private final StringWriter said = new StringWriter();

  @Test
  void whatWasDoneBeforeAStopIsWholeAndTheRestIsNotBegun(@TempDir Path out) throws IOException {
    var history = Restless.backend().history;
    var all = history.find("", 10);
    var window = Window.before(Estate.NOW.plusMillis(1), Duration.ofDays(2));
    try (var work = new LongWork(all.size(), new PrintWriter(said))) {
      var stopping = new Stopping(history, work);
      var judged = new SourceHistory(stopping, window, Tier.WIDE).judge(all, out, work);
      assertEquals(2, judged.series());
      assertFalse(work.isWhole());
    }
    assertTrue(said.toString().contains("stopped after 2 of 5 series"), said.toString());
    assertEquals(3, Files.readAllLines(out.resolve("series.csv")).size(), "header and two");
    try (var files = Files.list(out)) {
      var names = files.map(file -> file.getFileName().toString()).sorted().toList();
      assertEquals(List.of("series-00001.csv", "series-00002.csv", "series.csv"), names);
    }
  }

  @Test
  void workThatEndsByItselfSaysNothingOfAStop() {
    try (var work = new LongWork(1, new PrintWriter(said))) {
      assertTrue(work.goesOn());
      work.done("");
      assertTrue(work.isWhole());
    }
    assertEquals("", said.toString());
  }

  /// Somebody presses Ctrl-C while the second series is read.
  private static final class Stopping extends io.watchfloor.app.ui.kit.FakeHistory {
    private final History real;
    private final LongWork work;
    private int asked;

    Stopping(History real, LongWork work) {
      this.real = real;
      this.work = work;
    }

    @Override
    public Series series(SeriesId id, Window window) {
      if (++asked == 2) work.stop();
      return real.series(id, window);
    }
  }
}
