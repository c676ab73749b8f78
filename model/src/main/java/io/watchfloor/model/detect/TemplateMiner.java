package io.watchfloor.model.detect;

import io.watchfloor.model.signal.LogLine;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Groups log lines by what they have in common, online and bounded: lines of the same length and
/// first words are compared with at most [#PER_LEAF] templates, and a line joins the most alike
/// one. After P. He et al., "Drain: an online log parsing approach with fixed depth tree" (ICWS
/// 2017). A template's id is the hash of its first pattern and the words that led there, so it is
/// the same after a restart.
final class TemplateMiner {
  static final int PER_LEAF = 40;
  static final int MOST = 5_000;

  /// Distinct first words told apart among lines of one length; more share a leaf.
  static final int MOST_STARTS = 150;

  private static final double ALIKE = 0.5;
  private static final int LONGEST_EXAMPLE = 400;
  private static final long TELL_EVERY_MILLIS = 30_000;

  /// A growing template.
  static final class Template {
    final long id;
    final String leaf;
    final String[] words;
    final String example;
    final Instant firstSeen;
    Instant lastSeen;
    long lines;
    long toldAt = Long.MIN_VALUE / 2;

    Template(long id, String leaf, String[] words, String example, Instant at) {
      var first = at.truncatedTo(ChronoUnit.MILLIS);
      this.id = id;
      this.leaf = leaf;
      this.words = words;
      this.example = example;
      this.firstSeen = first;
      this.lastSeen = first;
    }

    String pattern() {
      return String.join(" ", words);
    }

    LogTemplate told() {
      return new LogTemplate(id, pattern(), example, firstSeen, lastSeen, lines);
    }
  }

  private final Map<String, List<Template>> leaves = new HashMap<>();
  private final Map<Integer, Set<String>> starts = new HashMap<>();
  private final Map<Long, Template> byId = new HashMap<>();
  private final Set<Long> changed = new LinkedHashSet<>();
  private long comparisons;

  /// Words compared so far: what the work is bounded by.
  long comparisons() {
    return comparisons;
  }

  int size() {
    return byId.size();
  }

  Template match(LogLine line, List<LogScanner.Word> words) {
    var key = leaf(words);
    var leaf = leaves.getOrDefault(key, List.of());
    Template best = null;
    double bestAlike = -1;
    for (var template : leaf) {
      double alike = alike(template.words, words);
      if (alike <= bestAlike) continue;
      best = template;
      bestAlike = alike;
    }
    boolean mayGrow = leaf.size() < PER_LEAF && byId.size() < MOST;
    if (best == null || (bestAlike < ALIKE && mayGrow))
      best = mayGrow ? fresh(key, words, line) : overflow(line);
    boolean isWider = generalise(best, words);
    best.lines++;
    if (line.at().isAfter(best.lastSeen)) best.lastSeen = line.at().truncatedTo(ChronoUnit.MILLIS);
    if (isWider || line.at().toEpochMilli() - best.toldAt >= TELL_EVERY_MILLIS) {
      best.toldAt = line.at().toEpochMilli();
      changed.add(best.id);
    }
    return best;
  }

  private Template overflow(LogLine line) {
    return byId.computeIfAbsent(
        0L, id -> new Template(id, "", new String[] {"(other lines)"}, "", line.at()));
  }

  private Template fresh(String key, List<LogScanner.Word> words, LogLine line) {
    var text = new String[words.size()];
    for (int i = 0; i < text.length; i++) text[i] = shown(words.get(i));
    var example =
        line.text().length() > LONGEST_EXAMPLE
            ? line.text().substring(0, LONGEST_EXAMPLE) + "…"
            : line.text();
    var template = new Template(id(key, text), key, text, example, line.at());
    var known = byId.get(template.id);
    if (known != null) return known;
    add(template);
    return template;
  }

  private void add(Template template) {
    byId.put(template.id, template);
    if (template.id == 0) return;
    leaves.computeIfAbsent(template.leaf, k -> new ArrayList<>()).add(template);
    if (template.words.length > 0)
      starts
          .computeIfAbsent(template.words.length, k -> new LinkedHashSet<>())
          .add(start(template));
  }

