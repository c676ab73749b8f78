package io.watchfloor.model.log;

import java.util.Set;

/// Judges one run of characters without spaces and marks by its shape, after Z. M. Jiang et al.'s
/// observation that parameters give themselves away ("Abstracting execution logs", QSIC 2008):
/// digits, addresses, long names.
final class AtomScanner {
  private static final int LONG_WORD = 64;
  private static final int MOST_COLONS = 12;

  private final Pieces pieces;
  private final char[] text;
  private final boolean knowsNames;
  private final boolean knowsUnits;
  private final boolean knowsWeb;
  private final boolean knowsHosts;
  private final boolean knowsDates;
  private final boolean knowsFlags;
  private final boolean knowsNumbered;
  private final boolean knowsPhrases;

  AtomScanner(Pieces pieces, Set<Knowledge> knowledge) {
    this.pieces = pieces;
    knowsNames = knowledge.contains(Knowledge.NAMES);
    knowsUnits = knowledge.contains(Knowledge.UNITS);
    knowsWeb = knowledge.contains(Knowledge.WEB);
    knowsHosts = knowledge.contains(Knowledge.HOSTS);
    knowsDates = knowledge.contains(Knowledge.DATES);
    knowsFlags = knowledge.contains(Knowledge.FLAGS);
    knowsNumbered = knowledge.contains(Knowledge.NUMBERED);
    knowsPhrases = knowledge.contains(Knowledge.PHRASES);
    this.text = pieces.text;
  }

  /// Adds what the run from `i` to `run` starts with and returns where that ends.
  int take(int i, int run, boolean isSpaced) {
    int end = run;
    while (end > i + 1 && isTail(text[end - 1])) end--;
    int whole = whole(i, end, isSpaced);
    if (whole > i) return whole;
    int to = i + 1;
    while (to < end && text[to] != ':' && text[to] != '@') {
      if (text[to] == '.' && to + 1 < end && text[to + 1] == '.') break;
      to++;
    }
    return atom(i, to, isSpaced);
  }

  private static boolean isTail(char c) {
    return c == '.' || c == ':' || c == '!' || c == '?';
  }

  /// Values with colons or an `@` inside: the longest stretch, ending at a colon, that is one.
  private int whole(int i, int end, boolean isSpaced) {
    int to = end;
    for (int tries = 0; tries < MOST_COLONS && to > i; tries++) {
      int colon = to - 1;
      while (colon > i && text[colon] != ':') colon--;
      boolean hasColon = colon > i;
      var kind = Kind.WORD;
      if (hasColon && Shapes.isHostAndPort(text, i, to))
        kind = Shapes.isIpv4(text, i, colon) ? Kind.IP : Kind.HOST;
      else if (hasColon && Shapes.isMoment(text, i, to)) kind = Kind.TIME;
      else if (hasColon && Shapes.isColoned(text, i, to)) kind = Kind.ID;
      else if (Shapes.isAtPlace(text, i, to)) kind = Kind.ID;
      if (kind.varies()) {
        pieces.add(kind, i, to, isSpaced);
        return to;
      }
      if (!hasColon) return i;
      to = colon;
    }
    return i;
  }

  private int atom(int i, int to, boolean isSpaced) {
    int digits = 0, letters = 0, points = 0, dashes = 0, slashes = 0, others = 0;
    for (int n = i; n < to; n++) {
      char c = text[n];
      if (Shapes.isDigit(c)) digits++;
      else if (Shapes.isLetter(c)) letters++;
      else if (c == '.') points++;
      else if (c == '-') dashes++;
      else if (c == '/') slashes++;
      else others++;
    }
    if (digits == 0) return word(i, to, letters, slashes, points, isSpaced);
    char first = text[i];
    boolean isSigned = (first == '-' || first == '+') && to > i + 1 && Shapes.isDigit(text[i + 1]);
    if (Shapes.isDigit(first) || isSigned) return number(i, to, letters, points, dashes, isSpaced);
    if (knowsNumbered && points + dashes + slashes == 1 && others == 0 && isPair(i, to))
      return split(i, to, isSpaced);
    boolean isKey = to < pieces.length && text[to] == '=';
    boolean isName =
        (isKey && digits <= 3)
            || (digits == 1 && points + dashes + slashes + others == 0 && !isVersion(i, to));
    pieces.add(isName ? Kind.WORD : Kind.ID, i, to, isSpaced);
    return to;
  }

  private boolean isVersion(int i, int to) {
    return (text[i] == 'v' || text[i] == 'V') && to - i == 2;
  }

  private int word(int i, int to, int letters, int slashes, int points, boolean isSpaced) {
    var kind = Kind.WORD;
    if (to - i > LONG_WORD) kind = Kind.ID;
    else if (knowsFlags && letters == to - i && Words.isFlag(text, i, to)) kind = Kind.FLAG;
    else if (letters == to - i && isUser(i, to)) kind = Kind.USER;
    else if (knowsDates && isMonthOfDate(i, to)) kind = Kind.TIME;
    else if (letters > 0 && (slashes >= 2 || (slashes == 1 && points > 0))) kind = Kind.PATH;
    else if (knowsHosts && letters < to - i && Words.isHost(text, i, to)) kind = Kind.HOST;
    pieces.add(kind, i, to, isSpaced);
    return to;
  }

  /// `25 Nov 2026`: a month between two numbers.
  private boolean isMonthOfDate(int i, int to) {
    int last = pieces.count - 1;
    return Words.isMonth(text, i, to)
        && last >= 0
        && pieces.kind[last] == Kind.NUMBER
        && to + 1 < pieces.length
        && text[to] == ' '
        && Shapes.isDigit(text[to + 1]);
  }

