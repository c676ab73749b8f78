package io.watchfloor.connectors.declared;

import io.watchfloor.connectors.http.Node;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.source.WriteBack.Matcher;
import io.watchfloor.model.source.WriteBack.Silence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the silences and downtimes that stand are listed: a request, `items`, and in `map` their
/// `id`, `start`, `end`, `author`, `comment`, and whom they are about: `labels` for equality, or
/// `matchers`, a path to objects of `name`, `value`, `isRegex`, `isEqual`.
record Silences(
    Request request, Pages pages, JsonPath items, Mapping mapping, Optional<JsonPath> matchers) {
  private static final List<String> FIELDS =
      List.of("id", "start", "end", "author", "comment", "labels");

  static Optional<Silences> of(Yaml top) throws SourceException {
    var given = top.at("silences");
    if (given.isEmpty()) return Optional.empty();
    var yaml = given.get();
    var keys = new ArrayList<>(Request.KEYS);
    keys.addAll(List.of("pages", "items", "map", "matchers"));
    yaml.only(keys);
    var items = Pages.path(yaml, "items");
    if (items.isEmpty()) throw yaml.bad("`items` is missing", "Write where they are.");
    var pages = yaml.at("pages");
    return Optional.of(
        new Silences(
            Request.of(yaml),
            pages.isEmpty() ? Pages.ONE : Pages.of(pages.get()),
            items.get(),
            Mapping.of(yaml.need("map", "Write its fields."), FIELDS, List.of("id", "end")),
            Pages.path(yaml, "matchers")));
  }

  List<Silence> list(Api api, Scope scope, SourceId source)
      throws SourceException, InterruptedException {
    var found = new ArrayList<Silence>();
    pages.walk(
        api,
        request,
        scope,
        (page, _) -> {
          var all = items.all(page);
          for (var item : all) found.add(silence(scope.at(item), source));
          return new Pages.Taken(all.size(), Optional.empty());
        });
    found.sort(Comparator.comparing(Silence::startsAt).reversed().thenComparing(Silence::id));
    return List.copyOf(found);
  }

  private Silence silence(Scope scope, SourceId source) {
    var matching = new ArrayList<Matcher>();
    for (var label : mapping.labels("labels", scope).map().entrySet())
      matching.add(new Matcher(label.getKey(), label.getValue(), false, true));
    for (var each : matchers.map(scope::nodes).orElse(List.<Node>of()))
      matching.add(
          new Matcher(
              each.label("name"),
              each.text("value"),
              each.flag("isRegex"),
              !each.text("isEqual").equals("false")));
    var from = mapping.time("start", scope).orElse(Instant.EPOCH);
    var to = mapping.time("end", scope).orElse(Instant.MAX);
    return new Silence(
        source,
        mapping.text("id", scope),
        matching,
        from,
        to,
        mapping.text("author", scope),
        mapping.text("comment", scope),
        Silence.stateAt(scope.now(), from, to),
        1);
  }

  /// As a body holds them.
  static List<Map<String, Object>> written(List<Matcher> matchers) {
    return matchers.stream()
        .map(
            each ->
                Map.<String, Object>of(
                    "name", each.name(),
                    "value", each.value(),
                    "isRegex", each.isRegex(),
                    "isEqual", each.isEqual()))
        .toList();
  }
}
