package io.watchfloor.connectors.http;

/// Makes a stranger's text fit to be shown: control characters become visible symbols, and what is
/// too long is cut with a mark that says how much is missing.
public final class SafeText {
  /// A label's value is cut after so many characters; nobody reads more, and a table row must live.
  public static final int LABEL = 8 * 1024;

  /// An annotation's.
  public static final int ANNOTATION = 64 * 1024;

  private static final int WORDS = 300;

  private SafeText() {}

  /// A server's own words: at most 300 characters, on one line.
  public static String words(String text) {
    var shown = new StringBuilder(Math.min(text.length(), WORDS));
    int end = Math.min(text.length(), WORDS);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) end--;
    for (int i = 0; i < end; i++) shown.append(visible(text.charAt(i)));
    if (end < text.length()) shown.append('…');
    return shown.toString().strip();
  }

  private static char visible(char c) {
    if (c == '\n' || c == '\r' || c == '\t') return ' ';
    if (c < 0x20) return (char) (0x2400 + c);
    if (c == 0x7f) return '\u2421';
    return Character.getType(c) == Character.CONTROL || Character.getType(c) == Character.FORMAT
        ? '\ufffd'
        : c;
  }

  /// `text` itself, or its beginning with a visible mark and a checksum that keeps two long texts
  /// apart.
  public static String cut(String text, int longest) {
    if (text.length() <= longest) return text;
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end)
        + "… [cut, "
        + text.length()
        + " characters, "
        + Integer.toHexString(text.hashCode())
        + "]";
  }
}
