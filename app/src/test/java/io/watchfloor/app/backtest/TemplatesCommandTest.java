package io.watchfloor.app.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TemplatesCommandTest {
  @TempDir Path place;
  private final StringWriter complained = new StringWriter();

  private int mine(Path in, Path out) {
    return new CommandLine(new Backtest())
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(complained))
        .execute("templates", "--in", in.toString(), "--out", out.toString());
  }

  private Path folder(String name, String file, List<String> lines) throws IOException {
    var folder = Files.createDirectories(place.resolve(name));
    Files.write(folder.resolve(file), lines);
    return folder;
  }

  private static List<String> lines() {
    var lines = new ArrayList<String>();
    for (int i = 0; i < 300; i++) {
      lines.add("cart " + i + " paid, \"in full\" by 10.0.0." + i % 200);
      lines.add("door " + "abcdefghij".charAt(i % 10) + "-side opened");
      lines.add("größe " + i);
    }
    return lines;
  }

  @Test
  void everyLineGetsItsTemplate() throws IOException {
    var out = place.resolve("not/there/yet");
    assertEquals(0, mine(folder("in", "shop.log", lines()), out), complained.toString());
    var rows = Files.readAllLines(out.resolve("shop.csv"));
    assertEquals(901, rows.size());
    assertEquals("LineId,EventId,EventTemplate", rows.getFirst());
    assertTrue(rows.get(1).matches("1,[0-9a-f]{16},\"cart <\\*> paid, \"\"in full\"\" by <\\*>\""));
    assertTrue(rows.get(3).endsWith(",\"größe <*>\""), rows.get(3));
    try (var files = Files.list(out)) {
      assertEquals(1, files.count(), "nothing but the answer is left");
    }
  }

  @Test
  void nameOfTheFileMeansNothing() throws IOException {
    mine(folder("one", "shop.log", lines()), place.resolve("a"));
    mine(folder("two", "x.log", lines()), place.resolve("b"));
    assertEquals(
        Files.readString(place.resolve("a/shop.csv")), Files.readString(place.resolve("b/x.csv")));
  }

  @Test
  void fileCutShortIsDecidedTheSameUpToTheCut() throws IOException {
    mine(folder("whole", "x.log", lines()), place.resolve("w"));
    mine(folder("cut", "x.log", lines().subList(0, 137)), place.resolve("c"));
    var whole = Files.readAllLines(place.resolve("w/x.csv"));
    var cut = Files.readAllLines(place.resolve("c/x.csv"));
    assertEquals(138, cut.size());
    for (int i = 0; i < cut.size(); i++) assertEquals(decision(whole.get(i)), decision(cut.get(i)));
  }

  private static String decision(String row) {
    return row.substring(0, row.indexOf(',', row.indexOf(',') + 1));
  }

  @Test
  void damagedFileIsNamedAndTheRestIsDone() throws IOException {
    var in = folder("in", "good.log", lines());
    var whole = in.resolve("bad.log.gz");
    try (var gzip = new GZIPOutputStream(Files.newOutputStream(whole))) {
      for (int i = 0; i < 100_000; i++)
        gzip.write(("line " + i * 7919L % 99_991 + "\n").getBytes());
    }
    var bytes = Files.readAllBytes(whole);
    Files.write(whole, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    var out = place.resolve("out");
    assertEquals(1, mine(in, out));
    assertTrue(complained.toString().contains("bad.log.gz: line "), complained.toString());
    assertTrue(Files.size(out.resolve("good.csv")) > 0 && Files.size(out.resolve("bad.csv")) > 0);
  }

  @Test
  void hugeLineIsReadUpToABound() throws IOException {
    var out = place.resolve("out");
    assertEquals(0, mine(folder("in", "x.log", List.of("y".repeat(1 << 22), "then 3")), out));
    assertTrue(Files.size(out.resolve("x.csv")) < 10_000);
    assertTrue(Files.readString(out.resolve("x.csv")).endsWith("\"then <*>\"\n"));
  }

  @Test
  void folderThatIsNotThereIsSaid() {
    assertEquals(2, mine(place.resolve("nowhere"), place.resolve("out")));
    assertTrue(complained.toString().contains("there is no folder"), complained.toString());
  }
}
