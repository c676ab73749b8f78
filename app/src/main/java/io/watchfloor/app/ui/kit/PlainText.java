package io.watchfloor.app.ui.kit;

/// Text from outside, made inert before it is shown: control and direction marks become visible
/// symbols, length is capped. What is copied elsewhere stays whole.
public final class PlainText {
  /// Characters of one line at most.
  public static final int LINE = 400;

  private PlainText() {}

  /// One line: line ends become ⏎.
  public static String line(String text) {
    return line(text, LINE);
  }

  public static String line(String text, int most) {
    return clean(text, most, false);
  }

  /// Several lines; line ends stay.
  public static String block(String text, int most) {
    return clean(text, most, true);
  }

  /// One line cut in its middle: for hosts and metrics, where both ends matter.
  public static String middle(String text, int most) {
    var line = line(text, 4_000);
    if (line.length() <= most) return line;
    int tail = most / 2;
    int head = most - tail - 1;
    return line.substring(0, head) + "…" + line.substring(line.length() - tail);
  }

  private static String clean(String text, int most, boolean keepLines) {
    var out = new StringBuilder(Math.min(text.length(), most) + 1);
    int i = 0;
    while (i < text.length()) {
      if (out.length() >= most) return out.append('…').toString();
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (keepLines && (c == '\n' || c == '\t')) out.append((char) c);
      else append(out, c);
    }
    return out.toString();
  }

  private static void append(StringBuilder out, int c) {
    if (c == '\n') out.append('⏎');
    else if (c < 0x20) out.append((char) (0x2400 + c));
    else if (c == 0x7f) out.append('␡');
    else if (isInvisible(c)) out.append('�');
    else out.appendCodePoint(c);
  }

  /// C1 controls, direction marks and overrides, zero-width marks, lone surrogates, line
  /// separators, tags.
  private static boolean isInvisible(int c) {
    return (c >= 0x80 && c < 0xa0)
        || c == 0xad
        || c == 0x61c
        || (c >= 0x200b && c <= 0x200f)
        || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2060 && c <= 0x206f)
        || c == 0xfeff
        || (c >= 0xd800 && c <= 0xdfff)
        || (c >= 0xe0000 && c <= 0xe007f);
  }
}
