package io.watchfloor.connectors.alertmanager;

import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.source.WriteBack.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Matches labels as Alertmanager does: all conditions hold, a missing label is the empty text, a
/// regular expression matches the whole value. Alertmanager uses RE2, which can't run away; Java's
/// can, so it gets a limit of steps, and what RE2 does not know is refused.
final class Matching implements Predicate<Labels> {
  private static final int LONGEST_PATTERN = 1_000;
  private static final int LONGEST_TEXT = 2_000;
  private static final int MOST_STEPS = 200_000;
  private static final Pattern NOT_RE2 =
      Pattern.compile("\\(\\?[=!>]|\\(\\?<[=!]|\\\\[1-9]|\\\\k<|[*+?}]\\+");

  private record Condition(Matcher matcher, Pattern pattern) {}

  private final List<Condition> conditions = new ArrayList<>();

  /// @throws SourceException names a condition that can't be used
  Matching(List<Matcher> matchers) throws SourceException {
    for (var matcher : matchers)
      conditions.add(
          new Condition(
              matcher,
              matcher.isRegex()
                  ? compiled(matcher)
                  : Pattern.compile(matcher.value(), Pattern.LITERAL)));
  }

  private static Pattern compiled(Matcher matcher) throws SourceException {
    if (matcher.value().length() > LONGEST_PATTERN)
      throw new SourceException(
          matcher.name() + ": the regular expression is longer than " + LONGEST_PATTERN + ".",
          false,
          null);
    if (NOT_RE2.matcher(matcher.value()).find())
      throw new SourceException(
          matcher + ": Alertmanager has no look-around, back references or possessive repetition.",
          false,
          null);
    try {
      return Pattern.compile("^(?:" + matcher.value() + ")$", Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new SourceException(
          matcher + " is no regular expression: " + e.getDescription() + ".", false, e);
    }
  }

  /// False also where a value is too long or the expression too costly to tell.
  @Override
  public boolean test(Labels labels) {
    for (var condition : conditions) {
      var matcher = condition.matcher();
      var value = labels.value(matcher.name());
      boolean holds =
          matcher.isRegex() ? find(condition.pattern(), value) : value.equals(matcher.value());
      if (holds != matcher.isEqual()) return false;
    }
    return !conditions.isEmpty();
  }

  private static boolean find(Pattern pattern, String value) {
    if (value.length() > LONGEST_TEXT) return false;
    try {
      return pattern.matcher(new Counted(value, new int[] {MOST_STEPS})).matches();
    } catch (TooCostly _) {
      return false;
    }
  }

  /// Counts how often it is looked at.
  private record Counted(String text, int[] left) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (--left[0] < 0) throw new TooCostly();
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return new Counted(text.substring(from, to), left);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static final class TooCostly extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
