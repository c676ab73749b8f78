package io.watchfloor.app.settings;

/// Text from a file as it may be repeated in a message: short, one line, nothing that steers a
/// terminal or turns the reading direction.
final class Shown {
  private static final int LONGEST = 60;

  private Shown() {}

  static String of(String text) {
    var shown = new StringBuilder();
    int points = 0;
    for (int i = 0; i < text.length() && points < LONGEST; points++) {
      int point = text.codePointAt(i);
      shown.appendCodePoint(isPlain(point) ? point : 0xFFFD);
      i += Character.charCount(point);
    }
    return text.codePointCount(0, Math.min(text.length(), 2 * LONGEST + 2)) > LONGEST
        ? shown + "…"
        : shown.toString();
  }

  /// Whether a character may stand in a title or a message: not a control, not an invisible one,
  /// not one that turns direction.
  static boolean isPlain(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  static boolean isPlain(String text) {
    return text.codePoints().allMatch(Shown::isPlain);
  }
}
