package io.watchfloor.model.log;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The words seen in a slot that varies by evidence: the first few of them and how often; whether
/// there were more. Few words seen again and again are no values but kinds of one line.
final class OpenSlot {
  static final int FEW = 3;
  private static final int OFTEN = 50;

  private final long[] words = new long[FEW];
  private final int[] counts = new int[FEW];
  private int distinct;
  private boolean isMany;

  /// Counts a word; true when the evidence has just become enough to split.
  boolean take(long word) {
    if (isMany) return false;
    for (int i = 0; i < distinct; i++)
      if (words[i] == word) return ++counts[i] == OFTEN && isSplit();
    if (distinct == FEW || word == Hash.VALUE) isMany = true;
    else {
      words[distinct] = word;
      counts[distinct++] = 1;
    }
    return false;
  }

  private boolean isSplit() {
    if (distinct < 2) return false;
    for (int i = 0; i < distinct; i++) if (counts[i] < OFTEN) return false;
    return true;
  }

  /// Whether every word seen here came often, and there were only few.
  boolean isWord(long word) {
    if (isMany || !isSplit()) return false;
    for (int i = 0; i < distinct; i++) if (words[i] == word) return true;
    return false;
  }

  void write(DataOutput out) throws IOException {
    out.writeBoolean(isMany);
    out.writeByte(distinct);
    for (int i = 0; i < distinct; i++) {
      out.writeLong(words[i]);
      out.writeInt(counts[i]);
    }
  }

  static OpenSlot read(DataInput in) throws IOException {
    var it = new OpenSlot();
    it.isMany = in.readBoolean();
    it.distinct = Math.min(in.readUnsignedByte(), FEW);
    for (int i = 0; i < it.distinct; i++) {
      it.words[i] = in.readLong();
      it.counts[i] = in.readInt();
    }
    return it;
  }
}
