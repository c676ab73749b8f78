package io.watchfloor.model.remedy;

import io.watchfloor.model.signal.EntityId;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Fills a recipe in. Every value is checked against its parameter's type before it goes anywhere;
/// one that does not fit makes the recipe inapplicable. `${name}` in an argv element is replaced
/// within that element: nothing is ever split or parsed again.
public final class Plans {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}");
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?(:[0-9]{1,5})?");
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,99}");
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}");
  private static final Pattern IPV6_GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
  private static final Pattern HOLE = Pattern.compile("\\$\\{([A-Za-z0-9_.-]+)}");

  private Plans() {}

  /// A filled-in plan, or why the recipe can't be used here.
  public sealed interface Filled {
    record Ready(Plan plan) implements Filled {}

    record Inapplicable(String why) implements Filled {}
  }

  /// @param known what parameters may be filled from: `entity`, `attribute.NAME`, `label.NAME`
  public static Filled fill(
      Remediation recipe, EntityId target, Map<String, String> known, boolean sandbox) {
    var values = new TreeMap<String, String>();
    for (var parameter : recipe.parameters()) {
      var value = value(parameter, known);
      if (value.isEmpty())
        return new Filled.Inapplicable("nothing says what " + parameter.name() + " should be");
      var problem = problem(parameter, value.get());
      if (problem.isPresent())
        return new Filled.Inapplicable(parameter.name() + " " + problem.get());
      values.put(parameter.name(), value.get());
    }
    try {
      var plan =
          new Plan(
              recipe.name(),
              filled(recipe.title(), values),
              target,
              filled(recipe.action(), values),
              recipe.dryRun().map(action -> filled(action, values)),
              recipe.undo().map(action -> filled(action, values)),
              recipe.probe().map(action -> filled(action, values)),
              recipe.timeLimit(),
              sandbox,
              "");
      return new Filled.Ready(hashed(plan));
    } catch (UnknownHole e) {
      return new Filled.Inapplicable("it uses ${" + e.name + "}, which is no parameter of it");
    }
  }

  private static Optional<String> value(Parameter parameter, Map<String, String> known) {
    var from = parameter.from();
    if (from.length() >= 2 && from.startsWith("'") && from.endsWith("'"))
      return Optional.of(from.substring(1, from.length() - 1));
    return Optional.ofNullable(known.get(from)).filter(value -> !value.isEmpty());
  }

  /// What is wrong with a value, in words that do not repeat it.
  public static Optional<String> problem(Parameter parameter, String value) {
    boolean fits =
        switch (parameter.type()) {
          case NAME -> NAME.matcher(value).matches();
          case HOST -> HOST.matcher(value).matches() && !value.contains("..");
          case VERSION -> VERSION.matcher(value).matches();
          case IP -> isAddress(value);
          case INTEGER -> INTEGER.matcher(value).matches();
        };
    if (!fits)
      return Optional.of("is not of type " + parameter.type().name().toLowerCase(Locale.ROOT));
    if (!parameter.choices().isEmpty() && !parameter.choices().contains(value))
      return Optional.of("is not one of " + String.join(", ", parameter.choices()));
    if (parameter.type() == Parameter.Type.INTEGER) {
      long number = Long.parseLong(value);
      if (number < parameter.min() || number > parameter.max())
        return Optional.of("is not from " + parameter.min() + " to " + parameter.max());
    }
    return Optional.empty();
  }

  /// An IPv4 address in plain decimal, or an IPv6 address without zone.
  static boolean isAddress(String value) {
    if (value.length() > 39) return false;
    return IPV4.matcher(value).matches() || isIpv6(value);
  }

  private static boolean isIpv6(String value) {
    int gap = value.indexOf("::");
    if (gap != value.lastIndexOf("::") || value.contains(":::")) return false;
    int groups =
        groups(gap < 0 ? value : value.substring(0, gap))
            + (gap < 0 ? 0 : groups(value.substring(gap + 2)));
    return gap < 0 ? groups == 8 : groups < 8 && groups >= 0;
  }

  /// How many groups a piece of an IPv6 address holds; far below zero where one of them is none.
  private static int groups(String piece) {
    if (piece.isEmpty()) return 0;
    var groups = piece.split(":", -1);
    for (var group : groups) if (!IPV6_GROUP.matcher(group).matches()) return -100;
    return groups.length;
  }

  private static Action filled(Action action, Map<String, String> values) {
    return switch (action) {
      case Action.Command command -> {
        var argv = new ArrayList<String>();
        for (var element : command.argv()) argv.add(filled(element, values));
        yield new Action.Command(argv, filled(command.environment(), values));
      }
      case Action.Http http ->
          new Action.Http(
              http.method(),
              filled(http.url(), values),
              filled(http.headers(), values),
              http.secretHeaders(),
              filled(http.body(), values));
    };
  }

  private static Map<String, String> filled(Map<String, String> map, Map<String, String> values) {
    var filled = new TreeMap<String, String>();
    map.forEach((name, text) -> filled.put(name, filled(text, values)));
    return filled;
  }

  private static String filled(String text, Map<String, String> values) {
    var out = new StringBuilder();
    var matcher = HOLE.matcher(text);
    int end = 0;
    while (matcher.find()) {
      var value = values.get(matcher.group(1));
      if (value == null) throw new UnknownHole(matcher.group(1));
      out.append(text, end, matcher.start()).append(value);
      end = matcher.end();
    }
    return out.append(text, end, text.length()).toString();
  }

  /// The same plan as that of undoing it, for an approval of its own.
  static Plan undoing(Plan plan, Action undo) {
    return hashed(
        new Plan(
            plan.remediation(),
            "Undo: " + plan.title(),
            plan.target(),
            undo,
            Optional.empty(),
            Optional.empty(),
            plan.probe(),
            plan.timeLimit(),
            plan.sandbox(),
            ""));
  }

  private static Plan hashed(Plan plan) {
    return new Plan(
        plan.remediation(),
        plan.title(),
        plan.target(),
        plan.action(),
        plan.dryRun(),
        plan.undo(),
        plan.probe(),
        plan.timeLimit(),
        plan.sandbox(),
        PlanHash.of(plan));
  }

  /// What tells whether two plans do the same thing, whichever recipe they come from.
  static String effect(Plan plan) {
    return PlanHash.ofEffect(plan);
  }

  private static final class UnknownHole extends RuntimeException {
    private static final long serialVersionUID = 1;
    final String name;

    UnknownHole(String name) {
      super(name);
      this.name = name;
    }
  }
}
