package io.watchfloor.connectors.declared;

import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.model.source.SourceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One thing that is asked for again and again.
///
/// - `tells`: alerts, events, changes, tickets, logs, metrics or dependencies.
/// - The request ([Request]), in which `${since}` and `${now}` are times of the server's clock.
/// - `pages`: see [Pages]. `items`: the path to them. `points`: the path inside each, where one
///   item holds several; there `@` is the point.
/// - `only`, `except`: see [Condition]. `map`: see [Mapping].
/// - `begin`: how far the first pull looks back. `overlap`: how much is asked again each time,
///   because most systems list late. `every`: not each time.
/// - `missing: over`: an alert that a whole answer does not list is over.
/// - `order: oldest`: what one pull can't take is taken by the next.
/// - `for`: a list setting; asked once for each of it, as `${it}`. `when`, `unless`: only if that
///   is neither empty nor `false`, or is. `refused`: where an answer of success says that it is
///   none.
record Read(
    String name,
    Tells tells,
    Request request,
    Pages pages,
    JsonPath items,
    Optional<JsonPath> points,
    List<Condition> conditions,
    Mapping mapping,
    Duration begin,
    Duration overlap,
    Duration every,
    boolean missingIsOver,
    boolean oldestFirst,
    String repeated,
    Optional<JsonPath> refused,
    Optional<Template> when,
    Optional<Template> unless) {
  private static final List<String> KEYS =
      List.of(
          "tells", "pages", "items", "points", "only", "except", "map", "begin", "overlap", "every",
          "missing", "order", "for", "refused", "when", "unless");

  static Read of(String name, Yaml yaml) throws SourceException {
    var keys = new ArrayList<>(KEYS);
    keys.addAll(Request.KEYS);
    yaml.only(keys);
    var tells = tells(yaml);
    var pages = yaml.at("pages");
    var items = Pages.path(yaml, "items");
    if (items.isEmpty())
      throw yaml.bad("`items` is missing", "Write where they are: `items: $.data[*]`.");
    var repeated = yaml.text("for", "");
    if (!repeated.isEmpty() && !yaml.names().contains(repeated))
      throw yaml.bad("there is no setting `" + repeated + "`", "Name a list setting after `for`.");
    return new Read(
        name,
        tells,
        Request.of(yaml),
        pages.isEmpty() ? Pages.ONE : Pages.of(pages.get()),
        items.get(),
        Pages.path(yaml, "points"),
        Condition.of(yaml),
        Mapping.of(yaml.need("map", "Write which value becomes which field."), tells),
        duration(yaml, "begin", Duration.ofHours(1)),
        duration(yaml, "overlap", Duration.ZERO),
        duration(yaml, "every", Duration.ZERO),
        yaml.text("missing", "").equals("over"),
        yaml.text("order", "").equals("oldest"),
        repeated,
        Pages.path(yaml, "refused"),
        Value.template(yaml, "when"),
        Value.template(yaml, "unless"));
  }

  private static Tells tells(Yaml yaml) throws SourceException {
    var word = yaml.need("tells", "Write `tells: alerts`.");
    try {
      return Tells.valueOf(word.text().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw word.bad(
          "there is no such kind of signal",
          "It is alerts, events, changes, tickets, logs, metrics or dependencies.");
    }
  }

  private static Duration duration(Yaml yaml, String key, Duration otherwise)
      throws SourceException {
    var at = yaml.at(key);
    if (at.isEmpty()) return otherwise;
    try {
      return SourceSettings.duration(key, at.get().text());
    } catch (IllegalArgumentException e) {
      throw at.get().bad("it is not a time", "Write 15s, 2m, 1h30m or 7d.");
    }
  }

  boolean isOn(Scope scope) {
    return when.map(it -> it.isYes(scope)).orElse(true)
        && !unless.map(it -> it.isYes(scope)).orElse(false);
  }

  boolean takes(Scope scope) {
    return conditions.stream().allMatch(condition -> condition.holds(scope));
  }
}
