package io.watchfloor.model.log;

import java.util.Set;

/// Values that go on across marks or spaces: paths and addresses of the web, dates with names of
/// months.
final class SpanScanner {
  private final Pieces pieces;
  private final char[] text;
  private final boolean knowsWeb;
  private final boolean knowsDates;

  SpanScanner(Pieces pieces, Set<Knowledge> knowledge) {
    this.pieces = pieces;
    knowsWeb = knowledge.contains(Knowledge.WEB);
    knowsDates = knowledge.contains(Knowledge.DATES);
    this.text = pieces.text;
  }

  /// Adds the span that starts at `i` and returns where it ends; `i` if none does.
  int take(int i, boolean isSpaced) {
    char c = text[i];
    int end = i;
    if (c == '/' || c == '\\' || (next(i) == ':' && at(i + 2) == '\\')) end = path(i);
    else if (Shapes.isLetter(c)) {
      end = isUrl(i) ? pathEnd(i) : date(i);
      if (end > i && !isUrl(i)) {
        pieces.add(Kind.TIME, i, end, isSpaced);
        return end;
      }
    }
    if (end <= i) return i;
    pieces.add(Kind.PATH, i, end, isSpaced);
    return request(end);
  }

  private char at(int i) {
    return i < pieces.length ? text[i] : ' ';
  }

  private char next(int i) {
    return at(i + 1);
  }

  private int path(int i) {
    if (text[i] == '/') {
      char c = next(i);
      return Shapes.isLetter(c) || Shapes.isDigit(c) || c == '_' || c == '.' ? pathEnd(i) : i;
    }
    return text[i] != '\\' || next(i) == '\\' ? pathEnd(i) : i;
  }

  private boolean isUrl(int i) {
    int to = i;
    while (to < pieces.length && to < i + 16 && isScheme(text[to])) to++;
    return to > i && at(to) == ':' && next(to) == '/' && at(to + 2) == '/';
  }

  private static boolean isScheme(char c) {
    return Shapes.isLetter(c) || Shapes.isDigit(c) || c == '.' || c == '+' || c == '-';
  }

  /// Up to a space, quote, bracket or list mark; without the full stop or colon of the sentence.
  private int pathEnd(int i) {
    int end = i;
    while (end < pieces.length && !isPathEnd(text[end])) end++;
    int to = end;
    while (to > i + 1 && (text[to - 1] == ':' || (text[to - 1] == '.' && endsSentence(end)))) to--;
    return to;
  }

  private static boolean isPathEnd(char c) {
    return Shapes.isSpace(c) || ",;()[]{}'\"`<>|".indexOf(c) >= 0;
  }

  private boolean endsSentence(int end) {
    int i = end;
    while (i < pieces.length && Shapes.isSpace(text[i])) i++;
    return i >= pieces.length || Shapes.isUpper(text[i]) || i == end;
  }

  /// What was asked of a web server is one value with its protocol: `GET /cart HTTP/1.1`.
  private int request(int end) {
    int verb = pieces.count - 2;
    if (!knowsWeb || verb < 0 || !Words.isMethod(text, pieces.from[verb], pieces.to[verb]))
      return end;
    if (at(end) != ' ' || !isText("HTTP/", end + 1)) return end;
    int to = end + 6;
    while (to < pieces.length && (Shapes.isDigit(text[to]) || text[to] == '.')) to++;
    pieces.to[pieces.count - 1] = to;
    pieces.unitTo[pieces.count - 1] = to;
    return to;
  }

  private boolean isText(String what, int i) {
    if (i + what.length() > pieces.length) return false;
    for (int n = 0; n < what.length(); n++) if (text[i + n] != what.charAt(n)) return false;
    return true;
  }

  /// `Fri Jun 17 07:07:00 CEST 2005`, with or without day of the week, zone and year.
  private int date(int i) {
    if (!knowsDates) return i;
    int at = i;
    if (Words.isDay(text, at, Math.min(at + 3, pieces.length))) {
      at += 3;
      if (at(at) == ',') at++;
      if (at(at++) != ' ') return i;
    }
    if (at + 3 > pieces.length || !Words.isMonth(text, at, at + 3)) return i;
    at = digits(spaces(at + 3), 1, 2);
    if (at < 0) return i;
    int time = spaces(at);
    int to = time;
    while (to < pieces.length && (Shapes.isDigit(text[to]) || text[to] == ':' || text[to] == '.'))
      to++;
    if (to - time < 5 || !Shapes.isMoment(text, time, to)) return i;
    int zone = spaces(to);
    int end = zone;
    while (end < pieces.length && Shapes.isUpper(text[end])) end++;
    boolean hasZone = end - zone >= 3 && end - zone <= 5;
    int year = digits(hasZone ? spaces(end) : zone, 4, 4);
    return year > 0 ? year : to;
  }

  private int spaces(int i) {
    int at = i;
    while (at < pieces.length && at < i + 2 && text[at] == ' ') at++;
    return at;
  }

  /// Past `least` to `most` digits that stand alone; -1 if there are none.
  private int digits(int i, int least, int most) {
    int at = i;
    while (at < pieces.length && Shapes.isDigit(text[at])) at++;
    boolean isAlone = at >= pieces.length || !Shapes.isLetter(text[at]);
    return isAlone && at - i >= least && at - i <= most ? at : -1;
  }
}