  /// `… for user NAME …`, `user=NAME`, `user "NAME"`, `user=<NAME>`: a name, whatever it looks
  /// like.
  private boolean isUser(int i, int to) {
    int last = pieces.count - 1;
    if (knowsPhrases && isForFrom(last, to)) return true;
    if (!knowsNames) return false;
    boolean isQuoted = pieces.isQuote(last) || pieces.isMark(last, '<');
    if (isQuoted) last--;
    boolean isValue = pieces.isMark(last, '=');
    if (isValue) last--;
    if (last < 0 || !Words.isUser(text, pieces.from[last], pieces.to[last])) return false;
    if (isQuoted || isValue) return true;
    int before = last - 1;
    return before >= 0
        && Words.mayStandBeforeUser(text, pieces.from[before], pieces.to[before])
        && !Words.mayStandBeforeUser(text, i, to);
  }

  /// Whether a request to a web server has just ended: what follows is its status, and lines of
  /// different status say different things.
  private boolean isAnswer() {
    int last = pieces.count - 1;
    if (!knowsWeb || last < 1 || !pieces.isQuote(last) || pieces.kind[last - 1] != Kind.PATH)
      return false;
    int end = pieces.to[last - 1];
    return end >= 8 && text[end - 4] == '/' && text[end - 5] == 'P' && text[end - 8] == 'H';
  }

  /// `… for NAME from 10.1.2.3 …`.
  private boolean isForFrom(int last, int to) {
    if (last < 0 || !isText("for", pieces.from[last], pieces.to[last])) return false;
    int from = to + 1;
    if (from + 6 > pieces.length || !isText("from", from, from + 4)) return false;
    int at = from + 5;
    while (at < pieces.length && at < from + 20 && !Shapes.isSpace(text[at])) at++;
    return Shapes.isIpv4(text, from + 5, at);
  }

  private boolean isText(String what, int from, int to) {
    if (to - from != what.length()) return false;
    for (int n = 0; n < what.length(); n++) if (text[from + n] != what.charAt(n)) return false;
    return true;
  }

  private int number(int i, int to, int letters, int points, int dashes, boolean isSpaced) {
    if (letters + points + dashes == 0 && to - i == 3 && isAnswer()) {
      pieces.add(Kind.WORD, i, to, isSpaced);
      return to;
    }
    boolean isIp = points == 3 && letters == 0 && dashes == 0 && Shapes.isIpv4(text, i, to);
    boolean isPlain = letters == 0 && Shapes.isPlainNumber(text, i, to);
    pieces.add(isIp ? Kind.IP : letters > 3 ? Kind.ID : Kind.NUMBER, i, to, isSpaced);
    if (isIp) return to;
    return isPlain ? quantity(to) : dateAndTime(i, to);
  }

  /// A day in figures goes on with its time of day.
  private int dateAndTime(int i, int to) {
    if (to - i < 8 || to - i > 10 || to >= pieces.length || text[to] != ' ') return to;
    int end = to + 1;
    while (end < pieces.length && "0123456789:.,".indexOf(text[end]) >= 0) end++;
    while (end > to && !Shapes.isDigit(text[end - 1])) end--;
    if (end - to < 6 || !Shapes.isMoment(text, to + 1, end)) return to;
    int last = pieces.count - 1;
    pieces.kind[last] = Kind.TIME;
    pieces.to[last] = end;
    pieces.unitTo[last] = end;
    return end;
  }

  /// A plain number goes on with its unit, and with the same in other words: `1301 bytes (1.27
  /// KB)`.
  private int quantity(int to) {
    int end = unitEnd(to);
    if (end == to) return to;
    int last = pieces.count - 1;
    if (knowsPhrases && pieces.isMark(last - 1, '<') && !pieces.isSpaced[last])
      last = takeInMark(last);
    int closing = knowsPhrases ? inOtherWords(end) : end;
    if (closing > end) pieces.to[last] = closing;
    pieces.unitTo[last] = closing;
    return closing;
  }

  /// `<1 sec`: the mark belongs to the value.
  private int takeInMark(int last) {
    int start = pieces.from[last - 1];
    boolean isSpaced = pieces.isSpaced[last - 1];
    int end = pieces.to[last];
    pieces.count = last - 1;
    pieces.add(Kind.NUMBER, start, end, isSpaced);
    return last - 1;
  }

  private int unitEnd(int to) {
    if (!knowsUnits || to >= pieces.length || text[to] != ' ') return to;
    int end = to + 1;
    while (end < pieces.length && (Shapes.isLetter(text[end]) || text[end] == '%')) end++;
    return Words.isUnit(text, to + 1, end) ? end : to;
  }

  private int inOtherWords(int end) {
    if (end + 2 >= pieces.length || text[end] != ' ' || text[end + 1] != '(') return end;
    int to = end + 2;
    while (to < pieces.length && (Shapes.isDigit(text[to]) || text[to] == '.')) to++;
    int close = to == end + 2 ? to : unitEnd(to);
    return close > to && close < pieces.length && text[close] == ')' ? close + 1 : end;
  }

  /// Letters, one of `. - /`, then digits or one capital and digits: `core.2275`, `node-12`.
  private boolean isPair(int i, int to) {
    int at = i;
    while (at < to && Shapes.isLetter(text[at])) at++;
    if (at == i || at >= to - 1 || Shapes.isDigit(text[at])) return false;
    int from = at + 1;
    if (from < to - 1 && Shapes.isUpper(text[from])) from++;
    return Shapes.areDigits(text, from, to);
  }

  private int split(int i, int to, boolean isSpaced) {
    int at = i;
    while (Shapes.isLetter(text[at])) at++;
    pieces.add(Kind.WORD, i, at + 1, isSpaced);
    pieces.add(Kind.NUMBER, at + 1, to, false);
    return to;
  }
}
