package io.watchfloor.app.ui.alerts;

import io.watchfloor.model.signal.Glob;
import io.watchfloor.model.signal.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/// The language of the filter bar. Words and "phrases" are looked for in everything that a row
/// shows; `field:value` (or `=`, `!=`, and for severity `>=` and `<=`) asks one field, with `*` for
/// any text and commas between several of which any will do; `not` (or `-` before it) turns the
/// next term round; all terms must hold. A field that is none of ours is a label of the alert.
public final class Filter {
  /// Where a text cannot be read: at which character, and what would help.
  public static final class NotReadable extends Exception {
    private static final long serialVersionUID = 1;
    private final int at;

    NotReadable(int at, String message) {
      super(message);
      this.at = at;
    }

    public int at() {
      return at;
    }
  }

  private enum Sign {
    IS(":"),
    AT_LEAST(">="),
    AT_MOST("<="),
    IS_NOT("!=");

    private final String text;

    Sign(String text) {
      this.text = text;
    }
  }

  private static final Set<String> LISTS =
      Set.of(
          "severity", "state", "service", "entity", "alert", "name", "source", "owner", "incident");

  private record Token(int at, String text, boolean quoted) {}

  private Filter() {}

  /// @throws NotReadable says where and why; nothing is guessed
  public static Predicate<AlertRow> parse(String text) throws NotReadable {
    var terms = new ArrayList<Predicate<AlertRow>>();
    boolean turned = false;
    int turnedAt = 0;
    for (var token : tokens(text)) {
      if (!token.quoted() && token.text().equalsIgnoreCase("not")) {
        turned = !turned;
        turnedAt = token.at();
        continue;
      }
      var term = term(token);
      terms.add(turned ? term.negate() : term);
      turned = false;
    }
    if (turned) throw new NotReadable(turnedAt, "“not” needs something after it");
    return row -> terms.stream().allMatch(term -> term.test(row));
  }

  /// Words parted by blanks; quotes keep blanks together, also after `field:`.
  private static List<Token> tokens(String text) throws NotReadable {
    var tokens = new ArrayList<Token>();
    int i = 0;
    while (i < text.length()) {
      if (Character.isWhitespace(text.charAt(i))) {
        i++;
        continue;
      }
      int from = i;
      var word = new StringBuilder();
      boolean quoted = text.charAt(i) == '"';
      while (i < text.length() && !Character.isWhitespace(text.charAt(i))) {
        if (text.charAt(i) != '"') {
          word.append(text.charAt(i++));
          continue;
        }
        int end = text.indexOf('"', i + 1);
        if (end < 0) throw new NotReadable(i, "the quote is not closed");
        word.append(text, i + 1, end);
        i = end + 1;
      }
      tokens.add(new Token(from, word.toString(), quoted));
    }
    return tokens;
  }

  private static Predicate<AlertRow> term(Token token) throws NotReadable {
    if (token.quoted()) return anywhere(token.text());
    var word = token.text();
    if (word.startsWith("-") && word.length() > 1)
      return term(new Token(token.at() + 1, word.substring(1), false)).negate();
    for (int i = 1; i < word.length(); i++) {
      var sign = sign(word, i);
      if (sign == null) continue;
      int length = sign == Sign.IS ? 1 : sign.text.length();
      var value = word.substring(i + length);
      if (value.isEmpty())
        throw new NotReadable(token.at() + i, "“" + word + "” needs a value after it");
      return anyOf(token, word.substring(0, i).toLowerCase(Locale.ROOT), sign, value);
    }
    return anywhere(word);
  }

  private static @org.jspecify.annotations.Nullable Sign sign(String word, int i) {
    for (var sign : Sign.values()) if (word.startsWith(sign.text, i)) return sign;
    return word.charAt(i) == '=' ? Sign.IS : null;
  }

  /// `field:a,b` is one or the other, `field!=a,b` neither. A text or a label may hold commas.
  private static Predicate<AlertRow> anyOf(Token token, String name, Sign sign, String value)
      throws NotReadable {
    boolean isOrder = sign == Sign.AT_LEAST || sign == Sign.AT_MOST;
    if (isOrder || !LISTS.contains(name) || value.indexOf(',') < 0)
      return field(token, name, sign, value);
    Predicate<AlertRow> any = row -> false;
    for (var one : value.split(",", -1))
      if (!one.isBlank()) any = any.or(field(token, name, Sign.IS, one.strip()));
    return sign == Sign.IS_NOT ? any.negate() : any;
  }

  private static Predicate<AlertRow> field(Token token, String name, Sign sign, String value)
      throws NotReadable {
    if (name.equals("severity")) return severity(token, sign, value);
    if (sign == Sign.AT_LEAST || sign == Sign.AT_MOST)
      throw new NotReadable(token.at(), "only severity knows " + sign.text + "; use : or !=");
    Predicate<AlertRow> is =
        switch (name) {
          case "state" -> state(token, value);
          case "service", "entity" -> matching(AlertRow::service, value);
          case "alert", "name" -> matching(AlertRow::name, value);
          case "text" -> matching(AlertRow::text, "*" + value + "*");
          case "source" -> matching(row -> row.source().name(), value);
          case "owner" -> owner(value);
          case "incident" ->
              matching(row -> row.tracked().incident().map(Object::toString).orElse("none"), value);
          default -> matching(row -> row.tracked().alert().labels().value(name), value);
        };
    return sign == Sign.IS_NOT ? is.negate() : is;
  }

  private static Predicate<AlertRow> severity(Token token, Sign sign, String value)
      throws NotReadable {
    Severity wanted;
    try {
      wanted = Severity.valueOf(value.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new NotReadable(
          token.at(),
          "severity is critical, major, warning, unknown, info or ok, not “" + value + "”");
    }
    BiPredicate<Severity, Severity> holds =
        switch (sign) {
          case IS -> Severity::equals;
          case IS_NOT -> (a, b) -> a != b;
          case AT_LEAST -> Severity::atLeast;
          case AT_MOST -> (a, b) -> b.atLeast(a);
        };
    return row -> holds.test(row.severity(), wanted);
  }

  private static Predicate<AlertRow> state(Token token, String value) throws NotReadable {
    var word = value.toUpperCase(Locale.ROOT);
    if (word.equals("FIRING") || word.equals("OPEN"))
      return row -> row.state() != AlertState.RESOLVED && row.state() != AlertState.CLEARED;
    for (var state : AlertState.values())
      if (state.name().equals(word)) return row -> row.state() == state;
    throw new NotReadable(
        token.at(),
        "state is firing, new, flapping, pending, sent, acked, diverged, silenced, cleared,"
            + " resolved or blind, not “"
            + value
            + "”");
  }

  private static Predicate<AlertRow> owner(String value) {
    if (value.equalsIgnoreCase("nobody")) return row -> row.owner().isEmpty();
    return matching(row -> row.owner().map(owner -> owner.name()).orElse(""), value);
  }

  private static Predicate<AlertRow> matching(
      java.util.function.Function<AlertRow, String> part, String glob) {
    var wanted = glob.toLowerCase(Locale.ROOT);
    return row -> Glob.matches(wanted, part.apply(row).toLowerCase(Locale.ROOT));
  }

  private static Predicate<AlertRow> anywhere(String words) {
    var wanted = words.toLowerCase(Locale.ROOT);
    return row ->
        (row.name() + "\n" + row.service() + "\n" + row.text() + "\n" + row.source())
            .toLowerCase(Locale.ROOT)
            .contains(wanted);
  }
}
