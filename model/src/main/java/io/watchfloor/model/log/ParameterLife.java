package io.watchfloor.model.log;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What has stood in the varying places of one template's lines. At most [#MOST_PLACES] places,
/// each in a few hundred bytes, whatever and however much comes. Not thread-safe.
public final class ParameterLife {
  static final int MOST_PLACES = 12;
  private static final int LONGEST_NUMBER = 20;

  private static final class Place {
    CommonValues common = new CommonValues();
    DistinctCount distinct = new DistinctCount();
    NumberSketch numbers = new NumberSketch();
    final int[] kinds = new int[Kind.values().length];
    long count;

    void take(Value value) {
      count++;
      kinds[value.kind().ordinal()]++;
      common.add(value.text());
      distinct.add(value.text());
      double number = value.kind() == Kind.NUMBER ? number(value.text()) : Double.NaN;
      if (Double.isFinite(number)) numbers.add(number);
    }

    void take(Place other) {
      count += other.count;
      common.add(other.common);
      distinct.add(other.distinct);
      numbers.add(other.numbers);
      for (int i = 0; i < kinds.length; i++) kinds[i] += other.kinds[i];
    }

    Kind kind() {
      int most = 0;
      for (int i = 1; i < kinds.length; i++) if (kinds[i] > kinds[most]) most = i;
      return Kind.values()[most];
    }
  }

  private final Map<Integer, Place> places = new TreeMap<>();

  /// Takes the values of one line.
  public void take(List<Value> values) {
    for (var value : values) {
      var place = places.get(value.where());
      if (place == null) {
        if (places.size() >= MOST_PLACES) continue;
        place = new Place();
        places.put(value.where(), place);
      }
      place.take(value);
    }
  }

  /// Takes in the life of a template that was merged into this one.
  public void take(ParameterLife other) {
    other.places.forEach(
        (where, place) -> {
          if (places.size() < MOST_PLACES || places.containsKey(where))
            places.computeIfAbsent(where, s -> new Place()).take(place);
        });
  }

  public List<LogParameter> told(Template template) {
    var told = new ArrayList<LogParameter>(places.size());
    places.forEach(
        (where, place) ->
            told.add(
                new LogParameter(
                    where / 16,
                    template.nameOf(where / 16, where % 16),
                    place.kind(),
                    place.count,
                    Math.min(place.distinct.estimate(), place.count),
                    place.common.most(),
                    place.numbers.told())));
    return told;
  }

  /// The number a text begins with, whatever unit follows; NaN where it is none.
  public static double number(String text) {
    if (text.length() > LONGEST_NUMBER) return Double.NaN;
    int end = text.length();
    while (end > 0 && !Shapes.isDigit(text.charAt(end - 1))) end--;
    var digits = new StringBuilder(end);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c == ',' && i > 0) continue;
      boolean isSign = i == 0 && (c == '-' || c == '+');
      if (!Shapes.isDigit(c) && c != '.' && !isSign) return Double.NaN;
      digits.append(c);
    }
    try {
      return Double.parseDouble(digits.toString());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(places.size());
    for (var entry : places.entrySet()) {
      out.writeInt(entry.getKey());
      var place = entry.getValue();
      out.writeLong(place.count);
      for (int count : place.kinds) out.writeInt(count);
      place.common.write(out);
      place.distinct.write(out);
      place.numbers.write(out);
    }
  }

  /// @throws IllegalArgumentException if what follows is no such state
  public static ParameterLife read(DataInput in) throws IOException {
    var it = new ParameterLife();
    int count = in.readUnsignedByte();
    if (count > MOST_PLACES) throw new IllegalArgumentException("damaged state: " + count);
    for (int i = 0; i < count; i++) {
      int where = in.readInt();
      var place = new Place();
      place.count = in.readLong();
      for (int k = 0; k < place.kinds.length; k++) place.kinds[k] = in.readInt();
      place.common = CommonValues.read(in);
      place.distinct = DistinctCount.read(in);
      place.numbers = NumberSketch.read(in);
      it.places.put(where, place);
    }
    return it;
  }
}
