package io.watchfloor.model.detect;

import io.watchfloor.model.log.Kind;
import io.watchfloor.model.log.ParameterLife;
import io.watchfloor.model.log.Value;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The bands of the numbers of one template, by their place in the line; at most [#MOST]. Says so
/// when numbers have left their band [#STRANGE_LINES] times within a minute.
final class NumberBands {
  private static final int MOST = 12;
  private static final int STRANGE_LINES = 3;
  private static final long WITHIN_MILLIS = 60_000;

  private final TreeMap<Integer, NumberBand> bands = new TreeMap<>();
  private long firstStrangeAt;
  private long lastStrangeAt;
  private int strange;
  private String evidence = "";

  /// Takes a line's numbers; whether enough of late were strange.
  boolean take(long at, List<Value> values) {
    boolean isStrange = false;
    for (var value : values) {
      if (value.kind() != Kind.NUMBER) continue;
      if (bands.size() >= MOST && !bands.containsKey(value.where())) continue;
      double number = ParameterLife.number(value.text());
      if (Double.isNaN(number)) continue;
      var band = bands.computeIfAbsent(value.where(), n -> new NumberBand());
      if (!band.take(number)) continue;
      isStrange = true;
      evidence =
          String.format(Locale.ROOT, "%s (%.3g to %.3g)", value.text(), band.low(), band.high());
    }
    if (!isStrange) return false;
    if (strange == 0 || at - firstStrangeAt > WITHIN_MILLIS) {
      firstStrangeAt = at;
      strange = 0;
    }
    lastStrangeAt = Math.max(lastStrangeAt, at);
    return ++strange >= STRANGE_LINES;
  }

  long firstStrangeAt() {
    return firstStrangeAt;
  }

  long lastStrangeAt() {
    return lastStrangeAt;
  }

  /// The strangest number told of last, and what was usual, in figures.
  Map<String, String> evidence() {
    return evidence.isEmpty() ? Map.of() : Map.of("number", evidence);
  }

  void forgetStrange() {
    strange = 0;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(firstStrangeAt);
    out.writeLong(lastStrangeAt);
    out.writeInt(strange);
    Texts.write(out, evidence);
    out.writeInt(bands.size());
    for (var band : bands.entrySet()) {
      out.writeInt(band.getKey());
      band.getValue().write(out);
    }
  }

  static NumberBands read(DataInput in) throws IOException {
    var it = new NumberBands();
    it.firstStrangeAt = in.readLong();
    it.lastStrangeAt = in.readLong();
    it.strange = in.readInt();
    it.evidence = Texts.read(in);
    int count = Texts.count(in, MOST);
    for (int i = 0; i < count; i++) it.bands.put(in.readInt(), NumberBand.read(in));
    return it;
  }
}
