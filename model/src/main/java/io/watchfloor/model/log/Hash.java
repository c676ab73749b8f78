package io.watchfloor.model.log;

/// 64-bit hashes of words and of sequences of hashes (FNV-1a's step, mixed as in SplitMix64):
/// stable across machines and restarts, since ids of templates are made of them.
final class Hash {
  static final long START = 0xcbf29ce484222325L;
  static final long VALUE = 0x9e3779b97f4a7c15L;

  private static final long PRIME = 0x100000001b3L;

  private Hash() {}

  static long of(char[] text, int from, int to) {
    long hash = START;
    for (int i = from; i < to; i++) hash = (hash ^ text[i]) * PRIME;
    return hash;
  }

  static long of(String text) {
    long hash = START;
    for (int i = 0; i < text.length(); i++) hash = (hash ^ text.charAt(i)) * PRIME;
    return hash;
  }

  static long join(long hash, long next) {
    long mixed = (hash ^ next) * 0xbf58476d1ce4e5b9L;
    return mixed ^ (mixed >>> 29);
  }
}
