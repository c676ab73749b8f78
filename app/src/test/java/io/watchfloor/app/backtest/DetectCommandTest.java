package io.watchfloor.app.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DetectCommandTest {
  @TempDir Path place;
  private Path in;
  private Path out;
  private StringWriter said;
  private StringWriter complained;

  @BeforeEach
  void makeFolders() throws IOException {
    in = Files.createDirectories(place.resolve("in"));
    out = place.resolve("not/there/yet");
  }

  private int detect(String... more) {
    said = new StringWriter();
    complained = new StringWriter();
    var arguments = new ArrayList<>(List.of("detect", "--in", in.toString()));
    arguments.addAll(List.of("--out", out.toString()));
    arguments.addAll(List.of(more));
    return new CommandLine(new Backtest())
        .setOut(new PrintWriter(said))
        .setErr(new PrintWriter(complained))
        .execute(arguments.toArray(String[]::new));
  }

  private List<String> answer(String name) throws IOException {
    return Files.readAllLines(out.resolve(name), StandardCharsets.ISO_8859_1);
  }

  /// Rows of one series (or several) with an outburst at row 700, labelled if asked.
  private static List<String> rows(int metrics, int count, String label) {
    var random = new SplittableRandom(11);
    var rows = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      var row = new StringBuilder(Long.toString(1_700_000_000L + i * 60L));
      for (int m = 0; m < metrics; m++) {
        double value = 10 * (m + 1) + random.nextGaussian() + (i >= 700 && i < 720 ? 60 : 0);
        row.append(',').append(value);
      }
      rows.add(row + label);
    }
    return rows;
  }

  private static String header(int metrics, String name) {
    var header = new StringBuilder("timestamp");
    for (int m = 0; m < metrics; m++) header.append(',').append(name).append(m);
    return header.toString();
  }

  private void write(String name, String header, List<String> rows) throws IOException {
    var file = in.resolve(name);
    Files.createDirectories(file.getParent());
    var text = (header + "\n" + String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8);
    if (!name.endsWith(".gz")) Files.write(file, text);
    else
      try (var gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
        gzip.write(text);
      }
  }

  @Test
  void everyRowGetsItsScoreUnderTheTimeThatStandsInTheFile() throws IOException {
    write("deep/er/one.csv", header(1, "value"), rows(1, 1_000, ""));
    write("many.csv.gz", header(4, "m"), rows(4, 1_000, ""));
    assertEquals(0, detect(), complained.toString());
    for (var name : List.of("one.csv", "many.csv")) {
      var answer = answer(name);
      assertEquals("timestamp,score,alert", answer.getFirst());
      assertEquals(1_001, answer.size());
      assertTrue(answer.get(1).startsWith("1700000000,"));
      assertTrue(answer.subList(700, 725).stream().anyMatch(row -> row.endsWith(",1")), name);
      assertTrue(answer.subList(300, 690).stream().allMatch(row -> row.endsWith(",0")), name);
    }
    assertTrue(
        said.toString().startsWith("2 of 2 files, 2000 rows, 2 alert episodes"), said::toString);
  }

  @Test
  void fileCutShortGetsTheSameRowsForWhatWasFed() throws IOException {
    for (int metrics : new int[] {1, 5}) {
      var rows = rows(metrics, 1_000, "");
      write("whole" + metrics + ".csv", header(metrics, "m"), rows);
      write("cut" + metrics + ".csv", header(metrics, "m"), rows.subList(0, 713));
    }
    for (var tier : List.of("deep", "wide")) {
      assertEquals(0, detect("--tier", tier), complained.toString());
      for (int metrics : new int[] {1, 5})
        assertEquals(
            answer("whole" + metrics + ".csv").subList(0, 714), answer("cut" + metrics + ".csv"));
    }
  }

  @Test
  void namesAndLabelsMeanNothing() throws IOException {
    for (int metrics : new int[] {1, 5}) {
      write("uni/cpu_load" + metrics + ".csv", header(metrics, "cpu"), rows(metrics, 900, ""));
      var labelled = rows(metrics, 900, ",1");
      write("x/y" + metrics + ".csv.gz", header(metrics, "up") + ",label", labelled);
      var first = rows(metrics, 900, "").stream().map(row -> "0," + row).toList();
      write("first" + metrics + ".csv", "label," + header(metrics, "z"), first);
    }
    assertEquals(0, detect(), complained.toString());
    for (int metrics : new int[] {1, 5}) {
      assertEquals(answer("cpu_load" + metrics + ".csv"), answer("y" + metrics + ".csv"));
      assertEquals(answer("cpu_load" + metrics + ".csv"), answer("first" + metrics + ".csv"));
    }
  }

  @Test
  void manifestSaysWhichFilesAndMayNotReachOutside() throws IOException {
    Files.writeString(place.resolve("secret.csv"), "timestamp,value\n1,2\n");
    write("uni/a.csv", header(1, "value"), rows(1, 50, ""));
    write("uni/b.csv", header(1, "value"), rows(1, 50, ""));
    Files.writeString(
        in.resolve("manifest.csv"),
        "file,interval_s,kind\nuni/a.csv,60,x\n../secret.csv,60,x\nuni/gone.csv,60,x\n");
    assertEquals(1, detect());
    assertTrue(Files.exists(out.resolve("a.csv")));
    assertFalse(Files.exists(out.resolve("b.csv")));
    assertFalse(Files.exists(out.resolve("secret.csv")));
    assertTrue(complained.toString().contains("manifest.csv: line 3: "), complained::toString);
    assertTrue(complained.toString().contains("manifest.csv: line 4: "), complained::toString);
  }

  @Test
  void badInputIsNamedByFileAndLineAndTheRestIsDone() throws IOException {
    var odd = new ArrayList<>(rows(1, 40, ""));
    odd.set(10, "1700000600,<b>\u001b[31mten</b>");
    odd.set(11, "yesterday,3");
    odd.set(12, "1700000720");
    odd.set(13, "1700000780,");
    write("odd.csv", header(1, "value"), odd);
    write("fine.csv", header(1, "value"), rows(1, 40, ""));
    Files.write(in.resolve("noise.csv"), new byte[] {0, 1, 2, 3, '\n', 5});
    Files.write(in.resolve("empty.csv"), new byte[0]);
    write("torn.csv.gz", header(1, "value"), rows(1, 5_000, ""));
    var whole = Files.readAllBytes(in.resolve("torn.csv.gz"));
    Files.write(in.resolve("torn.csv.gz"), Arrays.copyOf(whole, whole.length / 2));

    assertEquals(1, detect());
    var problems = complained.toString();
    for (int line : new int[] {12, 13, 14})
      assertTrue(problems.contains("odd.csv: line " + line + ": "), problems);
    assertFalse(problems.contains("odd.csv: line 15"), problems);
    assertFalse(problems.contains("\u001b"), problems);
    assertTrue(problems.contains("noise.csv: line 1: "), problems);
    assertTrue(problems.contains("empty.csv: line 1: "), problems);
    assertTrue(problems.contains("torn.csv.gz: line "), problems);
    assertEquals(41, answer("odd.csv").size());
    assertTrue(answer("odd.csv").get(12).startsWith("yesterday,"));
    assertEquals(41, answer("fine.csv").size());
    assertFalse(Files.exists(out.resolve("noise.csv")));
    assertTrue(answer("torn.csv").size() > 100);
    try (var left = Files.list(out)) {
      assertTrue(left.noneMatch(file -> file.toString().endsWith(".part")));
    }
  }

  @Test
  void answersNeverReplaceWhatTheyAnswer() throws IOException {
    write("one.csv", header(1, "value"), rows(1, 40, ""));
    out = in;
    assertEquals(2, detect());
    assertEquals(41, Files.readAllLines(in.resolve("one.csv")).size());
    out = in.resolve("answers");
    assertEquals(0, detect());
    assertEquals(0, detect(), "answers of the last run are not judged: " + complained);
    assertEquals(41, answer("one.csv").size());
  }

  @Test
  void timesAreReadAsPeopleWriteThem() {
    long expected = 1_396_310_400_000L;
    for (var text :
        List.of(
            "1396310400",
            "1396310400.0",
            "1396310400000",
            "2014-04-01 00:00:00",
            "\"2014-04-01T00:00:00Z\"",
            "2014-04-01T02:00:00.000+02:00",
            "2014-04-01")) assertEquals(expected, Moments.millis(text), text);
  }
}
