package io.watchfloor.connectors.nagios;

import io.watchfloor.connectors.http.Http;
import io.watchfloor.connectors.http.Http.Ask;
import io.watchfloor.connectors.http.Json;
import io.watchfloor.connectors.http.Node;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.source.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/// The JSON CGIs. Each answer says how old the core's data are: a core that has ended leaves its
/// last word standing, and that is not taken for the present. Thread-safe.
final class NagiosApi {
  private static final Duration TOO_OLD = Duration.ofMinutes(2);
  private static final int PAGE = 500;
  private static final int MOST_PAGES = 20;

  private final Http http;
  private volatile Duration skew = Duration.ZERO;
  private final AtomicInteger requests = new AtomicInteger();

  NagiosApi(Http http) {
    this.http = http;
  }

  Http http() {
    return http;
  }

  Duration skew() {
    return skew;
  }

  int takeRequests() {
    return requests.getAndSet(0);
  }

  /// Reads `data`, the parser on its first token.
  @FunctionalInterface
  interface Data {
    void read(JsonParser parser) throws SourceException;
  }

  /// Asks and reads the member `name` of `data`; the answer's own refusal becomes an error.
  void ask(
      String cgi, String query, Map<String, String> more, String name, boolean fresh, Data data)
      throws SourceException, InterruptedException {
    var parameters = new ArrayList<Map.Entry<String, String>>();
    parameters.add(Map.entry("query", query));
    more.forEach((key, value) -> parameters.add(Map.entry(key, value)));
    requests.incrementAndGet();
    var answer = http.ask(Ask.get("/" + cgi, parameters));
    skew = answer.skew();
    answer.json(
        parser -> {
          boolean[] seen = {false};
          Json.object(
              parser,
              member -> {
                if (member.equals("result")) check(Node.read(parser), fresh);
                if (!member.equals("data")) return;
                Json.object(
                    parser,
                    field -> {
                      if (!field.equals(name)) return;
                      seen[0] = true;
                      data.read(parser);
                    });
              });
          if (!seen[0]) throw Json.unexpected(parser, "\"" + name + "\"");
          return true;
        });
  }

  private static void check(Node result, boolean fresh) throws SourceException {
    if (result.whole("type_code", 0) != 0)
      throw new SourceException(
          "Nagios says: " + SafeText.words(result.text("type_text") + " " + result.text("message")),
          true,
          null);
    if (!fresh) return;
    var asked = result.millis("query_time", Instant.EPOCH);
    var age = Duration.between(result.millis("last_data_update", asked), asked);
    if (age.compareTo(TOO_OLD) > 0)
      throw new SourceException(
          "The data of Nagios are " + age.toSeconds() + " s old. Is its core running?", true, null);
  }

  String version() throws SourceException, InterruptedException {
    var version = new String[] {""};
    ask(
        "statusjson.cgi",
        "programstatus",
        Map.of(),
        "programstatus",
        true,
        parser -> version[0] = SafeText.words(Node.read(parser).text("version")));
    return version[0];
  }

  /// All hosts and services.
  List<Checked> checked() throws SourceException, InterruptedException {
    var all = new ArrayList<Checked>();
    var details = Map.of("details", "true");
    ask(
        "statusjson.cgi",
        "hostlist",
        details,
        "hostlist",
        true,
        parser ->
            Json.object(parser, host -> all.add(Checked.of(label(host), "", Node.read(parser)))));
    ask(
        "statusjson.cgi",
        "servicelist",
        details,
        "servicelist",
        true,
        parser ->
            Json.object(
                parser,
                host ->
                    Json.object(
                        parser,
                        service ->
                            all.add(Checked.of(label(host), label(service), Node.read(parser))))));
    return all;
  }

  private static String label(String text) {
    return SafeText.cut(text, SafeText.LABEL);
  }

  /// One of them as it is now; null where there is none.
  @Nullable Checked checked(String host, String service)
      throws SourceException, InterruptedException {
    var found = new ArrayList<Checked>();
    var which =
        service.isEmpty()
            ? Map.of("hostname", host)
            : Map.of("hostname", host, "servicedescription", service);
    var query = service.isEmpty() ? "host" : "service";
    ask(
        "statusjson.cgi",
        query,
        which,
        query,
        true,
        parser -> found.add(Checked.of(host, service, Node.read(parser))));
    return found.isEmpty() ? null : found.getFirst();
  }

  /// The archive's alerts from `from` to `to`, in pages. True where there are more than are taken.
  boolean archive(Instant from, Instant to, List<Node> into)
      throws SourceException, InterruptedException {
    for (int page = 0; page < MOST_PAGES; page++) {
      int before = into.size();
      ask(
          "archivejson.cgi",
          "alertlist",
          Map.of(
              "starttime", String.valueOf(from.getEpochSecond()),
              "endtime", String.valueOf(to.getEpochSecond()),
              "start", String.valueOf(page * PAGE),
              "count", String.valueOf(PAGE)),
          "alertlist",
          false,
          parser -> Json.array(parser, () -> into.add(Node.read(parser))));
      if (into.size() - before < PAGE) return false;
    }
    return true;
  }

  void close() {
    http.close();
  }
}
