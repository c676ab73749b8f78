package io.watchfloor.model.detect;

import io.watchfloor.model.log.Kind;
import io.watchfloor.model.log.Value;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which values the parameters of some lines take, by kind (`ip`, `user`, `path`, `id`); bounded.
final class ParameterCounts {
  private static final double DOMINANT = 0.6;
  private static final int MOST_VALUES = 64;
  private static final int LONGEST = 200;
  private static final int LEAST_LINES = 3;

  private final TreeMap<String, Map<String, Integer>> counts = new TreeMap<>();
  private int lines;

  void add(List<Value> line) {
    lines++;
    for (int i = 0; i < line.size(); i++) {
      var kind = name(line.get(i).kind());
      var text = line.get(i).bare();
      if (kind.isEmpty() || text.length() > LONGEST || isRepeated(line, i)) continue;
      var values = counts.computeIfAbsent(kind, k -> new HashMap<>());
      if (values.size() < MOST_VALUES || values.containsKey(text))
        values.merge(text, 1, Integer::sum);
    }
  }

  private static String name(Kind kind) {
    return switch (kind) {
      case IP -> "ip";
      case USER -> "user";
      case PATH -> "path";
      case ID -> "id";
      case WORD, MARK, NUMBER, TIME, HOST, FLAG, REST -> "";
    };
  }

  private static boolean isRepeated(List<Value> line, int i) {
    for (int n = 0; n < i; n++) if (line.get(n).bare().equals(line.get(i).bare())) return true;
    return false;
  }

  void clear() {
    counts.clear();
    lines = 0;
  }

  /// For each kind, the value that at least six of ten lines carry.
  Map<String, String> dominant() {
    if (lines < LEAST_LINES) return Map.of();
    var dominant = new TreeMap<String, String>();
    counts.forEach(
        (kind, values) ->
            values.entrySet().stream()
                .max(
                    Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey()))
                .filter(top -> top.getValue() >= DOMINANT * lines)
                .ifPresent(top -> dominant.put(kind, top.getKey())));
    return dominant;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(lines);
    out.writeInt(counts.size());
    for (var kind : counts.entrySet()) {
      Texts.write(out, kind.getKey());
      out.writeInt(kind.getValue().size());
      for (var value : new TreeMap<>(kind.getValue()).entrySet()) {
        Texts.write(out, value.getKey());
        out.writeInt(value.getValue());
      }
    }
  }

  void read(DataInput in) throws IOException {
    lines = in.readInt();
    int kinds = Texts.count(in, MOST_VALUES);
    for (int i = 0; i < kinds; i++) {
      var values = new HashMap<String, Integer>();
      counts.put(Texts.read(in), values);
      int size = Texts.count(in, MOST_VALUES);
      for (int n = 0; n < size; n++) values.put(Texts.read(in), in.readInt());
    }
  }
}
