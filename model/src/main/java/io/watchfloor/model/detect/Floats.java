package io.watchfloor.model.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Columns of numbers in a saved state.
final class Floats {
  private Floats() {}

  static void write(DataOutput out, float[] values) throws IOException {
    for (float value : values) out.writeFloat(value);
  }

  static void read(DataInput in, float[] values) throws IOException {
    for (int i = 0; i < values.length; i++) values[i] = in.readFloat();
  }
}
