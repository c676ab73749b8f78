package io.watchfloor.model.log;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The commonest of very many texts, in room for [#MOST] ("Space-Saving" of A. Metwally et al.,
/// "Efficient computation of frequent and top-k elements in data streams", ICDT 2005): a text
/// without room takes that of the rarest. Counts told are what is certain. Not thread-safe.
public final class CommonValues {
  public static final int MOST = 10;
  private static final int LONGEST = 80;

  private final String[] text = new String[MOST];
  private final long[] count = new long[MOST];

  /// How much of the count may be another's.
  private final long[] borrowed = new long[MOST];

  private int size;

  public void add(String value) {
    var kept = value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
    int rarest = 0;
    for (int i = 0; i < size; i++) {
      if (text[i].equals(kept)) {
        count[i]++;
        return;
      }
      if (count[i] < count[rarest]) rarest = i;
    }
    if (size < MOST) {
      text[size] = kept;
      count[size++] = 1;
      return;
    }
    text[rarest] = kept;
    borrowed[rarest] = count[rarest]++;
  }

  /// Takes in what another has counted.
  public void add(CommonValues other) {
    for (int i = 0; i < other.size; i++) {
      add(other.text[i]);
      for (int n = 0; n < size; n++)
        if (text[n].equals(other.text[i])) {
          count[n] += other.count[i] - 1;
          borrowed[n] += other.borrowed[i];
        }
    }
  }

  /// Most often first; only those that are certain to have come twice, unless there was room for
  /// all.
  public List<LogParameter.Share> most() {
    var most = new ArrayList<LogParameter.Share>(size);
    boolean isWhole = true;
    for (int i = 0; i < size; i++) isWhole &= borrowed[i] == 0;
    for (int i = 0; i < size; i++) {
      long certain = count[i] - borrowed[i];
      if (isWhole || certain > 1) most.add(new LogParameter.Share(text[i], certain));
    }
    most.sort(
        Comparator.comparingLong((LogParameter.Share it) -> -it.count())
            .thenComparing(LogParameter.Share::text));
    return most;
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(size);
    for (int i = 0; i < size; i++) {
      SavedText.write(out, text[i]);
      out.writeLong(count[i]);
      out.writeLong(borrowed[i]);
    }
  }

  /// @throws IllegalArgumentException if what follows is no such state
  public static CommonValues read(DataInput in) throws IOException {
    var it = new CommonValues();
    int size = in.readUnsignedByte();
    if (size > MOST) throw new IllegalArgumentException("damaged state: " + size + " values");
    for (int i = 0; i < size; i++) {
      it.text[i] = SavedText.read(in, 8 * LONGEST);
      it.count[i] = in.readLong();
      it.borrowed[i] = in.readLong();
    }
    it.size = size;
    return it;
  }
}
