package io.watchfloor.connectors.declared;

import io.watchfloor.connectors.http.Http.Ask;
import io.watchfloor.connectors.http.Json;
import io.watchfloor.model.source.SourceException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;

/// What is asked: `method`, `path`, `parameters`, `form`, `headers`, `body`. A parameter, or a
/// member of the body, whose value is nothing but an empty `${…}` is left out.
record Request(
    String method,
    Template path,
    Map<String, List<Template>> parameters,
    boolean isForm,
    Map<String, Template> headers,
    Optional<Object> body) {
  static final List<String> KEYS =
      List.of("method", "path", "parameters", "form", "headers", "body");
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

  static Request of(Yaml yaml) throws SourceException {
    var path = yaml.need("path", "Write `path: /api/alerts`.");
    if (!path.text().startsWith("/"))
      throw path.bad("a path begins with a slash", "What is before it belongs to the address.");
    var form = yaml.at("form");
    var given = form.isPresent() ? form : yaml.at("parameters");
    var parameters = new LinkedHashMap<String, List<Template>>();
    if (given.isPresent())
      for (var each : given.get().members().entrySet()) {
        var values = new ArrayList<Template>();
        for (var value : each.getValue().list()) values.add(Value.template(value));
        parameters.put(each.getKey(), values);
      }
    var body = yaml.at("body");
    var method = yaml.text("method", body.isPresent() || form.isPresent() ? "POST" : "GET");
    if (!METHODS.contains(method))
      throw yaml.bad(
          "`" + method + "` is no method", "It is one of: " + String.join(", ", METHODS) + ".");
    return new Request(
        method,
        Value.template(path),
        parameters,
        form.isPresent(),
        templates(yaml, "headers"),
        body.isEmpty() ? Optional.empty() : Optional.of(tree(body.get())));
  }

  static Map<String, Template> templates(Yaml yaml, String key) throws SourceException {
    var templates = new LinkedHashMap<String, Template>();
    var given = yaml.at(key);
    if (given.isPresent())
      for (var each : given.get().members().entrySet())
        templates.put(each.getKey(), Value.template(each.getValue()));
    return templates;
  }

  /// Texts become templates; numbers and flags stay.
  private static Object tree(Yaml yaml) throws SourceException {
    if (yaml.isMap()) {
      var members = new LinkedHashMap<String, Object>();
      for (var each : yaml.members().entrySet()) members.put(each.getKey(), tree(each.getValue()));
      return members;
    }
    if (yaml.isList()) {
      var elements = new ArrayList<Object>();
      for (var each : yaml.list()) elements.add(tree(each));
      return elements;
    }
    return yaml.scalar() instanceof String ? Value.template(yaml) : yaml.scalar();
  }

  Ask ask(Scope scope) {
    var all = new ArrayList<Entry<String, String>>();
    parameters.forEach(
        (name, values) -> {
          for (var value : values) all.addAll(parameter(name, value, scope));
        });
    var texts = new LinkedHashMap<String, String>();
    headers.forEach(
        (name, value) -> {
          var text = value.text(scope);
          if (!text.isEmpty()) texts.put(name, text);
        });
    return new Ask(method, path.address(scope), all, texts, body.map(it -> json(it, scope)));
  }

  private static List<Entry<String, String>> parameter(String name, Template value, Scope scope) {
    if (value.value(scope) instanceof Collection<?> list)
      return list.stream().map(each -> Map.entry(name, String.valueOf(each))).toList();
    var text = value.text(scope);
    return text.isEmpty() ? List.of() : List.of(Map.entry(name, text));
  }

  private static String json(Object tree, Scope scope) {
    @SuppressWarnings("unchecked")
    var members = (Map<String, Object>) filled(tree, scope);
    return Json.object(members);
  }

  private static Object filled(Object tree, Scope scope) {
    return switch (tree) {
      case Map<?, ?> map -> {
        var members = new LinkedHashMap<String, Object>();
        map.forEach(
            (name, member) -> {
              var value = filled(member, scope);
              boolean isLeftOut =
                  member instanceof Template template
                      && !template.names().isEmpty()
                      && value.equals("");
              if (!isLeftOut) members.put(String.valueOf(name), value);
            });
        yield members;
      }
      case Collection<?> list -> list.stream().map(each -> filled(each, scope)).toList();
      case Template template -> template.value(scope);
      default -> tree;
    };
  }

  /// As it will be sent, for a person to read; without headers, which hold secrets.
  static String shown(Ask ask, Object base) {
    var text = new StringBuilder(ask.method() + " " + base + ask.path());
    var between = "?";
    for (var parameter : ask.parameters()) {
      text.append(between).append(parameter.getKey()).append('=').append(parameter.getValue());
      between = "&";
    }
    ask.json().ifPresent(json -> text.append('\n').append(json));
    return text.toString();
  }
}
