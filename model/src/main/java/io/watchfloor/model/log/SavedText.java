package io.watchfloor.model.log;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Texts and numbers of things in saved states; refuses lengths that cannot be.
public final class SavedText {
  private SavedText() {}

  public static void write(DataOutput out, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /// @throws IllegalArgumentException if it is longer than `longest` bytes
  public static String read(DataInput in, int longest) throws IOException {
    var bytes = new byte[count(in, longest)];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// A number of things.
  ///
  /// @throws IllegalArgumentException if it is more than `most` or negative
  public static int count(DataInput in, int most) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > most)
      throw new IllegalArgumentException("damaged state: " + count + " of at most " + most);
    return count;
  }
}
