package io.watchfloor.model.log;

/// One line cut into pieces: constant words, marks between them, and values that vary by nature.
/// Columns, reused from line to line, so that a line costs no objects. Piece `i` is `text[from[i]
/// .. to[i])`; a value may carry a unit up to `unitTo[i]`; `isSpaced[i]` says that white space came
/// before it.
final class Pieces {
  /// Characters looked at; what comes after is one value.
  static final int LONGEST = 2_000;

  static final int MOST = 160;

  final char[] text = new char[LONGEST];
  final int[] from = new int[MOST + 2];
  final int[] to = new int[MOST + 2];
  final int[] unitTo = new int[MOST + 2];
  final Kind[] kind = new Kind[MOST + 2];
  final boolean[] isSpaced = new boolean[MOST + 2];
  final long[] hash = new long[MOST + 2];
  int length;
  int count;

  void start(String line) {
    length = Math.min(line.length(), LONGEST);
    line.getChars(0, length, text, 0);
    count = 0;
  }

  void add(Kind what, int start, int end, boolean spaced) {
    from[count] = start;
    to[count] = end;
    unitTo[count] = end;
    kind[count] = what;
    isSpaced[count] = spaced;
    hash[count] = what.varies() ? Hash.VALUE : Hash.of(text, start, end);
    count++;
  }

  boolean isMark(int i, char c) {
    return i >= 0 && i < count && kind[i] == Kind.MARK && text[from[i]] == c;
  }

  boolean isQuote(int i) {
    return isMark(i, '\'') || isMark(i, '"') || isMark(i, '`');
  }

  String textOf(int i) {
    return new String(text, from[i], to[i] - from[i]);
  }
}
