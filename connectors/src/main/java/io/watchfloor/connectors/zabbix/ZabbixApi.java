package io.watchfloor.connectors.zabbix;

import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.http.Http;
import io.watchfloor.connectors.http.Http.Ask;
import io.watchfloor.connectors.http.HttpForm;
import io.watchfloor.connectors.http.HttpSettings;
import io.watchfloor.connectors.http.Json;
import io.watchfloor.connectors.http.Node;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.source.Secrets;
import io.watchfloor.model.source.SourceException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// JSON-RPC: errors come with HTTP status 200, all numbers in quotes. Where the token goes depends
/// on the version, which is asked first and without it: in the body before 6.4, in the header from
/// 7.2 on, in between the header with the body as the way out where a web server strips it.
/// Thread-safe.
final class ZabbixApi {
  static final String PATH = "/api_jsonrpc.php";

  private final Http http;
  private final SourceSettings settings;
  private final Secrets secrets;
  private volatile Duration skew = Duration.ZERO;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile String session = "";
  private volatile int version;
  private volatile boolean inBody;

  ZabbixApi(SourceSettings settings, Opening opening) throws SourceException {
    this.settings = settings;
    this.secrets = opening.secrets();
    HttpSettings.of(settings, secrets, base(settings)); // names what is missing
    var plain = new HashMap<>(settings.values());
    if (!settings.text(HttpForm.AUTH, "").equals(HttpForm.BY_CERTIFICATE))
      plain.put(HttpForm.AUTH, List.of(HttpForm.NONE));
    var unsigned = new SourceSettings(settings.id(), settings.type(), settings.interval(), plain);
    this.http = new Http(HttpSettings.of(unsigned, secrets, base(settings)), opening.clock());
  }

  /// The address may end in the API's own page.
  private static String base(SourceSettings settings) {
    return settings.text(HttpForm.URL, "").strip().replaceAll("/api_jsonrpc\\.php$", "");
  }

  HttpSettings httpSettings() {
    return http.settings();
  }

  Duration skew() {
    return skew;
  }

  int takeRequests() {
    return requests.getAndSet(0);
  }

  /// Major × 100 + minor: 600 for 6.0.
  int version() throws SourceException, InterruptedException {
    if (version > 0) return version;
    var said = new String[] {""};
    send("apiinfo.version", List.of(), false, result -> said[0] = result.text());
    var parts = said[0].split("\\.");
    if (parts.length < 2 || !(parts[0] + parts[1]).matches("\\d{2,4}"))
      throw new SourceException(
          "This does not answer like Zabbix: its version is \"" + SafeText.words(said[0]) + "\".",
          true,
          null);
    version = Integer.parseInt(parts[0]) * 100 + Integer.parseInt(parts[1]);
    inBody = version < 604;
    return version;
  }

  /// Calls a method and hands over each element of its result, or the result itself.
  void call(String method, Object parameters, Consumer<Node> each)
      throws SourceException, InterruptedException {
    version();
    try {
      send(method, parameters, true, each);
    } catch (SourceException e) {
      boolean stripped = isUnauthorised(e) && version >= 604 && version < 702 && !inBody;
      boolean ended = isUnauthorised(e) && !session.isEmpty();
      if (!stripped && !ended) throw e;
      session = "";
      inBody |= stripped;
      send(method, parameters, true, each);
    }
  }

  private static boolean isUnauthorised(SourceException e) {
    return e.why().contains("(401)");
  }

  private void send(String method, Object parameters, boolean signed, Consumer<Node> each)
      throws SourceException, InterruptedException {
    var token = signed ? token() : Optional.<String>empty();
    var ask = Ask.json("POST", PATH, body(method, parameters, token.filter(_ -> inBody)));
    var headers = new HashMap<>(Map.of("Content-Type", "application/json-rpc"));
    if (!inBody) token.ifPresent(it -> headers.put("Authorization", "Bearer " + it));
    requests.incrementAndGet();
    try {
      var answer = http.ask(ask.with(headers));
      skew = answer.skew();
      var failure = answer.json(parser -> read(parser, each));
      if (failure.isThere()) throw refusal(method, failure);
    } catch (SourceException e) {
      throw token.isPresent() && e.why().contains(token.get())
          ? new SourceException(
              e.why().replace(token.get(), "***"), e.retryable(), e.retryAfter().orElse(null), null)
          : e;
    }
  }

  static String body(String method, Object parameters, Optional<String> token) {
    var call = new LinkedHashMap<String, Object>();
    call.put("jsonrpc", "2.0");
    call.put("method", method);
    call.put("params", parameters);
    token.ifPresent(it -> call.put("auth", it));
    call.put("id", 1);
    return Json.object(call);
  }

  /// The member `error`, or nothing after all of `result` was handed over.
  private static Node read(tools.jackson.core.JsonParser parser, Consumer<Node> each)
      throws SourceException {
    var failure = new Node[] {Node.MISSING};
    boolean[] seen = {false};
    Json.object(
        parser,
        name -> {
          if (name.equals("error")) failure[0] = Node.read(parser);
          if (!name.equals("result")) return;
          seen[0] = true;
          if (parser.currentToken() == tools.jackson.core.JsonToken.START_ARRAY)
            Json.array(parser, () -> each.accept(Node.read(parser)));
          else each.accept(Node.read(parser));
        });
    if (!seen[0] && !failure[0].isThere()) throw Json.unexpected(parser, "\"result\"");
    return failure[0];
  }

  private SourceException refusal(String method, Node error) {
    var words = SafeText.words(error.text("message") + " " + error.text("data"));
    boolean unauthorised =
        words.contains("Not authori") || words.contains("re-login") || words.contains("Session ");
    if (unauthorised)
      return new SourceException(
          "Zabbix does not let us in (401): check the token or password"
              + (version >= 702 ? ", and that the web server passes Authorization on" : "")
              + ". It says: "
              + words,
          false,
          null);
    boolean forbidden = words.contains("No permissions");
    return new SourceException(
        "Zabbix does not do " + method + (forbidden ? " for this user (403)" : "") + ": " + words,
        !forbidden,
        null);
  }

  private Optional<String> token() throws SourceException, InterruptedException {
    return switch (settings.text(HttpForm.AUTH, HttpForm.NONE)) {
      case HttpForm.BEARER ->
          secrets.get(settings.secretKey(HttpForm.TOKEN)).map(it -> it.reveal().strip());
      case HttpForm.BASIC -> {
        if (session.isEmpty()) logIn();
        yield Optional.of(session);
      }
      default -> Optional.empty();
    };
  }

  private void logIn() throws SourceException, InterruptedException {
    var password = secrets.get(settings.secretKey(HttpForm.PASSWORD)).map(Secrets.Secret::reveal);
    var who = new LinkedHashMap<String, Object>();
    who.put("username", settings.text(HttpForm.USER, ""));
    who.put("password", password.orElse(""));
    send("user.login", who, false, result -> session = result.text());
  }

  void close() {
    http.close();
  }
}
