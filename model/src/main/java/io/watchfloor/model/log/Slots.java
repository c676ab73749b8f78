package io.watchfloor.model.log;

/// What a line is compared by: its pieces, with lists of values (`1 2 3`, `1##2##3`, `1, 2, 3`)
/// taken together, so that lists of any length are alike. Slot `i` is pieces `first[i] .. first[i +
/// 1])`. Columns, reused from line to line.
final class Slots {
  final int[] first = new int[Pieces.MOST + 3];
  final long[] hash = new long[Pieces.MOST + 2];

  /// How each value is written around its figures: unit, separators of a list.
  final long[] form = new long[Pieces.MOST + 2];

  int count;

  /// Equal for lines with the same words and marks, whatever the values.
  long skeleton;

  /// Equal for lines of the same marks in the same places, the same number of slots and the same
  /// first word.
  long frame;

  /// The id of a template that begins with this line.
  long id() {
    return skeleton == 0 ? 1 : skeleton;
  }

  /// The skeleton if slots `from` to `to` (exclusive) were one value.
  long skeletonWithValue(int from, int to) {
    long it = Hash.START;
    for (int i = 0; i < count; i++) {
      if (i == from) it = Hash.join(it, Hash.VALUE);
      if (i < from || i >= to) it = Hash.join(it, hash[i]);
    }
    return it;
  }

  void fill(Pieces pieces) {
    count = 0;
    skeleton = Hash.START;
    frame = Hash.START;
    for (int i = 0; i < pieces.count; ) {
      int end = pieces.kind[i].varies() ? listEnd(pieces, i) : i + 1;
      first[count] = i;
      hash[count] = pieces.hash[i];
      form[count] = pieces.kind[i].varies() ? form(pieces, i, end) : 0;
      skeleton = Hash.join(skeleton, hash[count]);
      boolean isFixed = count == 0 || pieces.kind[i] == Kind.MARK;
      frame = Hash.join(frame, isFixed ? hash[count] : 0);
      count++;
      i = end;
    }
    first[count] = pieces.count;
  }

  /// Where the list of values that starts at `i` ends: values with the same marks between them.
  private static int listEnd(Pieces pieces, int i) {
    int second = i + 1;
    while (second < pieces.count && pieces.kind[second] == Kind.MARK) {
      if (isBracket(pieces.text[pieces.from[second]])) return i + 1;
      second++;
    }
    if (second >= pieces.count || !pieces.kind[second].varies()) return i + 1;
    int step = second - i;
    int end = second + 1;
    while (end + step <= pieces.count && isSame(pieces, i, end - 1, step)) end += step;
    return end;
  }

  /// What opens or closes parts things; it does not join them into a list.
  private static boolean isBracket(char c) {
    return "()[]{}<>".indexOf(c) >= 0;
  }

  private static boolean isSame(Pieces pieces, int i, int at, int step) {
    for (int n = 1; n <= step; n++)
      if (pieces.hash[at + n] != pieces.hash[i + n]
          || pieces.isSpaced[at + n] != pieces.isSpaced[i + n]) return false;
    return true;
  }

  private static long form(Pieces pieces, int from, int to) {
    long form = Hash.START;
    for (int i = from; i < to; i++) {
      form = Hash.join(form, pieces.hash[i] + (pieces.isSpaced[i] ? 1 : 0) * (i > from ? 1 : 0));
      if (pieces.unitTo[i] > pieces.to[i])
        form = Hash.join(form, Hash.of(pieces.text, pieces.to[i], pieces.unitTo[i]));
    }
    return form;
  }
}
