package io.watchfloor.connectors.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.files.Follower.Start;
import io.watchfloor.model.source.SourceException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Following of real files. Every line must be told once.
final class FollowerTest {
  private static final String HEAD =
      "2026-11-24T12:00:00Z the first line of this very file, long enough to know it by\n";
  @TempDir Path folder;
  private Path log;
  private String state = "";
  private List<String> notices = List.of();
  private Start start = Start.BEGINNING;

  @BeforeEach
  void makeLog() {
    log = folder.resolve("app.log");
  }

  private void append(Path file, String text) throws Exception {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private List<String> take() throws Exception {
    return take("*.log");
  }

  private List<String> take(String glob) throws Exception {
    var taken = Follower.take(List.of(folder + "/" + glob), start, state);
    state = taken.state();
    notices = taken.notices();
    return taken.lines().stream().map(Follower.Line::text).toList();
  }

  @Test
  void linesAreToldOnce() throws Exception {
    append(log, "one\ntwo\n");
    assertEquals(List.of("one", "two"), take());
    assertEquals(List.of(), take());
    append(log, "three\r\n\n");
    assertEquals(List.of("three"), take());
  }

  @Test
  void lineWithoutItsEndWaits() throws Exception {
    append(log, "one\nha");
    assertEquals(List.of("one"), take());
    append(log, "lf\n");
    assertEquals(List.of("half"), take());
  }

  @Test
  void renamedFileIsReadToItsEndFirst() throws Exception {
    append(log, HEAD);
    take();
    append(log, "before\nlast without end");
    Files.move(log, folder.resolve("app.log.1"));
    append(log, "after\n");
    assertEquals(List.of("before", "last without end", "after"), take());
    append(log, "more\n");
    assertEquals(List.of("more"), take());
  }

  @Test
  void renamedFileThatStillMatchesIsNotToldTwice() throws Exception {
    append(log, HEAD);
    take("app*");
    append(log, "before\n");
    Files.move(log, folder.resolve("app.log.1"));
    append(log, "after\n");
    assertEquals(List.of("after", "before"), take("app*").stream().sorted().toList());
    Files.move(folder.resolve("app.log.1"), folder.resolve("app.log.2"));
    Files.move(log, folder.resolve("app.log.1"));
    append(log, "newest\n");
    assertEquals(List.of("newest"), take("app*"));
  }

  @Test
  void copiedAndTruncatedFileIsReadToItsEndFirst() throws Exception {
    append(log, HEAD);
    take();
    append(log, "before\n");
    Files.copy(log, folder.resolve("app.log.1"), StandardCopyOption.COPY_ATTRIBUTES);
    try (var channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
      channel.truncate(0);
    }
    append(log, "after\n");
    assertEquals(List.of("before", "after"), take());
  }

  @Test
  void truncatedFileThatGrewBeyondItsOldPlaceBeginsAnew() throws Exception {
    append(log, "short\n");
    take();
    try (var channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
      channel.truncate(0);
    }
    append(log, "other and longer\nsecond\n");
    assertEquals(List.of("other and longer", "second"), take());
  }

  @Test
  void deletedAndMadeAnewBeginsAnew() throws Exception {
    append(log, HEAD);
    take();
    Files.delete(log);
    append(log, "new\n");
    assertEquals(List.of("new"), take());
  }

  @Test
  void compressedRestIsNoticed() throws Exception {
    append(log, HEAD);
    take();
    Files.delete(log);
    Files.write(folder.resolve("app.log.1.gz"), new byte[] {1, 2, 3});
    append(log, "new\n");
    assertEquals(List.of("new"), take("app*"));
    assertTrue(notices.toString().contains("compressed"), notices.toString());
  }

  @Test
  void fileThatAppearsLaterIsReadFromItsBeginning() throws Exception {
    start = Start.END;
    append(log, "old\n");
    assertEquals(List.of(), take());
    append(folder.resolve("b.log"), "all of it\n");
    assertEquals(List.of("all of it"), take());
  }

  @Test
  void tailBeginsAtAWholeLine() throws Exception {
    start = Start.TAIL;
    append(
        log,
        IntStream.range(0, 60_000)
            .mapToObj(i -> "line " + i + "\n")
            .collect(java.util.stream.Collectors.joining()));
    var lines = take();
    assertTrue(lines.getFirst().matches("line \\d+"), lines.getFirst());
    assertEquals("line 59999", lines.getLast());
    assertTrue(lines.size() < 30_000);
  }

  @Test
  void lineOfAMegabyteIsCutOnceAndMarked() throws Exception {
    append(log, "x".repeat(1 << 20));
    var first = take();
    assertEquals(1, first.size());
    assertTrue(first.getFirst().length() < 17_000 && first.getFirst().endsWith(Pieces.CUT));
    append(log, "y".repeat(1 << 20) + "\nnext\n");
    assertEquals(List.of("next"), take());
  }

  @Test
  void invalidBytesAreReplaced() throws Exception {
    Files.write(log, new byte[] {'a', (byte) 0xff, (byte) 0xc3, '\n', 0, 'b', '\n'});
    assertEquals(List.of("a\uFFFD\uFFFD", "\0b"), take());
  }

  @Test
  void onePullIsBoundedAndTheNextGoesOn() throws Exception {
    var line = "z".repeat(999) + "\n";
    for (int i = 0; i < 10; i++) append(log, line.repeat(1000));
    var all = new ArrayList<>(take());
    assertTrue(all.size() < 4_300);
    assertTrue(notices.toString().contains("still to be read"), notices.toString());
    all.addAll(take());
    all.addAll(take());
    assertEquals(10_000, all.size());
  }

  @Test
  void nothingThatMatchesIsAnError() {
    var error = assertThrows(SourceException.class, this::take);
    assertTrue(error.retryable());
    assertTrue(error.why().contains("No file matches"), error.why());
  }

  @Test
  void damagedStateCountsAsNothingRead() throws Exception {
    append(log, "one\n");
    state = "{]";
    assertEquals(List.of("one"), take());
  }

  @Test
  void globsFindAcrossFolders() throws Exception {
    Files.createDirectories(folder.resolve("a/b"));
    append(folder.resolve("a/b/x.log"), "deep\n");
    append(folder.resolve("y.txt"), "no\n");
    assertEquals(List.of("deep"), take("**/*.log"));
    assertThrows(SourceException.class, () -> take("*/x.log"));
  }
}
