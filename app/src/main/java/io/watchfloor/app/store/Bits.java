package io.watchfloor.app.store;

import java.util.Arrays;

/// Bits and variable-length numbers, most significant bit first, in growing or given bytes. Reading
/// past the end throws [IndexOutOfBoundsException].
final class Bits {
  private static final int LONGEST_UNARY = 24;

  private Bits() {}

  static long zigzag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  static long unzigzag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }

  /// What a number costs in Rice's code with parameter `k`, in bits.
  static int riceCost(long unsigned, int k) {
    long high = unsigned >>> k;
    return high >= LONGEST_UNARY || high < 0 ? LONGEST_UNARY + 64 : (int) high + 1 + k;
  }

  static final class Writer {
    private byte[] bytes = new byte[256];
    private int size;
    private int bit;

    void bit(boolean one) {
      if (bit == 0) {
        if (size == bytes.length) bytes = Arrays.copyOf(bytes, size * 2);
        bytes[size++] = 0;
      }
      if (one) bytes[size - 1] |= (byte) (0x80 >>> bit);
      bit = (bit + 1) & 7;
    }

    void bits(long value, int count) {
      for (int left = count; left > 0; ) {
        if (bit == 0) {
          if (size == bytes.length) bytes = Arrays.copyOf(bytes, size * 2);
          bytes[size++] = 0;
        }
        int room = 8 - bit, take = Math.min(room, left);
        int chunk = (int) (value >>> (left - take)) & ((1 << take) - 1);
        bytes[size - 1] |= (byte) (chunk << (room - take));
        bit = (bit + take) & 7;
        left -= take;
      }
    }

    /// Rice's code with parameter `k`; what would be very long is escaped.
    void rice(long unsigned, int k) {
      long high = unsigned >>> k;
      if (high >= LONGEST_UNARY || high < 0) {
        bits((1L << LONGEST_UNARY) - 1, LONGEST_UNARY);
        bits(unsigned, 64);
        return;
      }
      bits((1L << (high + 1)) - 2, (int) high + 1);
      bits(unsigned, k);
    }

    /// Begins at the next whole byte.
    void number(long unsigned) {
      bit = 0;
      long rest = unsigned;
      while ((rest & ~0x7fL) != 0) {
        raw((int) (rest & 0x7f) | 0x80);
        rest >>>= 7;
      }
      raw((int) rest);
    }

    void raw(int value) {
      bit = 0;
      if (size == bytes.length) bytes = Arrays.copyOf(bytes, size * 2);
      bytes[size++] = (byte) value;
    }

    int size() {
      return size;
    }

    byte[] bytes() {
      return Arrays.copyOf(bytes, size);
    }

    void clear() {
      size = 0;
      bit = 0;
    }
  }

  static final class Reader {
    private final byte[] bytes;
    private int at;
    private int bit;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    boolean bit() {
      boolean one = (bytes[at] & (0x80 >>> bit)) != 0;
      if (++bit == 8) {
        bit = 0;
        at++;
      }
      return one;
    }

    long bits(int count) {
      long value = 0;
      for (int left = count; left > 0; ) {
        int room = 8 - bit, take = Math.min(room, left);
        int chunk = ((bytes[at] & 0xff) >>> (room - take)) & ((1 << take) - 1);
        value = (value << take) | chunk;
        bit += take;
        if (bit == 8) {
          bit = 0;
          at++;
        }
        left -= take;
      }
      return value;
    }

    long rice(int k) {
      int high = 0;
      while (high < LONGEST_UNARY && bit()) high++;
      return high == LONGEST_UNARY ? bits(64) : ((long) high << k) | bits(k);
    }

    long number() {
      align();
      long value = 0;
      for (int shift = 0; shift < 70; shift += 7) {
        byte next = bytes[at++];
        value |= (next & 0x7fL) << shift;
        if (next >= 0) return value;
      }
      throw new IndexOutOfBoundsException("a number without an end");
    }

    int raw() {
      align();
      return bytes[at++] & 0xff;
    }

    boolean isAtEnd() {
      return at >= bytes.length;
    }

    private void align() {
      if (bit != 0) {
        bit = 0;
        at++;
      }
    }
  }
}
