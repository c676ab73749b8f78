package io.watchfloor.connectors.syslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.listen.Tally;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Messages in a stream, by count and by line.
final class FramesTest {
  private final Tally tally = new Tally();

  private List<String> cut(String stream) throws IOException {
    var in = new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8));
    var frames = new Frames(in, tally);
    var messages = new ArrayList<String>();
    while (frames.next())
      messages.add(new String(frames.message(), 0, frames.length(), StandardCharsets.UTF_8));
    return messages;
  }

  @Test
  void bothFramingsMayStandInOneStream() throws Exception {
    assertEquals(
        List.of("<13>one", "<13>two\nlines", "<13>three", "<13>four"),
        cut("<13>one\n13 <13>two\nlines<13>three\r\n\n8 <13>four"));
  }

  @Test
  void numberAtTheBeginningOfALineIsNoCount() throws Exception {
    assertEquals(
        List.of("404 not found", "2026-11-24 x", "123456789012 <13>x", "0 <13>y"),
        cut("404 not found\n2026-11-24 x\n123456789012 <13>x\n0 <13>y\n"));
  }

  @Test
  void lastLineNeedsNoEnd() throws Exception {
    assertEquals(List.of("<13>a", "<13>b"), cut("<13>a\u0000<13>b"));
  }

  @Test
  void longMessageIsCutAndItsRestSkipped() throws Exception {
    var big = "<13>" + "x".repeat(100_000);
    var messages = cut(big + "\n" + big.length() + " " + big + "<13>after\n");
    assertEquals(3, messages.size());
    assertEquals(big.substring(0, Frames.LONGEST), messages.getFirst());
    assertEquals(big.substring(0, Frames.LONGEST), messages.get(1));
    assertEquals("<13>after", messages.get(2));
    assertEquals(List.of("2 messages were longer than 64 KiB and were cut."), tally.take());
  }

  @Test
  void countedMessageThatBreaksOffIsTold() throws Exception {
    cut("50 <13>half");
    assertTrue(tally.take().toString().contains("1 messages broke off"));
  }
}
