package io.watchfloor.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.app.backtest.Backtest;
import io.watchfloor.app.settings.Settings;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.SeriesId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SourceBacktestTest {
  @TempDir Path place;
  private final StringWriter complained = new StringWriter();

  private int detect(String source, String from) {
    return new CommandLine(new Backtest())
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(complained))
        .setExecutionExceptionHandler(
            (error, command, parsed) -> {
              command.getErr().println(error.getMessage());
              return 1;
            })
        .execute(
            "detect",
            "--source",
            source,
            "--home",
            place.resolve("home").toString(),
            "--from",
            from,
            "--to",
            "2026-11-25T12:00:00Z",
            "--out",
            place.resolve("out").toString());
  }

  @Test
  void historyOfASourceIsJudgedFromTheStore() throws IOException {
    var home = Files.createDirectories(place.resolve("home"));
    var id = new SeriesId(SomeFacts.SOURCE, Labels.of(Labels.NAME, "requests"));
    var clock = InstantSource.fixed(SomeFacts.NOON);
    try (var store = H2Store.open(home, Settings.DEFAULT.retention(), clock)) {
      store.commit(SomeFacts.of(List.of(SomeFacts.samples(id, 300, SomeFacts.NOON, 60))));
    }
    assertEquals(0, detect("prom", "2026-11-24T00:00:00Z"), complained.toString());
    var answer = Files.readAllLines(place.resolve("out/series-00001.csv"));
    assertEquals("timestamp,score,alert", answer.getFirst());
    assertEquals(301, answer.size());
    assertTrue(Files.readString(place.resolve("out/series.csv")).contains("requests"));
    assertEquals(1, detect("unknown", "2026-11-24T00:00:00Z"));
    assertTrue(complained.toString().contains("'unknown'"), complained::toString);
    assertEquals(2, detect("prom", "yesterday"));
  }
}
