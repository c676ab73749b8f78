package io.watchfloor.model.detect;

import java.util.ArrayList;
import java.util.List;

/// Cuts a line into words and masks what varies by nature: numbers, hex, ids, addresses, quoted
/// text. One pass, bounded: only the first [#LONGEST] characters and [#MOST_WORDS] words are looked
/// at.
final class LogScanner {
  static final int LONGEST = 2_000;
  static final int MOST_WORDS = 60;
  static final String MASK = "<*>";

  /// One word of a line: its text, whether it is masked, and if so what it looks like (`ip`,
  /// `number`, `id`, `path`, …).
  record Word(String text, String kind) {
    boolean isMasked() {
      return !kind.isEmpty();
    }
  }

  private LogScanner() {}

  static List<Word> words(String line) {
    var words = new ArrayList<Word>();
    int end = Math.min(line.length(), LONGEST);
    int i = 0;
    while (i < end && words.size() < MOST_WORDS) {
      while (i < end && isBreak(line.charAt(i))) i++;
      int from = i;
      while (i < end && !isBreak(line.charAt(i))) i++;
      if (i > from) words.add(word(line.substring(from, i)));
    }
    return words;
  }

  private static boolean isBreak(char c) {
    return c <= ' ' || c == ',' || c == ';' || c == '=' || c == '(' || c == ')' || c == '['
        || c == ']' || c == '{' || c == '}';
  }

  private static Word word(String raw) {
    var text = strip(raw);
    if (text.isEmpty()) return new Word(raw, "");
    return new Word(text, kind(text));
  }

  private static String strip(String raw) {
    int from = 0, to = raw.length();
    while (from < to && isQuote(raw.charAt(from))) from++;
    while (to > from
        && (isQuote(raw.charAt(to - 1)) || raw.charAt(to - 1) == ':' || raw.charAt(to - 1) == '.'))
      to--;
    return raw.substring(from, to);
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`' || c == '<' || c == '>';
  }

  private static String kind(String text) {
    int digits = 0, dots = 0, colons = 0, slashes = 0, hex = 0, letters = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
        hex++;
      } else if (c == '.') dots++;
      else if (c == ':') colons++;
      else if (c == '/') slashes++;
      else if ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')) {
        hex++;
        letters++;
      } else if (Character.isLetter(c)) letters++;
    }
    if (digits == 0) return "";
    if (dots == 3 && letters == 0 && isIpv4(text)) return "ip";
    if (colons >= 2 && hex + colons == text.length() && text.length() <= 39)
      return letters > 0 || colons > 2 ? "ip" : "number";
    if (letters == 0) return "number";
    if (slashes > 0) return digits * 2 > text.length() ? "id" : "";
    if (hex == text.length() && text.length() >= 8) return "id";
    return digits * 3 >= letters || text.length() >= 24 ? "id" : "";
  }

  private static boolean isIpv4(String text) {
    int value = 0, parts = 1, digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':' && parts == 4 && digits > 0) return true;
      if (c == '.') {
        if (digits == 0) return false;
        parts++;
        value = 0;
        digits = 0;
      } else if (c >= '0' && c <= '9') {
        value = value * 10 + (c - '0');
        if (++digits > 3 || value > 255) return false;
      } else return false;
    }
    return parts == 4 && digits > 0;
  }
}
