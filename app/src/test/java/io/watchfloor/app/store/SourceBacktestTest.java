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
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SourceBacktestTest {
  @TempDir Path place;
  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  private int detect(String source, String from) {
    return run("detect", source, from, "out");
  }

  private int run(String command, String source, String from, String out, String... more) {
    var arguments =
        new ArrayList<>(
            List.of(
                command,
                "--source",
                source,
                "--home",
                place.resolve("home").toString(),
                "--from",
                from,
                "--to",
                "2026-11-25T12:00:00Z",
                "--out",
                place.resolve(out).toString()));
    arguments.addAll(List.of(more));
    return new CommandLine(new Backtest())
        .setOut(new PrintWriter(said))
        .setErr(new PrintWriter(complained))
        .setExecutionExceptionHandler(
            (error, failed, parsed) -> {
              failed.getErr().println(error.getMessage());
              return 1;
            })
        .execute(arguments.toArray(new String[0]));
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

  @Test
  void forecastsOfASourcesHistoryAreComparedWithWhatCame() throws IOException {
    var home = Files.createDirectories(place.resolve("home"));
    var id = new SeriesId(SomeFacts.SOURCE, Labels.of(Labels.NAME, "requests"));
    var clock = InstantSource.fixed(SomeFacts.NOON);
    var start = Instant.parse("2026-11-23T12:00:00Z");
    try (var store = H2Store.open(home, Settings.DEFAULT.retention(), clock)) {
      store.commit(SomeFacts.of(List.of(SomeFacts.samples(id, 2_880, start, 60))));
    }
    assertEquals(
        0,
        run("forecast", "prom", "2026-11-23T12:00:00Z", "told.csv", "--hours", "6"),
        complained.toString());
    var rows = Files.readAllLines(place.resolve("told.csv"));
    assertEquals("series,at,mean,lo80,hi80,lo95,hi95,came", rows.getFirst());
    assertTrue(rows.size() > 50, "a row a step ahead: " + rows.size());
    long cut = Instant.parse("2026-11-25T06:00:00Z").toEpochMilli();
    for (var row : rows.subList(1, rows.size())) {
      var cells = row.split(",", -1);
      assertTrue(Long.parseLong(cells[1]) >= cut - 300_000, row);
      assertTrue(Double.parseDouble(cells[3]) <= Double.parseDouble(cells[4]), row);
    }
    assertTrue(said.toString().startsWith("1 series forecast"), said.toString());
    assertEquals(2, run("forecast", "prom", "2026-11-25T10:00:00Z", "told.csv", "--hours", "6"));
    assertTrue(complained.toString().contains("6 h looked ahead"), complained.toString());
  }
}
