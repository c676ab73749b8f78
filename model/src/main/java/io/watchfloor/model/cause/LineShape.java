package io.watchfloor.model.cause;

/// The shape of a log line: its words without what varies by nature (numbers, ids, times, values of
/// `key=value` and `[key: value]`, lists of such). It needs no history, so that windows of
/// different days agree on it. One pass, bounded by [#LONGEST] characters of the answer.
public final class LineShape {
  static final int LONGEST = 90;
  private static final int MOST_READ = 2000;

  private LineShape() {}

  public static String of(String line) {
    var shape = new StringBuilder(LONGEST);
    int end = Math.min(line.length(), MOST_READ);
    int brackets = 0;
    for (int i = 0; i < end && shape.length() < LONGEST; ) {
      char c = line.charAt(i);
      if (isWord(c)) {
        int from = i;
        boolean varies = false;
        while (i < end && isWord(line.charAt(i))) varies |= Character.isDigit(line.charAt(i++));
        if (varies) number(shape);
        else shape.append(line, from, Math.min(i, from + LONGEST - shape.length()));
        continue;
      }
      i++;
      if (c == '[') brackets++;
      if (c == ']') brackets = Math.max(0, brackets - 1);
      shape.append(Character.isISOControl(c) ? ' ' : c);
      if (c == '=') i = skip(line, i, end, ",;)]} ");
      else if (c == ':' && brackets > 0 && i < end && line.charAt(i) == ' ')
        i = skip(line, i, end, "]");
    }
    return shape.toString();
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-';
  }

  /// One mark for a number, and for a list of them.
  private static void number(StringBuilder shape) {
    int end = shape.length();
    while (end > 0 && ",:. ".indexOf(shape.charAt(end - 1)) >= 0) end--;
    if (end > 0 && shape.charAt(end - 1) == '#' && end < shape.length()) shape.setLength(end);
    else shape.append('#');
  }

  private static int skip(String line, int from, int end, String until) {
    int i = from;
    while (i < end && until.indexOf(line.charAt(i)) < 0) i++;
    return i;
  }
}
