package io.watchfloor.app.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// One mapping of a YAML file, asked key by key. What does not fit goes to the list of problems
/// with its place, and a stand-in is given, so that one reading finds every mistake. Keys that
/// nobody asked for are mistakes too: see [#noOthers()].
final class YamlMap {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(ms|s|m|h|d)");

  private final String path;
  private final String name;
  private final MappingNode node;
  private final List<Problem> problems;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Node> keys = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  YamlMap(String path, String name, MappingNode node, List<Problem> problems) {
    this.path = path;
    this.name = name;
    this.node = node;
    this.problems = problems;
    for (var entry : node.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        problem(entry.getKeyNode(), "A key must be a word.", "Write `key: value`.");
        continue;
      }
      if (values.containsKey(key.getValue())) {
        problem(
            key, "`" + Shown.of(key.getValue()) + "` stands here twice.", "Remove one of them.");
        continue;
      }
      keys.put(key.getValue(), key);
      values.put(key.getValue(), entry.getValueNode());
    }
  }

  String path() {
    return path;
  }

  List<String> keys() {
    return List.copyOf(values.keySet());
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  void problem(String key, String message, String next) {
    problem(values.getOrDefault(key, node), message, next);
  }

  private void problem(Node at, String message, String next) {
    problems.add(new Problem(path, YamlText.line(at), YamlText.column(at), message, next));
  }

  private Optional<Node> at(String key) {
    asked.add(key);
    return Optional.ofNullable(values.get(key))
        .filter(value -> !(value instanceof ScalarNode scalar && isNull(scalar)));
  }

  private static boolean isNull(ScalarNode scalar) {
    return scalar.isPlain()
        && (scalar.getValue().isEmpty()
            || scalar.getValue().equals("null")
            || scalar.getValue().equals("~"));
  }

  private String full(String key) {
    return name.isEmpty() ? key : name + "." + key;
  }

  Optional<String> text(String key) {
    return at(key).flatMap(value -> scalar(key, value));
  }

  private Optional<String> scalar(String key, Node value) {
    if (value instanceof ScalarNode scalar) return Optional.of(scalar.getValue());
    problem(
        value,
        "`" + Shown.of(full(key)) + "` must be one value, not a list or a mapping.",
        "Write `" + Shown.of(key) + ": value`.");
    return Optional.empty();
  }

  String required(String key) {
    var text = text(key).filter(value -> !value.isBlank());
    if (text.isEmpty()
        && !(values.get(key) instanceof MappingNode)
        && !(values.get(key) instanceof SequenceNode))
      problem(
          node,
          "`" + full(key) + "` is missing.",
          "Add `" + key + ": …`; README.md in the runbooks folder explains it.");
    return text.orElse("");
  }

  /// A list of texts; one text alone stands for a list of one.
  List<String> texts(String key) {
    var value = at(key);
    if (value.isEmpty()) return List.of();
    if (value.get() instanceof SequenceNode list) {
      var texts = new ArrayList<String>();
      for (var element : list.getValue()) scalar(key, element).ifPresent(texts::add);
      return texts;
    }
    return scalar(key, value.get()).map(List::of).orElse(List.of());
  }

  /// A list, and only a list.
  List<String> list(String key) {
    var value = at(key);
    if (value.isPresent() && !(value.get() instanceof SequenceNode)) {
      problem(
          value.get(),
          "`"
              + full(key)
              + "` must be a list, one element an argument: there is no shell to split it.",
          "Write `" + key + ": [program, argument]`.");
      return List.of();
    }
    return texts(key);
  }

  Optional<YamlMap> child(String key) {
    var value = at(key);
    if (value.isEmpty()) return Optional.empty();
    if (value.get() instanceof MappingNode mapping)
      return Optional.of(new YamlMap(path, full(key), mapping, problems));
    problem(
        value.get(),
        "`" + Shown.of(full(key)) + "` must be a mapping.",
        "Write its keys on lines of their own, indented.");
    return Optional.empty();
  }

  /// A list of mappings; one mapping alone stands for a list of one.
  List<YamlMap> children(String key) {
    var value = at(key);
    if (value.isEmpty()) return List.of();
    var elements =
        value.get() instanceof SequenceNode list ? list.getValue() : List.of(value.get());
    var children = new ArrayList<YamlMap>();
    for (var element : elements) {
      if (element instanceof MappingNode mapping)
        children.add(new YamlMap(path, full(key), mapping, problems));
      else
        problem(
            element,
            "Each of `" + full(key) + "` must be a mapping.",
            "Write its keys on lines of their own, behind a hyphen.");
    }
    return children;
  }

  Map<String, String> pairs(String key) {
    var pairs = new LinkedHashMap<String, String>();
    child(key)
        .ifPresent(
            map ->
                map.keys()
                    .forEach(name -> map.text(name).ifPresent(value -> pairs.put(name, value))));
    return pairs;
  }

  boolean truth(String key, boolean otherwise) {
    var text = text(key);
    if (text.isEmpty()) return otherwise;
    if (text.get().equals("true") || text.get().equals("false")) return text.get().equals("true");
    problem(
        key,
        "`" + full(key) + "` must be true or false, not `" + Shown.of(text.get()) + "`.",
        "Write true or false.");
    return otherwise;
  }

  double number(String key, double otherwise, double min, double max) {
    var text = text(key);
    if (text.isEmpty()) return otherwise;
    try {
      double number = Double.parseDouble(text.get());
      if (number >= min && number <= max) return number;
    } catch (NumberFormatException e) {
      // said below, in the same words as a number out of range
    }
    problem(
        key,
        "`%s` must be a number from %s to %s, not `%s`."
            .formatted(full(key), min, max, Shown.of(text.get())),
        "Write it like 1.5.");
    return otherwise;
  }

  long whole(String key, long otherwise, long min, long max) {
    var text = text(key);
    if (text.isEmpty()) return otherwise;
    try {
      long number = Long.parseLong(text.get());
      if (number >= min && number <= max) return number;
    } catch (NumberFormatException e) {
      // said below, in the same words as a number out of range
    }
    problem(
        key,
        "`"
            + full(key)
            + "` must be a whole number from "
            + min
            + " to "
            + max
            + ", not `"
            + Shown.of(text.get())
            + "`.",
        "Correct the number.");
    return otherwise;
  }

  Duration duration(String key, Duration otherwise, Duration min, Duration max) {
    var text = text(key);
    if (text.isEmpty()) return otherwise;
    var matcher = DURATION.matcher(text.get());
    if (!matcher.matches()) {
      problem(
          key,
          "`"
              + full(key)
              + "` must be a time such as 90s, 5m or 2h, not `"
              + Shown.of(text.get())
              + "`.",
          "Give a number and its unit.");
      return otherwise;
    }
    long number = Long.parseLong(matcher.group(1));
    var duration =
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        };
    if (duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0) return duration;
    problem(
        key,
        "`" + full(key) + "` must be from " + min.toSeconds() + "s to " + max.toSeconds() + "s.",
        "Choose a time in between.");
    return otherwise;
  }

  <E extends Enum<E>> E word(String key, Class<E> type, E otherwise) {
    var text = text(key);
    return text.isEmpty() ? otherwise : constant(key, text.get(), type).orElse(otherwise);
  }

  <E extends Enum<E>> Set<E> words(String key, Class<E> type) {
    var words = EnumSet.noneOf(type);
    for (var text : texts(key)) constant(key, text, type).ifPresent(words::add);
    return words;
  }

  private <E extends Enum<E>> Optional<E> constant(String key, String text, Class<E> type) {
    for (var constant : type.getEnumConstants())
      if (lower(constant).equals(text)) return Optional.of(constant);
    var known =
        Arrays.stream(type.getEnumConstants())
            .map(YamlMap::lower)
            .collect(Collectors.joining(", "));
    problem(
        key,
        "`" + full(key) + "` can't be `" + Shown.of(text) + "`.",
        "It is one of: " + known + ".");
    return Optional.empty();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /// Every key that was not asked for is a mistake, most often of spelling.
  void noOthers() {
    keys.forEach(
        (key, at) -> {
          if (!asked.contains(key))
            problem(
                at,
                "`" + Shown.of(full(key)) + "` is not known.",
                "Known here: " + String.join(", ", asked) + ".");
        });
  }
}
