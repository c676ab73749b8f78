package io.watchfloor.model.log;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How numbers of any size are spread, in buckets that grow with them: four to a doubling of 1 +
/// |x|, so that a quantile is at most a tenth off (the idea of C. Masson et al., "DDSketch", VLDB
/// 2019). At most some 500 buckets, whatever comes. Not thread-safe.
final class NumberSketch {
  private static final double PER_DOUBLING = 4;
  private static final int MOST_SHOWN = 20;

  private short[] bucket = new short[4];
  private long[] inBucket = new long[4];
  private int size;
  private long count;
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;

  /// Takes a finite number.
  void add(double number) {
    least = Math.min(least, number);
    most = Math.max(most, number);
    add(bucketOf(number), 1);
  }

  void add(NumberSketch other) {
    least = Math.min(least, other.least);
    most = Math.max(most, other.most);
    for (int i = 0; i < other.size; i++) add(other.bucket[i], other.inBucket[i]);
  }

  private void add(short wanted, long times) {
    count += times;
    int at = Arrays.binarySearch(bucket, 0, size, wanted);
    if (at >= 0) {
      inBucket[at] += times;
      return;
    }
    at = -at - 1;
    if (size == bucket.length) {
      bucket = Arrays.copyOf(bucket, 2 * size);
      inBucket = Arrays.copyOf(inBucket, 2 * size);
    }
    System.arraycopy(bucket, at, bucket, at + 1, size - at);
    System.arraycopy(inBucket, at, inBucket, at + 1, size - at);
    bucket[at] = wanted;
    inBucket[at] = times;
    size++;
  }

  private static short bucketOf(double number) {
    double doublings = Math.log1p(Math.abs(number)) / Math.log(2);
    int step = (int) Math.floor(PER_DOUBLING * doublings);
    return (short) (number < 0 ? -1 - step : step);
  }

  private static double lowOf(int bucket) {
    return bucket >= 0 ? edge(bucket) : -edge(-bucket);
  }

  private static double edge(int step) {
    return Math.pow(2, step / PER_DOUBLING) - 1;
  }

  private double quantile(double share) {
    long wanted = Math.max(1, (long) Math.ceil(share * count));
    long seen = 0;
    for (int i = 0; i < size; i++) {
      seen += inBucket[i];
      if (seen < wanted) continue;
      double low = Math.max(least, lowOf(bucket[i]));
      double high = Math.min(most, lowOf(bucket[i] + 1));
      return low + (high - low) * (wanted - (seen - inBucket[i])) / inBucket[i] / 2;
    }
    return most;
  }

  Optional<LogParameter.Numbers> told() {
    if (count == 0) return Optional.empty();
    return Optional.of(
        new LogParameter.Numbers(least, quantile(0.5), quantile(0.95), most, shape()));
  }

  /// Neighbouring buckets taken together until there are few enough to draw.
  private List<LogParameter.Range> shape() {
    int first = bucket[0], last = bucket[size - 1];
    int together = (last - first) / MOST_SHOWN + 1;
    var shape = new ArrayList<LogParameter.Range>();
    int i = 0;
    for (int from = first; from <= last; from += together) {
      long sum = 0;
      while (i < size && bucket[i] < from + together) sum += inBucket[i++];
      shape.add(new LogParameter.Range(lowOf(from), lowOf(from + together), sum));
    }
    return shape;
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(least);
    out.writeDouble(most);
    out.writeShort(size);
    for (int i = 0; i < size; i++) {
      out.writeShort(bucket[i]);
      out.writeLong(inBucket[i]);
    }
  }

  static NumberSketch read(DataInput in) throws IOException {
    var it = new NumberSketch();
    it.least = in.readDouble();
    it.most = in.readDouble();
    int size = in.readUnsignedShort();
    for (int i = 0; i < size; i++) it.add(in.readShort(), in.readLong());
    return it;
  }
}
