package io.watchfloor.connectors.icinga;

import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.http.Answer;
import io.watchfloor.connectors.http.Http;
import io.watchfloor.connectors.http.Http.Ask;
import io.watchfloor.connectors.http.Json;
import io.watchfloor.connectors.http.LineStream;
import io.watchfloor.connectors.http.Node;
import io.watchfloor.model.source.SourceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// How Icinga is asked: filters go as POST with `X-HTTP-Method-Override: GET`, because its request
/// headers are limited to 8 KB, and values go as `filter_vars`, never into the filter's text.
/// Thread-safe.
final class IcingaApi {
  static final List<String> EVENTS =
      List.of(
          "CheckResult",
          "StateChange",
          "AcknowledgementSet",
          "AcknowledgementCleared",
          "CommentAdded",
          "DowntimeStarted",
          "DowntimeRemoved",
          "Flapping");

  private static final Map<String, String> READING = Map.of("X-HTTP-Method-Override", "GET");

  private final Http http;
  private final String hosts;
  private final String queue;
  private volatile Duration skew = Duration.ZERO;
  private final AtomicInteger requests = new AtomicInteger();

  IcingaApi(Http http, SourceSettings settings) {
    this.http = http;
    this.hosts = settings.text("hosts", "");
    this.queue = "watchfloor-" + settings.id().name();
  }

  Duration skew() {
    return skew;
  }

  /// How many were made since the last call.
  int takeRequests() {
    return requests.getAndSet(0);
  }

  String address(String path) {
    return http.settings().base() + path;
  }

  /// All hosts and services that are taken.
  List<Checked> checked() throws SourceException, InterruptedException {
    var all = new ArrayList<Checked>();
    for (var kind : List.of("hosts", "services"))
      objects(kind, hosts, Map.of(), Checked.ATTRIBUTES, each -> all.add(Checked.of(each)));
    all.removeIf(each -> each.key().isEmpty());
    return all;
  }

  /// Those of them with these keys, as they are now.
  List<Checked> checked(List<String> keys) throws SourceException, InterruptedException {
    var some = new ArrayList<Checked>();
    for (var key : keys) {
      var type = Target.of(key);
      objects(
          type.objects(),
          type.filter(),
          type.variables(),
          Checked.ATTRIBUTES,
          each -> some.add(Checked.of(each)));
    }
    return some;
  }

  void objects(
      String kind,
      String filter,
      Map<String, Object> variables,
      List<String> attributes,
      Consumer<Node> each)
      throws SourceException, InterruptedException {
    var question = new LinkedHashMap<String, Object>();
    question.put("attrs", attributes);
    if (!filter.isEmpty()) question.put("filter", filter);
    if (!variables.isEmpty()) question.put("filter_vars", variables);
    var ask = Ask.json("POST", "/v1/objects/" + kind, Json.object(question)).with(READING);
    requests.incrementAndGet();
    var answer = http.ask(ask);
    skew = answer.skew();
    results(answer, each);
  }

  private static void results(Answer answer, Consumer<Node> each) throws SourceException {
    boolean[] seen = {false};
    answer.json(
        parser -> {
          Json.object(
              parser,
              name -> {
                if (!name.equals("results")) return;
                seen[0] = true;
                Json.array(parser, () -> each.accept(Node.read(parser)));
              });
          if (!seen[0]) throw Json.unexpected(parser, "\"results\"");
          return true;
        });
  }

  /// One result an object: its `code`, `status` and, where something was made, its `name`. An
  /// object that is not there and a right that is missing give the same answer.
  List<Node> act(String action, String body) throws SourceException, InterruptedException {
    var answer = http.ask(Ask.json("POST", "/v1/actions/" + action, body), 404, 409, 500);
    if (answer.status() == 404)
      throw new SourceException(
          "Icinga finds no such object, or this user may not do actions/" + action + " to it.",
          false,
          null);
    var results = new ArrayList<Node>();
    results(answer, results::add);
    return results;
  }

  LineStream events() throws SourceException, InterruptedException {
    requests.incrementAndGet();
    return http.stream(
        Ask.json("POST", "/v1/events", Json.object(Map.of("queue", queue, "types", EVENTS))));
  }

  /// What this user may do, in words.
  String permissions() throws SourceException, InterruptedException {
    var rights = new ArrayList<String>();
    results(
        http.ask(Ask.get("/v1", List.of())),
        each -> each.at("permissions").list().forEach(right -> rights.add(right.text())));
    boolean all = rights.contains("*");
    var lacking =
        List.of("objects/query/", "events/", "actions/").stream()
            .filter(need -> !all && rights.stream().noneMatch(right -> right.startsWith(need)))
            .collect(Collectors.joining(", "));
    return lacking.isEmpty() ? "Reading, events and actions are allowed." : "Lacks " + lacking;
  }

  void close() {
    http.close();
  }
}
