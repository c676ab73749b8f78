package io.watchfloor.connectors.declared;

import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.source.SourceException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Which value becomes which field of a signal. The fields are those of [Tells]; `labels`,
/// `annotations`, `from` and `to` are objects of values, in which `*` takes all members of the
/// object that it finds, or of a list, or of a text with commas, all of the form `name:value`.
record Mapping(Map<String, Value> fields, Map<String, Map<String, Value>> groups) {
  private static final List<String> GROUPS = List.of("labels", "annotations", "from", "to");
  private static final int MOST_LABELS = 500;

  static Mapping of(Yaml yaml, Tells tells) throws SourceException {
    var mapping = of(yaml, tells.keys(), tells.needed());
    checkWords(yaml, mapping.fields(), "severity", Severity.class);
    if (tells == Tells.ALERTS) checkWords(yaml, mapping.fields(), "state", Alert.State.class);
    return mapping;
  }

  static Mapping of(Yaml yaml, List<String> keys, List<String> needed) throws SourceException {
    yaml.only(keys);
    for (var key : needed)
      yaml.need(key, "Nothing can be made without it: write `" + key + ": $.path`.");
    var fields = new HashMap<String, Value>();
    var groups = new HashMap<String, Map<String, Value>>();
    for (var each : yaml.members().entrySet()) {
      if (!GROUPS.contains(each.getKey())) {
        fields.put(each.getKey(), Value.of(each.getValue()));
        continue;
      }
      var group = new LinkedHashMap<String, Value>();
      for (var label : each.getValue().members().entrySet())
        group.put(label.getKey(), Value.of(label.getValue()));
      groups.put(each.getKey(), group);
    }
    return new Mapping(Map.copyOf(fields), Map.copyOf(groups));
  }

  private static void checkWords(Yaml yaml, Map<String, Value> fields, String key, Class<?> known)
      throws SourceException {
    var value = fields.get(key);
    if (value == null) return;
    var words = List.of(known.getEnumConstants()).stream().map(String::valueOf).toList();
    for (var word : value.outcomes())
      if (!words.contains(word.toUpperCase(Locale.ROOT)))
        throw yaml.need(key, "")
            .bad(
                "`" + word + "` is no " + key,
                "It is one of: " + String.join(", ", words).toLowerCase(Locale.ROOT) + ".");
  }

  boolean has(String field) {
    return fields.containsKey(field);
  }

  String text(String field, Scope scope) {
    var value = fields.get(field);
    return value == null ? "" : SafeText.cut(value.text(scope), SafeText.ANNOTATION);
  }

  /// What stands there, before it is put into our words.
  String raw(String field, Scope scope) {
    var value = fields.get(field);
    return value == null ? "" : SafeText.cut(value.raw(scope), SafeText.LABEL);
  }

  Optional<Instant> time(String field, Scope scope) {
    var value = fields.get(field);
    return value == null ? Optional.empty() : value.time(scope);
  }

  double number(String field, Scope scope) {
    var value = fields.get(field);
    return value == null ? Double.NaN : value.number(scope);
  }

  /// One of the groups; what is empty is left out.
  Labels labels(String group, Scope scope) {
    var map = new TreeMap<String, String>();
    groups
        .getOrDefault(group, Map.of())
        .forEach(
            (name, value) -> {
              if (name.equals("*")) spread(value, scope, map);
              else put(map, name, value.text(scope));
            });
    return Labels.of(map);
  }

  private static void spread(Value value, Scope scope, Map<String, String> map) {
    for (var path : value.paths()) {
      var found = scope.node(path);
      found.members().forEach((name, member) -> put(map, name, member.text()));
      for (var tag : found.list()) tag(tag.text(), map);
      for (var tag : found.text().split(",", MOST_LABELS)) tag(tag, map);
    }
  }

  private static void tag(String text, Map<String, String> map) {
    int colon = text.indexOf(':');
    if (colon > 0) put(map, text.substring(0, colon).strip(), text.substring(colon + 1).strip());
  }

  private static void put(Map<String, String> map, String name, String text) {
    if (!text.isEmpty() && map.size() < MOST_LABELS)
      map.put(SafeText.cut(name, SafeText.LABEL), SafeText.cut(text, SafeText.LABEL));
  }
}
