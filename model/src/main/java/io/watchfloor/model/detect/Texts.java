package io.watchfloor.model.detect;

import io.watchfloor.model.log.SavedText;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.SourceId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.TreeMap;

/// Writes texts and what is made of them into saved states; refuses lengths that cannot be.
final class Texts {
  private static final int LONGEST = 1 << 22;
  private static final int MOST_LABELS = 10_000;

  private Texts() {}

  static void write(DataOutput out, String text) throws IOException {
    SavedText.write(out, text);
  }

  static String read(DataInput in) throws IOException {
    return SavedText.read(in, LONGEST);
  }

  /// A number of things, at most `most`.
  static int count(DataInput in, int most) throws IOException {
    return SavedText.count(in, most);
  }

  static void write(DataOutput out, SeriesId id) throws IOException {
    write(out, id.source().name());
    write(out, id.labels());
  }

  static void write(DataOutput out, Labels labels) throws IOException {
    var map = labels.map();
    out.writeInt(map.size());
    for (var label : map.entrySet()) {
      write(out, label.getKey());
      write(out, label.getValue());
    }
  }

  static SeriesId readSeries(DataInput in) throws IOException {
    return new SeriesId(new SourceId(read(in)), readLabels(in));
  }

  static Labels readLabels(DataInput in) throws IOException {
    var labels = new TreeMap<String, String>();
    int count = count(in, MOST_LABELS);
    for (int i = 0; i < count; i++) labels.put(read(in), read(in));
    return Labels.of(labels);
  }

  static void write(DataOutput out, MetricInfo info) throws IOException {
    out.writeByte(info.type().ordinal());
    write(out, info.unit());
    write(out, info.help());
  }

  static MetricInfo readInfo(DataInput in) throws IOException {
    int type = in.readUnsignedByte();
    if (type >= MetricInfo.Type.values().length)
      throw new IllegalArgumentException("damaged state: metric type " + type);
    return new MetricInfo(MetricInfo.Type.values()[type], read(in), read(in));
  }
}
