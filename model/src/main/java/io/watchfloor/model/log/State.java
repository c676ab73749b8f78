package io.watchfloor.model.log;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Texts in saved states; refuses lengths that cannot be.
final class State {
  private static final int LONGEST = 1 << 16;

  private State() {}

  static void write(DataOutput out, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static String read(DataInput in) throws IOException {
    var bytes = new byte[count(in, LONGEST)];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static int count(DataInput in, int most) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > most)
      throw new IllegalArgumentException("damaged state: " + count + " of at most " + most);
    return count;
  }
}
