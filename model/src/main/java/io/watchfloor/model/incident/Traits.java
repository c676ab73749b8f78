package io.watchfloor.model.incident;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What an incident is made of, as terms to compare it by: whom it is about, what began it, the
/// texts of its alerts without their figures, their words, and its shape (how many alerts and
/// entities, how severe). The first letter of a term says of which kind it is.
final class Traits {
  static final char ENTITY = 'e';
  static final char BEGINNING = 'b';
  static final char TEXT = 't';
  private static final char WORD = 'w';
  private static final char SHAPE = 's';

  private static final int MOST_MEMBERS = 120;
  private static final int LONGEST = 300;
  private static final int MOST_WORDS = 40;
  private static final int SHORTEST_WORD = 3;
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}]+");
  private static final Pattern NO_LETTERS = Pattern.compile("\\P{L}+");
  private static final Pattern WITH_FIGURE = Pattern.compile(".*\\p{N}.*");

  private Traits() {}

  /// Each term with how many alerts have it.
  static Map<String, Integer> of(Incident incident) {
    var terms = new TreeMap<String, Integer>();
    var alerts =
        incident.members().stream()
            .filter(member -> member.ref() instanceof Ref.ToAlert)
            .limit(MOST_MEMBERS)
            .toList();
    for (var member : alerts) {
      if (!member.entity().isNone()) add(terms, ENTITY, member.entity().name());
      var text = member.text().substring(0, Math.min(LONGEST, member.text().length()));
      add(terms, TEXT, template(text));
      var words = new HashSet<String>();
      for (var word : NO_LETTERS.split(text.toLowerCase(Locale.ROOT), MOST_WORDS))
        if (word.length() >= SHORTEST_WORD && words.add(word)) add(terms, WORD, word);
    }
    alerts.stream()
        .min(Comparator.comparing(Member::from))
        .ifPresent(first -> add(terms, BEGINNING, first.entity() + " " + template(first.text())));
    if (!alerts.isEmpty()) {
      add(terms, SHAPE, "alerts " + size(alerts.size()));
      add(terms, SHAPE, "entities " + size(incident.entities().size()));
      add(terms, SHAPE, incident.severity().name());
    }
    return terms;
  }

  private static void add(Map<String, Integer> terms, char kind, String what) {
    terms.merge(kind + what, 1, Integer::sum);
  }

  /// 1, 2, 4, 8 …: the power of two it reaches.
  private static int size(int count) {
    return Integer.highestOneBit(Math.max(1, count));
  }

  private static String template(String text) {
    var template = new StringBuilder();
    for (var token : SPACE.split(text.substring(0, Math.min(LONGEST, text.length())).strip()))
      template.append(WITH_FIGURE.matcher(token).matches() ? "#" : token).append(' ');
    return template.toString().strip();
  }

  /// How much a kind of term counts; set by hand on the incidents of `SimilarBench`.
  static double weight(String term) {
    return switch (term.charAt(0)) {
      case ENTITY -> 3;
      case TEXT -> 1.5;
      case BEGINNING, WORD -> 1;
      default -> 0.2;
    };
  }
}
