package io.watchfloor.connectors.mail;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The words of an HTML text. Scripts, styles, comments and every tag go; nothing is fetched. One
/// walk from beginning to end, linear in the length. What is not well-formed is text.
final class HtmlText {
  private static final Set<String> SILENT = Set.of("script", "style", "head", "title", "template");
  private static final Set<String> LINES =
      Set.of("br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "ul", "ol");
  private static final Map<String, String> ENTITIES =
      Map.of(
          "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ", "ndash", "–",
          "mdash", "—", "hellip", "…");
  private static final int LONGEST_ENTITY = 10;

  private final String html;
  private final StringBuilder text;
  private int at;

  private HtmlText(String html) {
    this.html = html;
    this.text = new StringBuilder(html.length() / 2);
  }

  static String of(String html) {
    return new HtmlText(html).read();
  }

  private String read() {
    while (at < html.length()) {
      char c = html.charAt(at);
      if (c == '<') tag();
      else if (c == '&') entity();
      else {
        blankOr(c);
        at++;
      }
    }
    return text.toString().replaceAll(" *\n[ \n]*", "\n").strip();
  }

  private void blankOr(char c) {
    if (!Character.isWhitespace(c)) text.append(c);
    else if (!text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1)))
      text.append(' ');
  }

  private void tag() {
    if (html.startsWith("<!--", at)) {
      skipBehind("-->");
      return;
    }
    int end = html.indexOf('>', at);
    if (end < 0) {
      at = html.length();
      return;
    }
    var name = name(at + 1, end);
    boolean opens = html.charAt(Math.min(at + 1, end)) != '/';
    at = end + 1;
    if (LINES.contains(name)) text.append('\n');
    if (opens && SILENT.contains(name)) skipBehind("</" + name);
  }

  private String name(int from, int end) {
    int begin = from < end && html.charAt(from) == '/' ? from + 1 : from;
    int behind = begin;
    while (behind < end && behind - begin < 12 && Character.isLetterOrDigit(html.charAt(behind)))
      behind++;
    return html.substring(begin, behind).toLowerCase(Locale.ROOT);
  }

  /// Goes behind `mark`, whatever its case, or to the end where it is missing.
  private void skipBehind(String mark) {
    int length = mark.length();
    for (int i = at; i + length <= html.length(); i++) {
      if (html.charAt(i) != mark.charAt(0) || !html.regionMatches(true, i, mark, 0, length))
        continue;
      at = i + length;
      if (mark.startsWith("</")) {
        int end = html.indexOf('>', at);
        at = end < 0 ? html.length() : end + 1;
      }
      return;
    }
    at = html.length();
  }

  private void entity() {
    int end = at;
    while (end < html.length() && html.charAt(end) != ';' && end - at <= LONGEST_ENTITY) end++;
    if (end == html.length() || html.charAt(end) != ';') {
      text.append('&');
      at++;
      return;
    }
    var name = html.substring(at + 1, end);
    var known = ENTITIES.get(name);
    text.append(known != null ? known : numbered(name));
    at = end + 1;
  }

  private static String numbered(String name) {
    try {
      int point =
          name.startsWith("#x") || name.startsWith("#X")
              ? Integer.parseInt(name.substring(2), 16)
              : Integer.parseInt(name.startsWith("#") ? name.substring(1) : "x");
      return Character.isValidCodePoint(point) && !Character.isISOControl(point)
          ? Character.toString(point)
          : "";
    } catch (NumberFormatException e) {
      return "&" + name + ";";
    }
  }
}
