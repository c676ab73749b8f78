package io.watchfloor.model.log;

import java.util.Set;

/// Cuts a line into [Pieces] in one pass and says which vary by nature: numbers with and without
/// units, moments, addresses, hosts, paths, ids, users. No list of patterns, nothing about any one
/// system; text, `key=value` and JSON read alike. Work is bounded by [Pieces#LONGEST] characters.
/// Not thread-safe: [#scan] reuses its buffers.
final class LineScanner {
  private static final String MARKS = "=,()[]{}'\"`;|<>#";

  private final Pieces pieces = new Pieces();
  private final AtomScanner atoms;
  private final SpanScanner spans;
  private final boolean knowsPhrases;

  LineScanner(Set<Knowledge> knowledge) {
    atoms = new AtomScanner(pieces, knowledge);
    spans = new SpanScanner(pieces, knowledge);
    knowsPhrases = knowledge.contains(Knowledge.PHRASES);
  }

  /// The pieces of `line`, valid until the next call.
  Pieces scan(String line) {
    pieces.start(line);
    char[] text = pieces.text;
    int end = pieces.length;
    int i = 0;
    boolean isSpaced = false;
    while (i < end && pieces.count < Pieces.MOST) {
      char c = text[i];
      if (Shapes.isSpace(c)) {
        i = afterEscape(i);
        isSpaced = pieces.count > 0;
        continue;
      }
      i = take(i, isSpaced);
      isSpaced = false;
    }
    if (i < end || line.length() > end) pieces.add(Kind.REST, Math.min(i, end), end, isSpaced);
    return pieces;
  }

  /// Past one space, or past a whole escape sequence of a terminal.
  private int afterEscape(int i) {
    char[] text = pieces.text;
    if (text[i] != 0x1b || i + 1 >= pieces.length || text[i + 1] != '[') return i + 1;
    int to = i + 2;
    while (to < pieces.length && to < i + 16 && !Shapes.isLetter(text[to])) to++;
    return Math.min(to + 1, pieces.length);
  }

  private int take(int i, boolean isSpaced) {
    char[] text = pieces.text;
    char c = text[i];
    if (MARKS.indexOf(c) >= 0 || c == ':' || c == '@' || c == '!' || c == '?') {
      pieces.add(Kind.MARK, i, i + 1, isSpaced);
      if (knowsPhrases && c == '(' && isSpaced && i + 1 < pieces.length && text[i + 1] == ')')
        pieces.add(Kind.REST, i + 1, i + 1, false);
      return i + 1;
    }
    if (c == '.') {
      int to = i;
      while (to < pieces.length && text[to] == '.') to++;
      pieces.add(Kind.MARK, i, to, isSpaced);
      return to;
    }
    int span = spans.take(i, isSpaced);
    if (span > i) return span;
    int run = i;
    while (run < pieces.length && !isRunEnd(run)) run++;
    return atoms.take(i, run, isSpaced);
  }

  private boolean isRunEnd(int i) {
    char c = pieces.text[i];
    if (c == ',') return !isThousands(i);
    return Shapes.isSpace(c) || MARKS.indexOf(c) >= 0;
  }

  /// A comma between digits with exactly three after it.
  private boolean isThousands(int i) {
    char[] text = pieces.text;
    if (i == 0 || !Shapes.isDigit(text[i - 1]) || i + 3 >= pieces.length) return false;
    if (!Shapes.areDigits(text, i + 1, i + 4)) return false;
    return i + 4 >= pieces.length || !Shapes.isDigit(text[i + 4]);
  }
}
