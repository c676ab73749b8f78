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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SessionsCommandTest {
  @TempDir Path place;
  private final StringWriter complained = new StringWriter();

  private int judge(Path in, Path out) {
    return new CommandLine(new Backtest())
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(complained))
        .execute("sessions", "--in", in.toString(), "--out", out.toString());
  }

  private List<String> answer(List<String> rows) throws IOException {
    var in = Files.write(place.resolve("sessions.csv"), rows);
    var out = place.resolve("not/there/yet.csv");
    assertEquals(0, judge(in, out), complained.toString());
    return Files.readAllLines(out);
  }

  private static List<String> rows(String label, String open) {
    var rows = new ArrayList<>(List.of("session,split,label,events"));
    for (int i = 0; i < 900; i++)
      rows.add("s%d,train,%s,%s 2 %s3".formatted(i, label, open, i % 3 == 0 ? "2 " : ""));
    rows.add("calm,dev,%s,%s 2 3".formatted(label, open));
    rows.add("broken,dev,%s,%s 2".formatted(label, open));
    rows.add("strange,holdout,%s,%s 9 3".formatted(label, open));
    return rows;
  }

  @Test
  void strangeSessionsAreToldAndCalmOnesAreNot() throws IOException {
    var answer = answer(rows("0", "1"));
    assertEquals("session,score,alert", answer.getFirst());
    assertEquals(904, answer.size());
    assertEquals("calm,0.0000,0", answer.get(901));
    assertTrue(answer.get(902).matches("broken,[1-9].*,1"), answer.get(902));
    assertTrue(answer.get(903).matches("strange,[1-9].*,1"), answer.get(903));
  }

  @Test
  void labelsAreNotReadAndNamesMeanNothing() throws IOException {
    var one = answer(rows("0", "1"));
    assertEquals(one, answer(rows("1", "1")));
    assertEquals(one, answer(rows("garbage", "begin")));
  }

  @Test
  void fileCutShortAfterItsTrainingIsJudgedTheSameUpToTheCut() throws IOException {
    var whole = answer(rows("0", "1"));
    assertEquals(whole.subList(0, 903), answer(rows("0", "1").subList(0, 903)));
  }

  @Test
  void rowThatIsShortIsNamedAndTheRestIsJudged() throws IOException {
    var rows = rows("0", "1");
    rows.set(5, "s4,train");
    var in = Files.write(place.resolve("in.csv"), rows);
    assertEquals(1, judge(in, place.resolve("out.csv")));
    assertTrue(complained.toString().contains("in.csv: line 6: "), complained.toString());
    assertEquals(903, Files.readAllLines(place.resolve("out.csv")).size());
  }

  @Test
  void fileThatTeachesNothingIsRefused() throws IOException {
    var in =
        Files.write(place.resolve("in.csv"), List.of("session,split,label,events", "a,dev,0,1"));
    assertEquals(2, judge(in, place.resolve("out.csv")));
    assertTrue(complained.toString().contains("nothing to learn from"), complained.toString());
  }
}
