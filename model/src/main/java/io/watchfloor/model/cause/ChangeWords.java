package io.watchfloor.model.cause;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The words that changes share with the symptoms: a word that few of the changes have says more
/// than one that all have (inverse document frequency, K. Spärck Jones 1972).
final class ChangeWords {
  private static final int MOST_READ = 20_000;
  private static final double OF_ONE_WORD = 0.12;

  private final Set<String> wanted;
  private final Map<String, Double> rarity = new HashMap<>();

  ChangeWords(List<ChangeJudge.Candidate> all, String symptoms) {
    this.wanted = words(symptoms);
    var in = new HashMap<String, Integer>();
    for (var it : all) for (var word : words(content(it))) in.merge(word, 1, Integer::sum);
    in.forEach((word, n) -> rarity.put(word, Math.log((all.size() + 1.0) / n)));
  }

  /// How much of the symptoms a change speaks of, 0 and more.
  double shared(ChangeJudge.Candidate it) {
    double shared = 0;
    for (var word : words(content(it)))
      if (wanted.contains(word)) shared += OF_ONE_WORD * rarity.getOrDefault(word, 1.0);
    return shared;
  }

  private static String content(ChangeJudge.Candidate it) {
    var diff = it.diff().length() > MOST_READ ? it.diff().substring(0, MOST_READ) : it.diff();
    return it.text() + " " + String.join(" ", it.files()) + " " + diff;
  }

  /// Words of three letters and more, `camelCase` and `snake_case` taken apart.
  private static Set<String> words(String text) {
    var words = new HashSet<String>();
    var word = new StringBuilder();
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      boolean starts =
          Character.isUpperCase(c) && i > 0 && Character.isLowerCase(text.charAt(i - 1));
      if (!Character.isLetter(c) || starts) {
        if (word.length() >= 3) words.add(stem(word.toString().toLowerCase(Locale.ROOT)));
        word.setLength(0);
      }
      if (Character.isLetter(c)) word.append(c);
    }
    return words;
  }

  private static String stem(String word) {
    return word.length() > 4 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
  }
}
