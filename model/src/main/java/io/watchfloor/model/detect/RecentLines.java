package io.watchfloor.model.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;

/// The last few lines of one entity, each waiting for what follows it: [#AFTER] lines, or
/// [#WITHIN_MILLIS].
final class RecentLines {
  static final int AFTER = 6;
  static final long WITHIN_MILLIS = 10_000;

  /// Is given a line that has waited long enough: its template and time, and the templates that
  /// followed.
  interface Settled {
    void take(long template, long at, long[] followed);
  }

  private static final class Waiting {
    final long template;
    final long at;
    final long[] followed = new long[AFTER];
    int lines;
    int distinct;

    Waiting(long template, long at) {
      this.template = template;
      this.at = at;
    }

    void take(long next) {
      lines++;
      for (int i = 0; i < distinct; i++) if (followed[i] == next) return;
      if (next != template) followed[distinct++] = next;
    }
  }

  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>(AFTER + 1);

  /// Takes a line; `settled` is given the earlier ones that have waited long enough.
  void take(long template, long at, Settled settled) {
    settle(at, settled);
    for (var it : waiting) it.take(template);
    waiting.add(new Waiting(template, at));
    if (waiting.getFirst().lines >= AFTER) settled(waiting.removeFirst(), settled);
  }

  /// Settles what has waited too long at the time `at`.
  void settle(long at, Settled settled) {
    while (!waiting.isEmpty() && at - waiting.getFirst().at > WITHIN_MILLIS)
      settled(waiting.removeFirst(), settled);
  }

  private static void settled(Waiting it, Settled settled) {
    settled.take(it.template, it.at, Arrays.copyOf(it.followed, it.distinct));
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(waiting.size());
    for (var it : waiting) {
      out.writeLong(it.template);
      out.writeLong(it.at);
      out.writeByte(it.lines);
      out.writeByte(it.distinct);
      for (int i = 0; i < it.distinct; i++) out.writeLong(it.followed[i]);
    }
  }

  static RecentLines read(DataInput in) throws IOException {
    var it = new RecentLines();
    int count = Texts.count(in, AFTER + 1);
    for (int i = 0; i < count; i++) {
      var one = new Waiting(in.readLong(), in.readLong());
      one.lines = in.readUnsignedByte();
      one.distinct = Math.min(in.readUnsignedByte(), AFTER);
      for (int n = 0; n < one.distinct; n++) one.followed[n] = in.readLong();
      it.waiting.add(one);
    }
    return it;
  }
}
