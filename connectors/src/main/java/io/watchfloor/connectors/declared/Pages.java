package io.watchfloor.connectors.declared;

import io.watchfloor.connectors.http.Http.Ask;
import io.watchfloor.connectors.http.Node;
import io.watchfloor.model.source.SourceException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// How a long list is asked for. `by` says how: `none`; `number` and `offset` count in `${page}`;
/// `cursor` puts what `next` finds there; `link` follows the header `Link`, or the address at
/// `next` (its parameters only: never to another server); `time` asks again with `${since}` at the
/// newest seen. It ends when `more` says so, at `total` items, after a short page where `until:
/// short` says that one means the end (in some systems it does not), else at an empty one.
record Pages(
    By by,
    int first,
    int size,
    Optional<JsonPath> next,
    Optional<JsonPath> more,
    Optional<JsonPath> total,
    boolean untilShort,
    int most) {
  static final Pages ONE =
      new Pages(By.NONE, 0, 0, Optional.empty(), Optional.empty(), Optional.empty(), false, 1);

  private static final int GONE = 410;
  private static final Pattern NEXT = Pattern.compile("<([^>]{1,8000})>[^,<]*rel=\"?next\"?");

  enum By {
    NONE,
    NUMBER,
    OFFSET,
    CURSOR,
    LINK,
    TIME
  }

  /// What was made of one page.
  record Taken(int count, Optional<Instant> newest) {}

  /// Makes something of one page.
  @FunctionalInterface
  interface Taking {
    Taken take(Node page, Scope scope) throws SourceException;
  }

  static Pages of(Yaml yaml) throws SourceException {
    yaml.only(List.of("by", "first", "size", "next", "more", "total", "until", "most"));
    var word = yaml.text("by", "none").toUpperCase(Locale.ROOT);
    By by;
    try {
      by = By.valueOf(word);
    } catch (IllegalArgumentException e) {
      throw yaml.bad(
          "there is no such paging", "It is by none, number, offset, cursor, link or time.");
    }
    if (by == By.CURSOR && yaml.at("next").isEmpty())
      throw yaml.bad("`next` is missing", "Write where the next cursor stands: `next: $.next`.");
    if ((by == By.OFFSET || by == By.TIME) && yaml.at("size").isEmpty())
      throw yaml.bad("`size` is missing", "Write how many items a full page has.");
    return new Pages(
        by,
        yaml.number("first", by == By.NUMBER ? 1 : 0, 1),
        yaml.number("size", 0, 10_000),
        path(yaml, "next"),
        path(yaml, "more"),
        path(yaml, "total"),
        yaml.text("until", "empty").equals("short"),
        Math.max(1, yaml.number("most", 20, 1_000)));
  }

  static Optional<JsonPath> path(Yaml yaml, String key) throws SourceException {
    var at = yaml.at(key);
    if (at.isEmpty()) return Optional.empty();
    try {
      if (JsonPath.looksLikeOne(at.get().text()))
        return Optional.of(JsonPath.parse(at.get().text()));
    } catch (IllegalArgumentException e) {
      throw at.get().bad(String.valueOf(e.getMessage()), "Write it like $.data.items[*].");
    }
    throw at.get().bad("a path begins with $ or @", "Write it like $.data.items[*].");
  }

  /// Asks page after page; false when there was more than `most` pages. A cursor that the server
  /// has forgotten on the way (410) is begun anew once.
  boolean walk(Api api, Request request, Scope scope, Taking taking)
      throws SourceException, InterruptedException {
    try {
      return walkOnce(api, request, scope, taking);
    } catch (SourceException e) {
      if (by != By.CURSOR || !e.why().contains("(" + GONE + ")")) throw e;
      return walkOnce(api, request, scope, taking);
    }
  }

  private boolean walkOnce(Api api, Request request, Scope scope, Taking taking)
      throws SourceException, InterruptedException {
    var at = scope.with("page", by == By.NUMBER || by == By.OFFSET ? Integer.toString(first) : "");
    var ask = request.ask(at);
    int seen = 0;
    for (int n = 1; ; n++) {
      var said = api.read(ask);
      var taken = taking.take(said.body(), at);
      seen += taken.count();
      if (by == By.NONE || isLast(said.body(), taken.count(), seen)) return true;
      switch (by) {
        case NUMBER -> at = at.with("page", Integer.toString(first + n));
        case OFFSET -> at = at.with("page", Integer.toString(first + n * size));
        case CURSOR -> {
          var cursor = next.map(path -> path.first(said.body()).text()).orElse("");
          if (cursor.isEmpty() || cursor.equals(at.variable("page"))) return true;
          at = at.with("page", cursor);
        }
        case TIME -> {
          if (taken.newest().isEmpty()) return true;
          if (taken.newest().get().equals(at.variable("since"))) return false;
          at = at.with("since", taken.newest().get());
        }
        case NONE, LINK -> {}
      }
      if (n >= most) return false;
      if (by == By.LINK) {
        var link =
            next.isPresent()
                ? query(next.get().first(said.body()).text())
                : link(said.answer().header("Link"));
        if (link.isEmpty()) return true;
        ask = new Ask(ask.method(), ask.path(), link.get(), ask.headers(), ask.json());
      } else {
        ask = request.ask(at);
      }
    }
  }

  private boolean isLast(Node body, int count, int seen) {
    if (more.isPresent()) return !flag(more.get().first(body).text());
    if (total.isPresent() && total.get().first(body).isThere())
      return seen >= total.get().first(body).number() || count == 0;
    if (by == By.CURSOR || by == By.LINK) return false;
    return count == 0 || ((untilShort || by == By.TIME) && count < size);
  }

  private static boolean flag(String text) {
    return !text.isEmpty() && !text.equals("false") && !text.equals("0");
  }

  private static Optional<List<Map.Entry<String, String>>> link(List<String> headers) {
    for (var header : headers) {
      var next = NEXT.matcher(header);
      if (next.find()) return query(next.group(1));
    }
    return Optional.empty();
  }

  private static Optional<List<Map.Entry<String, String>>> query(String url) {
    try {
      var query = URI.create(url).getRawQuery();
      return query == null ? Optional.empty() : Optional.of(parameters(query));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static List<Map.Entry<String, String>> parameters(String query) {
    var parameters = new ArrayList<Map.Entry<String, String>>();
    for (var pair : query.split("&")) {
      int at = pair.indexOf('=');
      if (at > 0)
        parameters.add(
            Map.entry(
                URLDecoder.decode(pair.substring(0, at), StandardCharsets.UTF_8),
                URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8)));
    }
    return parameters;
  }
}