  private static String start(Template template) {
    int space = template.leaf.indexOf(' ');
    int second = template.leaf.indexOf('\u0001');
    return template.leaf.substring(space + 1, second < 0 ? template.leaf.length() : second);
  }

  private static String shown(LogScanner.Word word) {
    return word.isMasked() ? LogScanner.MASK : word.text();
  }

  private static long id(String key, String[] words) {
    var whole = key + "\n" + String.join(" ", words);
    long id = 0xcbf29ce484222325L;
    for (int i = 0; i < whole.length(); i++) id = (id ^ whole.charAt(i)) * 0x100000001b3L;
    return id == 0 ? 1 : id;
  }

  /// The number of words and the first two that do not vary.
  private String leaf(List<LogScanner.Word> words) {
    if (words.isEmpty()) return "0";
    var first = shown(words.getFirst());
    var known = starts.getOrDefault(words.size(), Set.of());
    if (known.size() >= MOST_STARTS && !known.contains(first))
      return words.size() + " " + LogScanner.MASK;
    if (words.size() == 1) return "1 " + first;
    return words.size() + " " + first + '\u0001' + shown(words.get(1));
  }

  /// The share of equal words; masked ones count as equal, so that a template of many parameters
  /// still finds its lines.
  private double alike(String[] template, List<LogScanner.Word> words) {
    if (template.length != words.size()) return 0;
    if (template.length == 0) return 1;
    comparisons += template.length;
    int same = 0;
    for (int i = 0; i < template.length; i++) if (fits(template[i], words.get(i))) same++;
    return (double) same / template.length;
  }

  private static boolean fits(String mine, LogScanner.Word word) {
    return mine.equals(LogScanner.MASK) || (!word.isMasked() && mine.equals(word.text()));
  }

  private static boolean generalise(Template template, List<LogScanner.Word> words) {
    if (template.words.length != words.size()) return false;
    boolean isWider = false;
    for (int i = 0; i < template.words.length; i++) {
      if (fits(template.words[i], words.get(i))) continue;
      template.words[i] = LogScanner.MASK;
      isWider = true;
    }
    return isWider;
  }

  /// The templates that are new, wider, or had lines and were not told for a while.
  List<LogTemplate> takeChanged() {
    var told = new ArrayList<LogTemplate>(changed.size());
    for (var id : changed) {
      var template = byId.get(id);
      if (template != null) told.add(template.told());
    }
    changed.clear();
    return told;
  }

  List<LogTemplate> most(int limit) {
    return byId.values().stream()
        .sorted(
            Comparator.comparingLong((Template template) -> -template.lines)
                .thenComparingLong(template -> template.id))
        .limit(limit)
        .map(Template::told)
        .toList();
  }

  @Nullable Template get(long id) {
    return byId.get(id);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(byId.size());
    for (var template : leafOrder()) {
      out.writeLong(template.id);
      Texts.write(out, template.leaf);
      out.writeInt(template.words.length);
      for (var word : template.words) Texts.write(out, word);
      Texts.write(out, template.example);
      out.writeLong(template.firstSeen.toEpochMilli());
      out.writeLong(template.lastSeen.toEpochMilli());
      out.writeLong(template.lines);
      out.writeLong(template.toldAt);
    }
  }

  /// Equal likeness goes to the older template, so the order within a leaf is part of the state.
  private List<Template> leafOrder() {
    var all = new ArrayList<Template>(byId.size());
    leaves.keySet().stream()
        .sorted()
        .forEach(key -> all.addAll(leaves.getOrDefault(key, List.of())));
    var overflow = byId.get(0L);
    if (overflow != null) all.add(overflow);
    return all;
  }

  void read(DataInput in) throws IOException {
    int count = Texts.count(in, MOST + 1);
    for (int i = 0; i < count; i++) {
      long id = in.readLong();
      var leaf = Texts.read(in);
      var words = new String[Texts.count(in, LogScanner.MOST_WORDS)];
      Arrays.setAll(words, n -> "");
      for (int n = 0; n < words.length; n++) words[n] = Texts.read(in);
      var example = Texts.read(in);
      var template = new Template(id, leaf, words, example, Instant.ofEpochMilli(in.readLong()));
      template.lastSeen = Instant.ofEpochMilli(in.readLong());
      template.lines = in.readLong();
      template.toldAt = in.readLong();
      add(template);
    }
  }
}
