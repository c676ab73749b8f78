package io.watchfloor.app.ui.alerts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What is picked by hand in the filter's text: `severity:critical,major` and back. The rest of the
/// text stays as it was typed.
final class FilterPicks {
  private FilterPicks() {}

  /// The values that the text asks `field` for, in small letters; empty where it does not, or where
  /// it asks in another way (`not`, `>=`).
  static Set<String> picked(String text, String field) {
    var picked = new LinkedHashSet<String>();
    for (var term : terms(text)) {
      if (!isPick(term, field)) continue;
      for (var value : term.substring(field.length() + 1).split(",", -1)) {
        var plain = value.replace("\"", "").strip().toLowerCase(Locale.ROOT);
        if (!plain.isEmpty()) picked.add(plain);
      }
    }
    return picked;
  }

  /// The text asking `field` for any of `values`; for none: not asking it at all.
  static String with(String text, String field, Collection<String> values) {
    var kept = new ArrayList<String>();
    for (var term : terms(text)) if (!isPick(term, field)) kept.add(term);
    if (!values.isEmpty())
      kept.add(field + ":" + String.join(",", values.stream().map(FilterPicks::spelled).toList()));
    return String.join(" ", kept);
  }

  /// As the filter's language reads it: blanks in quotes, any text where the sign of the list
  /// stands.
  static String spelled(String value) {
    var safe = value.replace('"', '*').replace(',', '*');
    return safe.chars().anyMatch(Character::isWhitespace) ? '"' + safe + '"' : safe;
  }

  private static boolean isPick(String term, String field) {
    var small = term.toLowerCase(Locale.ROOT);
    return small.startsWith(field + ":") || small.startsWith(field + "=");
  }

  /// Parted by blanks that are not in quotes.
  private static List<String> terms(String text) {
    var terms = new ArrayList<String>();
    var term = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') quoted = !quoted;
      if (!quoted && Character.isWhitespace(c)) {
        if (!term.isEmpty()) terms.add(term.toString());
        term.setLength(0);
      } else {
        term.append(c);
      }
    }
    if (!term.isEmpty()) terms.add(term.toString());
    return terms;
  }
}
