package io.watchfloor.connectors.syslog;

import io.watchfloor.connectors.listen.Tally;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/// Cuts a stream into messages after RFC 6587, each by its own first bytes: a count of bytes before
/// it, or an end of line (or NUL) behind it. A message that is longer than the limit is cut there
/// and its rest skipped. Not thread-safe.
final class Frames {
  static final int LONGEST = 64 * 1024;
  private static final int MOST_DIGITS = 8;
  private static final String CUT = "messages were longer than 64 KiB and were cut.";

  private final PushbackInputStream in;
  private final Tally tally;
  private final byte[] message = new byte[LONGEST];
  private int length;

  Frames(InputStream in, Tally tally) {
    this.in = new PushbackInputStream(new BufferedInputStream(in), MOST_DIGITS + 2);
    this.tally = tally;
  }

  byte[] message() {
    return message;
  }

  int length() {
    return length;
  }

  /// Goes on to the next message that is not empty; false at the end of the stream.
  boolean next() throws IOException {
    while (true) {
      length = 0;
      int count = count();
      boolean whole = count >= 0 ? counted(count) : line();
      if (length > 0) return true;
      if (!whole) return false;
    }
  }

  /// The count before a message, or -1: then nothing was taken. Only `<` follows a count.
  private int count() throws IOException {
    var taken = new byte[MOST_DIGITS + 2];
    int n = 0;
    int count = 0;
    while (n < MOST_DIGITS) {
      int c = in.read();
      if (c < 0) break;
      taken[n++] = (byte) c;
      if (c < '0' || c > '9') break;
      count = count * 10 + (c - '0');
    }
    if (n > 1 && taken[0] != '0' && taken[n - 1] == ' ') {
      int c = in.read();
      if (c == '<') {
        in.unread(c);
        return count;
      }
      if (c >= 0) taken[n++] = (byte) c;
    }
    in.unread(taken, 0, n);
    return -1;
  }

  private boolean counted(int count) throws IOException {
    length = in.readNBytes(message, 0, Math.min(count, LONGEST));
    if (length < Math.min(count, LONGEST)) {
      tally.count("messages broke off with their connection.");
      return false;
    }
    if (count <= LONGEST) return true;
    tally.count(CUT);
    in.skipNBytes(count - LONGEST);
    return true;
  }

  private boolean line() throws IOException {
    boolean cut = false;
    while (true) {
      int c = in.read();
      if (c < 0 || c == '\n' || c == 0) {
        if (cut) tally.count(CUT);
        if (length > 0 && message[length - 1] == '\r') length--;
        return c >= 0;
      }
      if (length < LONGEST) message[length++] = (byte) c;
      else cut = true;
    }
  }
}
