package io.watchfloor.model.log;

/// What stretches of characters look like, one question a method; each reads its stretch at most
/// once. Stretches are given as `text` from inclusive to exclusive.
final class Shapes {
  private Shapes() {}

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  /// Letters of any script.
  static boolean isLetter(char c) {
    return c < 128 ? (c >= 'a' && c <= 'z') || isUpper(c) : Character.isLetter(c);
  }

  static boolean isSpace(char c) {
    return c <= ' ' || c == 0x7f || (c >= 0x80 && isOddSpace(c));
  }

  /// C1 controls, spaces of other widths, marks of direction and of no width.
  private static boolean isOddSpace(char c) {
    return c <= 0xa0
        || (c >= 0x2000 && c <= 0x200f)
        || (c >= 0x2028 && c <= 0x202f)
        || (c >= 0x205f && c <= 0x206f)
        || c == 0x3000
        || c == 0xfeff;
  }

  static boolean areDigits(char[] text, int from, int to) {
    for (int i = from; i < to; i++) if (!isDigit(text[i])) return false;
    return to > from;
  }

  static boolean areLetters(char[] text, int from, int to) {
    for (int i = from; i < to; i++) if (!isLetter(text[i])) return false;
    return to > from;
  }

  /// Digits, with points and thousands separators: a number without a unit.
  static boolean isPlainNumber(char[] text, int from, int to) {
    int i = text[from] == '-' || text[from] == '+' ? from + 1 : from;
    boolean hasDigit = false;
    for (; i < to; i++) {
      if (isDigit(text[i])) hasDigit = true;
      else if (text[i] != '.' && text[i] != ',') return false;
    }
    return hasDigit;
  }

  static boolean isIpv4(char[] text, int from, int to) {
    int parts = 1, digits = 0, value = 0;
    for (int i = from; i < to; i++) {
      char c = text[i];
      if (c == '.') {
        if (digits == 0) return false;
        parts++;
        digits = 0;
        value = 0;
      } else if (isDigit(c)) {
        value = value * 10 + (c - '0');
        if (++digits > 3 || value > 255) return false;
      } else return false;
    }
    return parts == 4 && digits > 0;
  }

  /// Groups of hex digits joined by colons: times of day, hardware and IPv6 addresses. A single
  /// letter between colons is a word unless there are many groups.
  static boolean isColoned(char[] text, int from, int to) {
    int groups = 1, length = 0, digits = 0;
    boolean hasLoneLetter = false, hasLetter = false;
    for (int i = from; i < to; i++) {
      char c = text[i];
      if (c == ':') {
        hasLoneLetter |= length == 1 && !isDigit(text[i - 1]);
        groups++;
        length = 0;
      } else if (isHex(c) || c == '.') {
        length++;
        if (isDigit(c)) digits++;
        else if (c != '.') hasLetter = true;
      } else return false;
    }
    hasLoneLetter |= length == 1 && !isDigit(text[to - 1]);
    if (groups < 2 || digits == 0) return false;
    return groups >= 4 || (!hasLoneLetter && (length > 0 || !hasLetter));
  }

  /// A moment in figures: starts with a digit, has a colon, and nothing but what dates are made of.
  static boolean isMoment(char[] text, int from, int to) {
    if (!isDigit(text[from])) return false;
    int colons = 0;
    for (int i = from; i < to; i++) {
      char c = text[i];
      if (c == ':') colons++;
      else if (!isDigit(c) && ".,/-+TZ".indexOf(c) < 0) return false;
    }
    return colons > 0;
  }

  /// A name with points and a port at the end.
  static boolean isHostAndPort(char[] text, int from, int to) {
    int colon = to - 1;
    while (colon > from && isDigit(text[colon])) colon--;
    if (text[colon] != ':' || colon == from || to - colon > 6 || colon == to - 1) return false;
    boolean hasPoint = false;
    for (int i = from; i < colon; i++) {
      char c = text[i];
      if (c == '.') hasPoint = true;
      else if (!isLetter(c) && !isDigit(c) && c != '-' && c != '_') return false;
    }
    return hasPoint;
  }

  /// Something at some place: an address of mail, an object's reference, a user at a host.
  static boolean isAtPlace(char[] text, int from, int to) {
    int at = -1;
    for (int i = from; i < to && at < 0; i++) if (text[i] == '@') at = i;
    if (at <= from || at >= to - 1) return false;
    char after = text[at + 1];
    return isLetter(after) || isDigit(after);
  }
}
