package io.watchfloor.model.cause;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a unified diff does, as far as its shape tells in any language: values that changed, guards
/// and bounds that went, calls that moved into loops, things that only grow; or lines that were
/// merely moved. `danger` is log-odds, about −2 (cannot hurt) to 2.
public record ChangeDiff(double danger, String why) {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*|\\d+(?:\\.\\d+)?");
  private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|'[^']*'|\\b\\d+(?:\\.\\d+)?");
  private static final Pattern QUANTITY =
      Pattern.compile(
          "(\\d+(?:\\.\\d+)?)\\s*\\*?\\s*(?:time\\.)?(ms|milliseconds?|s|seconds?|m|minutes?|h"
              + "|hours?|[kmg]i?b?|)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern GUARD =
      Pattern.compile(
          "\\bif\\b.*(\\bnil\\b|\\bnull\\b|\\bnone\\b|undefined|len\\(|\\.length|isempty"
              + "|==\\s*\"\"|\\bok\\b|[<>])|\\bassert\\b|\\brequire\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern BOUND =
      Pattern.compile(
          "\\b(limit|max\\w*|bound\\w*|evict\\w*|timeout|deadline|close|unlock|release|cancel"
              + "|throttl\\w*|where)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LOOP =
      Pattern.compile("\\b(for|while|foreach|each|range|map)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern ASKS =
      Pattern.compile(
          "\\.\\w*(get|fetch|find|load|query|select|exec|call|request|lookup)\\w*\\(",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern GROWS =
      Pattern.compile("\\b\\w+\\s*=\\s*append\\(|\\.(add|append|push|put)\\(");
  private static final Pattern TELLS =
      Pattern.compile("\\blog|logger|metric|counter|histogram|prometheus|printf?\\(|\\binc\\(");
  private static final Pattern TIME =
      Pattern.compile(
          "(\\d+(?:\\.\\d+)?)\\s*\\*?\\s*(?:time\\.)?"
              + "(ms|milliseconds?|s|seconds?|minutes?|h|hours?)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CALL = Pattern.compile("([A-Za-z_]\\w*)\\(");
  private static final List<String> HARMLESS_FILES =
      List.of(
          "_test.",
          ".test.",
          "/test/",
          "testdata",
          ".md",
          ".css",
          ".svg",
          ".github",
          "docs/",
          "readme",
          "license");
  private static final List<String> MANIFESTS =
      List.of(
          "go.mod",
          "go.sum",
          "package.json",
          "pom.xml",
          "requirements",
          ".lock",
          "version.",
          "dockerfile");

  /// A roll-out or a configuration of which nobody told what is in it.
  private static final ChangeDiff UNTOLD = new ChangeDiff(0.2, "what is in it is not told");

  /// `diff` may be empty: then only the names of the files speak.
  public static ChangeDiff of(List<String> files, String diff) {
    if (!files.isEmpty() && files.stream().allMatch(file -> isAny(file, HARMLESS_FILES)))
      return new ChangeDiff(-2, "touches no running code");
    if (!files.isEmpty() && files.stream().allMatch(file -> isAny(file, MANIFESTS)))
      return new ChangeDiff(-1, "changes versions only");
    if (files.isEmpty() && diff.isBlank()) return UNTOLD;
    var removed = new ArrayList<String>();
    var added = new ArrayList<String>();
    var context = new ArrayList<String>();
    diff.lines().limit(2000).forEach(line -> sort(line, removed, added, context));
    if (removed.isEmpty() && added.isEmpty()) return new ChangeDiff(-0.7, "its code is not known");
    if (changedValue(removed, added).isPresent())
      return new ChangeDiff(
          changedValue(removed, added).orElse(0.0), "changes values that the program runs by");
    if (count(BOUND, removed) > count(BOUND, added))
      return new ChangeDiff(1.2, "takes a limit away");
    if (tells(removed) && tells(added)) return new ChangeDiff(-1, "only logs or counts otherwise");
    boolean isHelped = callsAnew(removed, added);
    if (count(GUARD, removed) > count(GUARD, added) && added.size() <= removed.size() && !isHelped)
      return new ChangeDiff(1.5, "takes a check away");
    if (asksInLoop(added, context) && !asksInLoop(removed, context))
      return new ChangeDiff(1.2, "asks somebody else within a loop");
    if (count(GROWS, added) > count(GROWS, removed) && count(BOUND, added) == 0)
      return new ChangeDiff(1.2, "keeps more and more");
    if (!removed.isEmpty() && (isHelped || isMoved(removed, added)))
      return new ChangeDiff(-1, "moves code and leaves what it does");
    return removed.isEmpty()
        ? new ChangeDiff(-0.3, "adds code only")
        : new ChangeDiff(0.2, "changes code");
  }

  private static boolean tells(List<String> lines) {
    return lines.stream()
        .allMatch(
            line ->
                TELLS.matcher(line.toLowerCase(Locale.ROOT)).find()
                    || line.length() < 4
                    || line.startsWith("\""));
  }

  /// Whether a helper that was not called before does the work now.
  private static boolean callsAnew(List<String> removed, List<String> added) {
    var before = called(removed);
    var now = called(added);
    now.removeAll(before);
    return !removed.isEmpty() && !now.isEmpty();
  }

  private static HashSet<String> called(List<String> lines) {
    var called = new HashSet<String>();
    for (var line : lines) {
      var matcher = CALL.matcher(line);
      while (matcher.find()) called.add(matcher.group(1));
    }
    return called;
  }

  private static void sort(
      String line, List<String> removed, List<String> added, List<String> context) {
    if (line.startsWith("+++") || line.startsWith("---") || line.startsWith("@@")) return;
    var text = line.isEmpty() ? "" : line.substring(1).strip();
    if (text.isEmpty() || isComment(text)) return;
    if (line.startsWith("-")) removed.add(text);
    else if (line.startsWith("+")) added.add(text);
    else context.add(text);
  }

  private static boolean isComment(String text) {
    return text.startsWith("//") || text.startsWith("#") || text.startsWith("*");
  }

  private static boolean isAny(String file, List<String> parts) {
    var name = file.toLowerCase(Locale.ROOT);
    return parts.stream().anyMatch(name::contains);
  }

  /// The same line with another literal. Small moves of a number are tuning, names and large moves
  /// are another behaviour.
  private static Optional<Double> changedValue(List<String> removed, List<String> added) {
    var before = new HashMap<String, List<String>>();
    for (var line : removed)
      before.computeIfAbsent(skeleton(line), k -> new ArrayList<>()).add(line);
    double most = times(removed, added);
    for (var line : added)
      for (var old : before.getOrDefault(skeleton(line), List.of()))
        if (!old.equals(line))
          most = most == 0 ? weight(old, line) : Math.max(most, weight(old, line));
    if (most == 0) most = renamedKeys(removed, added);
    return most == 0 ? Optional.empty() : Optional.of(most);
  }

  /// Durations that went and others that came, wherever they stand.
  private static double times(List<String> removed, List<String> added) {
    var gone = durations(removed);
    var come = durations(added);
    var stay = new HashSet<>(gone);
    stay.retainAll(come);
    gone.removeAll(stay);
    come.removeAll(stay);
    if (gone.size() != 1 || come.size() != 1) return 0;
    double a = gone.iterator().next();
    double b = come.iterator().next();
    return Math.max(a, b) / Math.max(1e-9, Math.min(a, b)) >= 3 ? 1.7 : -0.2;
  }

  private static HashSet<Double> durations(List<String> lines) {
    var durations = new HashSet<Double>();
    for (var line : lines) {
      var matcher = TIME.matcher(line);
      while (matcher.find())
        durations.add(Double.parseDouble(matcher.group(1)) * unit(matcher.group(2)));
    }
    return durations;
  }

  private static String skeleton(String line) {
    var words = LITERAL.matcher(line).replaceAll("#");
    int assign = Math.max(words.indexOf(':'), words.indexOf('='));
    boolean isSetting = assign > 0 && !words.contains("(") && words.length() < 60;
    if (isSetting) return words.substring(0, assign);
    return words.replaceAll("(?i)\\b(time\\.)?(milli|micro|nano)?(second|minute|hour)s?\\b", "#");
  }

  private static double weight(String old, String fresh) {
    double a = quantity(old);
    double b = quantity(fresh);
    if (Double.isNaN(a) || Double.isNaN(b) || a == b) return 1.2;
    double times = Math.max(a, b) / Math.max(1e-9, Math.min(a, b));
    return times >= 3 ? 1.7 : -0.2;
  }

  private static double quantity(String line) {
    Matcher matcher = QUANTITY.matcher(line);
    double found = Double.NaN;
    while (matcher.find()) found = Double.parseDouble(matcher.group(1)) * unit(matcher.group(2));
    return found;
  }

  private static double unit(String unit) {
    var name = unit.toLowerCase(Locale.ROOT);
    if (name.startsWith("ms") || name.startsWith("milli")) return 0.001;
    if (name.equals("m") || name.startsWith("min")) return 60;
    if (name.startsWith("h")) return 3600;
    return 1;
  }

  /// Quoted names that others rely on (fields, keys, topics) replaced by other ones.
  private static double renamedKeys(List<String> removed, List<String> added) {
    var gone = quoted(removed);
    var come = quoted(added);
    var stay = new HashSet<>(gone);
    stay.retainAll(come);
    gone.removeAll(stay);
    come.removeAll(stay);
    return !gone.isEmpty() && !come.isEmpty() && removed.size() <= 2 * added.size() + 2 ? 0.9 : 0;
  }

  private static HashSet<String> quoted(List<String> lines) {
    var quoted = new HashSet<String>();
    for (var line : lines) {
      var matcher = Pattern.compile("[\"'`]([A-Za-z_][\\w.-]{1,40})[\"'`]").matcher(line);
      while (matcher.find()) quoted.add(matcher.group(1));
    }
    return quoted;
  }

  /// Whether nearly all words of the lines that went are in the lines that came.
  private static boolean isMoved(List<String> removed, List<String> added) {
    var come = words(added);
    int all = 0;
    int there = 0;
    for (var entry : words(removed).entrySet()) {
      all += entry.getValue();
      there += Math.min(entry.getValue(), come.getOrDefault(entry.getKey(), 0));
    }
    return all > 0 && there >= 0.6 * all;
  }

  private static Map<String, Integer> words(List<String> lines) {
    var words = new HashMap<String, Integer>();
    for (var line : lines) {
      var matcher = WORD.matcher(line);
      while (matcher.find()) words.merge(matcher.group(), 1, Integer::sum);
    }
    return words;
  }

  private static boolean asksInLoop(List<String> lines, List<String> context) {
    boolean inLoop = count(LOOP, context) > 0 && count(LOOP, lines) == 0;
    int left = inLoop ? 3 : 0;
    for (var line : lines) {
      if (LOOP.matcher(line).find()) left = 6;
      else if (left-- > 0 && ASKS.matcher(line).find()) return true;
    }
    return false;
  }

  private static long count(Pattern pattern, List<String> lines) {
    return lines.stream().filter(line -> pattern.matcher(line).find()).count();
  }
}
