package io.watchfloor.model.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.TreeMap;

/// What comes soon after one template's lines, of the same entity: learnt until one other template
/// has followed nearly always; then its absence is strange. At most [#MOST] candidates are counted.
final class Followers {
  private static final int MOST = 12;
  private static final int LEARNING = 60;
  private static final double NEARLY_ALWAYS = 0.98;
  private static final int STRANGE = 3;
  private static final int OF_LAST = 5;

  private final TreeMap<Long, Integer> counts = new TreeMap<>();
  private int lines;

  /// Whether the last few lines were not followed as usual: one bit a line, newest lowest.
  private int missed;

  private long expected;

  /// Takes what followed one line: distinct templates.
  void take(long[] followed) {
    if (expected == 0) learn(followed);
    else {
      boolean isMissed = true;
      for (long template : followed) isMissed &= template != expected;
      missed = ((missed << 1) | (isMissed ? 1 : 0)) & ((1 << OF_LAST) - 1);
    }
  }

  private void learn(long[] followed) {
    lines++;
    for (long template : followed)
      if (counts.size() < MOST || counts.containsKey(template))
        counts.merge(template, 1, Integer::sum);
    if (lines < LEARNING) return;
    for (var count : counts.entrySet())
      if (count.getValue() >= NEARLY_ALWAYS * lines) {
        expected = count.getKey();
        counts.clear();
        return;
      }
    if (lines == 4 * LEARNING) {
      counts.clear();
      lines = 0;
    }
  }

  /// The template that nearly always follows; 0 if none does.
  long expected() {
    return expected;
  }

  boolean isBroken() {
    return expected != 0 && Integer.bitCount(missed) >= STRANGE;
  }

  boolean isWhole() {
    return missed == 0;
  }

  /// What followed is learnt anew: the expected template is no more.
  void forget() {
    expected = 0;
    missed = 0;
    lines = 0;
    counts.clear();
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(lines);
    out.writeInt(missed);
    out.writeLong(expected);
    out.writeInt(counts.size());
    for (var count : counts.entrySet()) {
      out.writeLong(count.getKey());
      out.writeInt(count.getValue());
    }
  }

  static Followers read(DataInput in) throws IOException {
    var it = new Followers();
    it.lines = in.readInt();
    it.missed = in.readInt();
    it.expected = in.readLong();
    int count = Texts.count(in, MOST);
    for (int i = 0; i < count; i++) it.counts.put(in.readLong(), in.readInt());
    return it;
  }
}
