package io.watchfloor.model.detect;

import io.watchfloor.model.signal.LogLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Groups log lines by what they have in common, online and bounded: lines of the same length and
/// first words are compared with at most [#PER_LEAF] templates, and a line joins the most alike
/// one. After P. He et al., "Drain: an online log parsing approach with fixed depth tree" (ICWS
/// 2017). A template's id is the hash of its first pattern and the words that led there, so it is
/// the same after a restart.
final class TemplateMiner {
  static final int PER_LEAF = 40;
  static final int MOST = 5_000;
  private static final double ALIKE = 0.5;

  /// A growing template.
  static final class Template {
    final long id;
    final List<String> words;
    final String example;
    final Instant firstSeen;
    Instant lastSeen;
    long lines;

    Template(long id, List<String> words, String example, Instant at) {
      this.id = id;
      this.words = words;
      this.example = example;
      this.firstSeen = at;
      this.lastSeen = at;
    }

    LogTemplate told() {
      return new LogTemplate(id, String.join(" ", words), example, firstSeen, lastSeen, lines);
    }
  }

  private final Map<String, List<Template>> leaves = new HashMap<>();
  private final Map<Long, Template> byId = new HashMap<>();
  private final Set<Long> changed = new HashSet<>();

  Template match(LogLine line, List<LogScanner.Word> words) {
    var key = leaf(words);
    var leaf = leaves.computeIfAbsent(key, k -> new ArrayList<>());
    Template best = null;
    double bestAlike = ALIKE;
    for (var template : leaf) {
      double alike = alike(template.words, words);
      if (alike >= bestAlike) {
        best = template;
        bestAlike = alike;
      }
    }
    if (best == null && (leaf.size() >= PER_LEAF || byId.size() >= MOST))
      best = leaf.isEmpty() ? overflow(line) : leaf.getLast();
    if (best == null) {
      best = fresh(key, words, line);
      leaf.add(best);
    } else {
      generalise(best, words);
    }
    best.lines++;
    best.lastSeen = line.at();
    changed.add(best.id);
    return best;
  }

  private Template overflow(LogLine line) {
    return byId.computeIfAbsent(
        0L, id -> new Template(id, new ArrayList<>(List.of("(other lines)")), "", line.at()));
  }

  private Template fresh(String key, List<LogScanner.Word> words, LogLine line) {
    var text = new ArrayList<String>(words.size());
    for (var word : words) text.add(word.isMasked() ? LogScanner.MASK : word.text());
    long id = 0xcbf29ce484222325L;
    var whole = key + "\n" + String.join(" ", text);
    for (int i = 0; i < whole.length(); i++) id = (id ^ whole.charAt(i)) * 0x100000001b3L;
    id = id == 0 ? 1 : id;
    var example = line.text().length() > 400 ? line.text().substring(0, 400) + "…" : line.text();
    var template = new Template(id, text, example, line.at());
    byId.put(id, template);
    return template;
  }

  /// The number of words and the first two that do not vary.
  private static String leaf(List<LogScanner.Word> words) {
    var key = new StringBuilder().append(words.size());
    for (int i = 0; i < words.size() && i < 2; i++)
      key.append(' ').append(words.get(i).isMasked() ? LogScanner.MASK : words.get(i).text());
    return key.toString();
  }

  /// The share of equal words; masked ones count as equal, so that a template of many parameters
  /// still finds its lines.
  private static double alike(List<String> template, List<LogScanner.Word> words) {
    if (template.size() != words.size()) return 0;
    if (words.isEmpty()) return 1;
    int same = 0;
    for (int i = 0; i < words.size(); i++) {
      var mine = template.get(i);
      if (mine.equals(LogScanner.MASK) || mine.equals(words.get(i).text())) same++;
    }
    return (double) same / words.size();
  }

  private static void generalise(Template template, List<LogScanner.Word> words) {
    if (template.words.size() != words.size()) return;
    for (int i = 0; i < words.size(); i++) {
      var mine = template.words.get(i);
      if (!mine.equals(LogScanner.MASK) && !mine.equals(words.get(i).text()))
        template.words.set(i, LogScanner.MASK);
    }
  }

  List<LogTemplate> takeChanged() {
    var told = changed.stream().sorted().map(byId::get).map(Template::told).toList();
    changed.clear();
    return told;
  }

  List<LogTemplate> most(int limit) {
    return byId.values().stream()
        .sorted((a, b) -> Long.compare(b.lines, a.lines))
        .limit(limit)
        .map(Template::told)
        .toList();
  }
}
