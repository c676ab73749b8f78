package io.watchfloor.app.store;

/// The samples of one turn, before they are packed: whatever is stored so is not lost by a crash.
final class Journal {
  /// What a journal's entry tells again.
  interface Reader {
    void samples(int series, long[] at, double[] value);
  }

  private final Bits.Writer out = new Bits.Writer();
  private long lastTime;

  void add(int series, long[] at, double[] value) {
    out.number(series);
    out.number(at.length);
    for (int i = 0; i < at.length; i++) {
      out.number(Bits.zigzag(at[i] - lastTime));
      lastTime = at[i];
      out.number(Long.reverseBytes(Double.doubleToLongBits(value[i])));
    }
  }

  int size() {
    return out.size();
  }

  byte[] take() {
    var bytes = out.bytes();
    clear();
    return bytes;
  }

  void clear() {
    out.clear();
    lastTime = 0;
  }

  static void read(byte[] body, Reader reader) {
    var in = new Bits.Reader(body);
    long time = 0;
    while (!in.isAtEnd()) {
      int series = (int) in.number();
      long count = in.number();
      if (count > body.length) throw new IndexOutOfBoundsException("more samples than bytes");
      var at = new long[(int) count];
      var value = new double[at.length];
      for (int i = 0; i < at.length; i++) {
        at[i] = time += Bits.unzigzag(in.number());
        value[i] = Double.longBitsToDouble(Long.reverseBytes(in.number()));
      }
      reader.samples(series, at, value);
    }
  }
}
