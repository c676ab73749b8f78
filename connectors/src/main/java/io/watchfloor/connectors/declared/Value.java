package io.watchfloor.connectors.declared;

import io.watchfloor.model.source.SourceException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One value that is read from an answer: `$.path`, a list of which the first that is there counts,
/// or `{from, words, otherwise, format, lastAfter}`. `words` puts ours in place of theirs,
/// `otherwise` stands where there is none, `format` says how a time is written there, `lastAfter`
/// keeps what follows the last such character.
record Value(
    List<Template> from,
    Map<String, String> words,
    String otherwise,
    TimeText format,
    String lastAfter) {
  static Value of(Yaml yaml) throws SourceException {
    if (!yaml.isMap()) return new Value(templates(yaml), Map.of(), "", TimeText.ISO, "");
    yaml.only(List.of("from", "words", "otherwise", "format", "lastAfter"));
    var words = new LinkedHashMap<String, String>();
    var given = yaml.at("words");
    if (given.isPresent())
      for (var word : given.get().members().entrySet())
        words.put(word.getKey().toLowerCase(Locale.ROOT), word.getValue().text());
    var format = yaml.at("format");
    try {
      return new Value(
          templates(yaml.need("from", "Write `from: $.path`.")),
          words,
          yaml.text("otherwise", ""),
          format.isEmpty() ? TimeText.ISO : TimeText.of(format.get().text()),
          yaml.text("lastAfter", ""));
    } catch (IllegalArgumentException e) {
      throw yaml.bad(String.valueOf(e.getMessage()), "");
    }
  }

  private static List<Template> templates(Yaml yaml) throws SourceException {
    var templates = new ArrayList<Template>();
    for (var each : yaml.list()) templates.add(template(each));
    return List.copyOf(templates);
  }

  static Template template(Yaml yaml) throws SourceException {
    try {
      var template = Template.parse(yaml.text());
      for (var name : template.names())
        if (!yaml.names().contains(name) && !name.startsWith("alert.labels."))
          throw yaml.bad(
              "`${" + name + "}` stands for nothing",
              "There are: " + String.join(", ", yaml.names()) + ".");
      return template;
    } catch (IllegalArgumentException e) {
      throw yaml.bad(String.valueOf(e.getMessage()), "Write it like $.items[0].name.");
    }
  }

  static Optional<Template> template(Yaml yaml, String key) throws SourceException {
    var at = yaml.at(key);
    return at.isEmpty() ? Optional.empty() : Optional.of(template(at.get()));
  }

  /// As it stands there, before words.
  String raw(Scope scope) {
    for (var template : from) {
      var text = template.text(scope);
      if (!text.isEmpty()) return lastAfter.isEmpty() ? text : last(text);
    }
    return "";
  }

  private String last(String text) {
    int at = text.lastIndexOf(lastAfter);
    return at < 0 ? text : text.substring(at + lastAfter.length());
  }

  String text(Scope scope) {
    var raw = raw(scope);
    if (raw.isEmpty()) return otherwise;
    if (words.isEmpty()) return raw;
    var word = words.get(raw.toLowerCase(Locale.ROOT));
    return word != null ? word : otherwise.isEmpty() ? raw : otherwise;
  }

  Optional<Instant> time(Scope scope) {
    for (var template : from) {
      var time = format.read(template.text(scope));
      if (time.isPresent()) return time;
    }
    return Optional.empty();
  }

  double number(Scope scope) {
    var text = text(scope);
    if (text.isEmpty() || text.length() > 100) return Double.NaN;
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /// The paths that stand here alone.
  List<JsonPath> paths() {
    return from.stream().flatMap(template -> template.path().stream()).toList();
  }

  /// Every word that can come out, where that is known.
  List<String> outcomes() {
    var all = new ArrayList<>(words.values());
    if (!otherwise.isEmpty()) all.add(otherwise);
    return all;
  }
}
