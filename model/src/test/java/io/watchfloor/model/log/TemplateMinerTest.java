package io.watchfloor.model.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateMinerTest {
  private final TemplateMiner miner = new TemplateMiner();

  private String pattern(String... lines) {
    var last = "";
    for (var line : lines) last = miner.take(line).pattern();
    return last;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "took 12ms, 3 rows from 10.1.2.3:5432 | took <*>, <*> rows from <*>",
        "job 7 ended at 2026-01-02 03:04:05 | job <*> ended at <*>",
        "job 7 ended at Fri Jun 17 07:07:00 CEST 2005 | job <*> ended at <*>",
        "uid=0 tty=none user=root | uid=<*> tty=none user=<*>",
        "wrote /var/lib/a/b.db (4 KB) | wrote <*> (<*> KB)",
        "session of fe80::1c2d:3 ended | session of <*> ended",
        "{\"level\":\"info\",\"took\":12} | {\"level\":\"info\",\"took\":<*>}",
        "10.1.1.1 \"GET /cart?id=4 HTTP/1.1\" took 8 | <*> \"GET <*>\" took <*>",
        "10.1.1.1 \"GET /cart HTTP/1.1\" 500 | <*> \"GET <*>\" 500",
        "ready....................0 | ready....................<*>",
        "login: user=<ann>, tls | login: user=<<*>>, tls",
        "7:C 25 Nov 2026 03:46:12.123 * ready | <*>:C <*> <*> <*> <*> * ready",
        "core.2275 on node-12, cpu#3 | core.<*> on node-<*>, cpu#<*>",
        "mail from a.b@shop.example | mail from <*>",
        "ssh2 speaks IPv6 on eth0 | ssh2 speaks IPv6 on eth0",
        "refused peer () | refused peer (<*>)",
        "call() | call()",
        "cause: com.example.Failure: no such host | cause: com.example.Failure: no such host",
      })
  void valuesGiveThemselvesAwayByTheirShape(String line, String expected) {
    assertEquals(expected, pattern(line));
  }

  @Test
  void unitThatVariesIsPartOfTheValue() {
    assertEquals("sent <*> bytes", pattern("sent 1 bytes", "sent 7 bytes"));
    assertEquals("read <*> of <*>", pattern("read 5 KB of 10 KB", "read 1.2 MB of 10 KB"));
    assertEquals("<*> gone", pattern("1301 bytes (1.27 KB) gone", "4 bytes gone"));
  }

  @Test
  void listsOfAnyLengthAreAlike() {
    assertEquals(miner.take("ids 1, 2, 3 gone").id(), miner.take("ids 4, 5 gone").id());
    assertNotEquals(miner.take("ids 1, 2, 3 gone").id(), miner.take("ids 1, 2, 3 kept").id());
  }

  @Test
  void wordGluedToValueIsTheValueWhereOthersHaveOne() {
    long plain = miner.take("10.1.1.1:80 error : could not connect").id();
    assertEquals(plain, miner.take("gateway:80 error : could not connect").id());
  }

  @Test
  void wordsAreDifferentTemplatesUntilThereAreTooMany() {
    var words = List.of("red", "green", "blue", "white", "black", "brown", "grey");
    var ids = new ArrayList<Long>();
    for (var word : words) ids.add(miner.take("the lamp is " + word + " today").id());
    assertNotEquals(ids.get(0), ids.get(1));
    assertEquals(ids.get(0), ids.get(6), "merged into the oldest");
    assertEquals("the lamp is <*> today", pattern("the lamp is pink today"));
  }

  @Test
  void fewWordsSeenAgainAndAgainSplitOff() {
    var first = miner.take("link 'left' is up");
    assertEquals(first.id(), miner.take("link 'right' is up").id());
    for (int i = 0; i < 60; i++) {
      miner.take("link 'left' is up");
      miner.take("link 'right' is up");
    }
    assertEquals("link 'left' is up", pattern("link 'left' is up"));
    assertNotEquals(miner.take("link 'left' is up").id(), miner.take("link 'right' is up").id());
  }

  @Test
  void lineIsDecidedWhenItComesWhateverComesLater() {
    var lines = mixed(3_000);
    var whole = ids(new TemplateMiner(), lines);
    for (int cut : new int[] {1, 10, 500, 2_999})
      assertEquals(whole.subList(0, cut), ids(new TemplateMiner(), lines.subList(0, cut)));
  }

  @Test
  void restoredMinerGoesOnIdentically() throws IOException {
    var lines = mixed(4_000);
    var whole = new TemplateMiner();
    var expected = ids(whole, lines);
    var before = new TemplateMiner();
    var told = ids(before, lines.subList(0, 1_500));
    var bytes = new ByteArrayOutputStream();
    before.write(new DataOutputStream(bytes));
    var after = TemplateMiner.read(in(bytes.toByteArray()));
    told.addAll(ids(after, lines.subList(1_500, 4_000)));
    assertEquals(expected, told);
    for (long id : expected) {
      var one = whole.get(id);
      var other = after.get(id);
      assertEquals(one == null ? "" : one.pattern(), other == null ? "" : other.pattern());
    }
  }

  @Test
  void damagedStateIsRefused() {
    var damaged = new byte[64];
    java.util.Arrays.fill(damaged, (byte) 0x7f);
    assertThrows(IllegalArgumentException.class, () -> TemplateMiner.read(in(damaged)));
  }

  @Test
  void idsAreTheSameOnEveryMachine() {
    assertEquals(-5775385744687370287L, new TemplateMiner().take("job 7 done").id());
  }

  @Test
  void hostileLinesCostBoundedWork() {
    var hostile =
        List.of(
            "x".repeat(1 << 20),
            "a ".repeat(1 << 19),
            "=".repeat(1 << 20),
            "1:".repeat(1 << 19),
            "/".repeat(1 << 20),
            "\u0000\u001b[31m\u202e\ud800".repeat(10_000),
            "\u05d0\u05d1 ".repeat(10_000),
            "",
            " ");
    for (var text : hostile) {
      int length = miner.take(text).pattern().length();
      assertTrue(length <= Pieces.LONGEST + 3 * Pieces.MOST, length + " characters of a pattern");
    }
    assertTrue(miner.comparisons() < 100 * Pieces.MOST, miner.comparisons() + " slots compared");
  }

  @Test
  void floodOfParametersIsOneTemplateAndNoWork() {
    var random = new SplittableRandom(1);
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder("flow");
      for (int n = 0; n < 30; n++) text.append(" k").append("=").append(random.nextInt());
      miner.take(text.toString());
    }
    assertEquals(1, miner.size());
    assertTrue(miner.comparisons() < 10_000, miner.comparisons() + " slots compared");
  }

  @Test
  void floodOfNewWordsStaysBoundedInTemplatesAndWork() {
    var random = new SplittableRandom(2);
    int lines = 20_000;
    for (int i = 0; i < lines; i++) {
      var text = new StringBuilder();
      for (int n = random.nextInt(1, 14); n > 0; n--) text.append(word(random)).append(' ');
      miner.take(text.toString());
    }
    assertTrue(miner.size() <= TemplateMiner.MOST, miner.size() + " templates");
    long most = (long) lines * TemplateMiner.PER_FRAME * 3 * 14;
    assertTrue(miner.comparisons() < most, miner.comparisons() + " slots compared");
    assertEquals(miner.take("calm again").id(), miner.take("calm again").id());
  }

  private static String word(SplittableRandom random) {
    var word = new StringBuilder();
    for (int i = 0; i < 6; i++) word.append((char) ('a' + random.nextInt(26)));
    return word.toString();
  }

  private static List<String> mixed(int count) {
    var random = new SplittableRandom(3);
    var names = "ann bob eve dan kim lee sue tom una zoe".split(" ");
    var lines = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      var name = names[random.nextInt(names.length)];
      lines.add(
          switch (random.nextInt(5)) {
            case 0 -> "the cart of " + name + " has " + i + " things";
            case 1 -> "state='" + (random.nextBoolean() ? "up" : "down") + "' after " + i + " ms";
            case 2 -> "door '" + (random.nextBoolean() ? "left" : "right") + "' moves";
            case 3 -> name + " came";
            default -> "wrote " + i + (random.nextBoolean() ? " KB" : " MB") + " to /tmp/x" + i;
          });
    }
    return lines;
  }

  private static List<Long> ids(TemplateMiner miner, List<String> lines) {
    var ids = new ArrayList<Long>();
    for (var line : lines) ids.add(miner.take(line).id());
    return ids;
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
