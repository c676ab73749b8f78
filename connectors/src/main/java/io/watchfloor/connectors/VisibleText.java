package io.watchfloor.connectors;

/// Makes text from outside safe to show as one line: control characters (terminal escapes, NUL,
/// line breaks) become their pictures from U+2400, characters that turn the direction of reading
/// become their number in brackets, halves of a pair become the replacement character.
public final class VisibleText {
  private static final int PICTURES = 0x2400;
  private static final int PICTURE_OF_DELETE = 0x2421;

  private VisibleText() {}

  /// At most `longest` characters of `text`; what was cut off is marked.
  public static String line(String text, int longest) {
    var visible = new StringBuilder(Math.min(text.length(), longest) + 16);
    for (int i = 0; i < text.length(); ) {
      if (visible.length() >= longest) return visible.append(" … [cut]").toString();
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      append(visible, c);
    }
    return visible.toString();
  }

  private static void append(StringBuilder visible, int c) {
    if (c == '\t') visible.append("  ");
    else if (c < 0x20) visible.appendCodePoint(PICTURES + c);
    else if (c == 0x7f) visible.appendCodePoint(PICTURE_OF_DELETE);
    else if (turnsReading(c) || (c >= 0x80 && c < 0xa0))
      visible.append(String.format("[U+%04X]", c));
    else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) visible.append('\uFFFD');
    else visible.appendCodePoint(c);
  }

  private static boolean turnsReading(int c) {
    return (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x200e
        || c == 0x200f
        || c == 0x061c
        || c == 0x2028
        || c == 0x2029;
  }
}
