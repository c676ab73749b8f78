package io.watchfloor.model.log;

/// The few words of general knowledge the scanner has: months and days, units, verbs of HTTP, ends
/// of host names. Nothing here belongs to one system.
final class Words {
  private static final Table MONTHS =
      new Table("jan feb mar apr may jun jul aug sep oct nov dec".split(" "));
  private static final Table DAYS = new Table("mon tue wed thu fri sat sun".split(" "));
  private static final Table UNITS =
      new Table(
          ("b byte bytes kb mb gb tb kib mib gib tib ns us ms s sec secs second seconds min mins"
                  + " minute minutes h hour hours hrs day days msec msecs usec usecs millis"
                  + " milliseconds microseconds % hz mhz ghz kbps mbps")
              .split(" "));
  private static final Table METHODS =
      new Table("get post put delete head options patch connect trace propfind".split(" "));
  private static final Table DOMAINS =
      new Table("com net org edu gov mil info biz int local internal lan localdomain".split(" "));
  private static final Table SECOND_LEVEL =
      new Table("com net org edu gov ac co or ne go".split(" "));
  private static final Table USERS = new Table("user username login account".split(" "));
  private static final Table BEFORE_USERS =
      new Table("for invalid illegal of as from by unknown".split(" "));
  private static final Table FLAGS = new Table("true false null".split(" "));

  private Words() {}

  static boolean isMonth(char[] text, int from, int to) {
    return to - from == 3 && MONTHS.has(text, from, to);
  }

  static boolean isDay(char[] text, int from, int to) {
    return to - from == 3 && DAYS.has(text, from, to);
  }

  static boolean isUnit(char[] text, int from, int to) {
    return UNITS.has(text, from, to);
  }

  static boolean isMethod(char[] text, int from, int to) {
    return METHODS.has(text, from, to);
  }

  static boolean isUser(char[] text, int from, int to) {
    return USERS.has(text, from, to);
  }

  static boolean mayStandBeforeUser(char[] text, int from, int to) {
    return BEFORE_USERS.has(text, from, to);
  }

  static boolean isFlag(char[] text, int from, int to) {
    return FLAGS.has(text, from, to);
  }

  /// A host's name by its end: a general domain, or a country's after a general one or a dash.
  static boolean isHost(char[] text, int from, int to) {
    int points = 0, last = from, before = from;
    boolean hasDash = false;
    for (int i = from; i < to; i++) {
      char c = text[i];
      if (c == '.') {
        points++;
        before = last;
        last = i + 1;
      } else if (c == '-') hasDash = true;
      else if (!Shapes.isLetter(c) && !Shapes.isDigit(c)) return false;
    }
    if (points == 0 || last >= to || text[from] == '.') return false;
    if (DOMAINS.has(text, last, to)) return true;
    if (to - last != 2 || points < 2 || !Shapes.areLetters(text, last, to)) return false;
    return hasDash || SECOND_LEVEL.has(text, before, last - 1);
  }

  /// Words of at most sixteen letters, found without making a string.
  private static final class Table {
    private static final int LONGEST = 16;
    private final String[] slots = new String[256];

    Table(String... words) {
      for (var word : words) {
        int slot = slot(word.toCharArray(), 0, word.length());
        while (slots[slot] != null) slot = (slot + 1) & 255;
        slots[slot] = word;
      }
    }

    boolean has(char[] text, int from, int to) {
      if (to - from > LONGEST || to <= from) return false;
      for (int slot = slot(text, from, to); slots[slot] != null; slot = (slot + 1) & 255)
        if (isEqual(slots[slot], text, from, to)) return true;
      return false;
    }

    private static boolean isEqual(String word, char[] text, int from, int to) {
      if (word.length() != to - from) return false;
      for (int i = from; i < to; i++) if (word.charAt(i - from) != lower(text[i])) return false;
      return true;
    }

    private static int slot(char[] text, int from, int to) {
      int hash = to - from;
      for (int i = from; i < to; i++) hash = hash * 31 + lower(text[i]);
      return (hash ^ (hash >>> 8)) & 255;
    }

    private static char lower(char c) {
      return Shapes.isUpper(c) ? (char) (c + 32) : c;
    }
  }
}
