package io.watchfloor.model.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Cuts a line into words and masks what varies by nature: numbers with or without a unit, times,
/// hex, ids, addresses, long paths, names of users. Text, `key=value` and JSON read alike. One
/// pass, bounded: only the first [#LONGEST] characters and [#MOST_WORDS] words are looked at.
final class LogScanner {
  static final int LONGEST = 2_000;
  static final int MOST_WORDS = 60;
  static final String MASK = "<*>";

  private static final int LONG_WORD = 64;
  private static final int LONG_PATH = 40;
  private static final int SHORT_UNIT = 3;
  private static final Set<String> USER_KEYS = Set.of("user", "username", "login", "account");
  private static final String NONE = "";

  /// One word of a line: its text, what it looks like (`ip`, `user`, `path`, `id`, `number`, or
  /// nothing), and whether it varies by nature.
  record Word(String text, String kind, boolean isMasked) {}

  private LogScanner() {}

  static List<Word> words(String line) {
    var words = new ArrayList<Word>();
    int end = Math.min(line.length(), LONGEST);
    var before = "";
    int i = 0;
    while (i < end && words.size() < MOST_WORDS) {
      while (i < end && isBreak(line, i)) i++;
      int from = i;
      while (i < end && !isBreak(line, i)) i++;
      int to = i;
      while (to > from && isTail(line.charAt(to - 1))) to--;
      if (to == from) continue;
      var text = line.substring(from, to);
      words.add(word(text, before));
      before = text;
    }
    return words;
  }

  private static boolean isBreak(String line, int i) {
    char c = line.charAt(i);
    if (c == ':') return isQuote(line, i - 1) || isQuote(line, i + 1);
    return c <= ' ' || ",;=()[]{}\"'`<>|&?\u00a0".indexOf(c) >= 0;
  }

  private static boolean isQuote(String line, int i) {
    return i >= 0 && i < line.length() && line.charAt(i) == '"';
  }

  private static boolean isTail(char c) {
    return c == ':' || c == '.' || c == '!';
  }

  private static Word word(String text, String before) {
    if (text.length() > LONG_WORD && text.charAt(0) != '/') return new Word(text, "id", true);
    if (USER_KEYS.contains(before.toLowerCase(Locale.ROOT)) && isName(text))
      return new Word(text, "user", true);
    if (isStatus(text) && before.startsWith("HTTP/")) return new Word(text, NONE, false);
    return shaped(text);
  }

  private static boolean isName(String text) {
    return Character.isLetterOrDigit(text.charAt(0)) && text.length() <= LONG_WORD;
  }

  private static boolean isStatus(String text) {
    return text.length() == 3 && text.charAt(0) >= '1' && text.charAt(0) <= '5' && isDigits(text);
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) if (!isDigit(text.charAt(i))) return false;
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static Word shaped(String text) {
    int digits = 0, dots = 0, colons = 0, slashes = 0, hex = 0, letters = 0, tail = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isDigit(c)) {
        digits++;
        tail = 0;
        continue;
      }
      if (c == '.') dots++;
      else if (c == ':') colons++;
      else if (c == '/') slashes++;
      else if (Character.isLetter(c)) {
        letters++;
        tail++;
        if ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')) hex++;
      }
    }
    if (text.charAt(0) == '/') return path(text, digits, slashes);
    if (digits == 0) return new Word(text, NONE, false);
    if (dots == 3 && letters == 0 && isIpv4(text))
      return new Word(colons > 0 ? text.substring(0, text.indexOf(':')) : text, "ip", true);
    if (colons >= 2 && hex + digits + colons == text.length() && text.length() <= 39)
      return new Word(text, letters > 0 || colons > 2 ? "ip" : "number", true);
    boolean startsWithDigit = isDigit(text.charAt(0)) || text.charAt(0) == '-';
    if (letters == 0 || (startsWithDigit && letters == tail && letters <= SHORT_UNIT))
      return new Word(text, "number", true);
    if (slashes > 0) return new Word(text, "id", digits * 2 > text.length());
    if (digits + hex == text.length() && text.length() >= 8) return new Word(text, "id", true);
    boolean isId = digits * 3 >= letters || text.length() >= 24;
    return new Word(text, isId ? "id" : NONE, isId);
  }

  private static Word path(String text, int digits, int slashes) {
    boolean varies = digits > 1 || slashes >= 4 || text.length() > LONG_PATH;
    return new Word(text, text.length() > 1 ? "path" : NONE, varies);
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
      } else if (isDigit(c)) {
        value = value * 10 + (c - '0');
        if (++digits > 3 || value > 255) return false;
      } else return false;
    }
    return parts == 4 && digits > 0;
  }
}
