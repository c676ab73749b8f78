package io.watchfloor.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An Alertmanager on loopback, as strict as the real one about what it is sent: JSON only with its
/// content type (415), a silence needs matchers, both times, an author and a comment (400), an
/// unknown path is 404, a wrong method 405, and with a password nothing is told without it (401).
final class FakeAlertmanager implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant STARTED = Instant.parse("2026-11-01T00:00:00Z");

  private final Map<String, JsonNode> silences = new LinkedHashMap<>();
  private final List<Map<String, String>> alerts = new ArrayList<>();
  private final Instant since = Instant.now().minusSeconds(60);
  private final AtomicBoolean away = new AtomicBoolean();
  private final HttpServer server;
  private final String password;

  /// @param password asked for with the name `watchfloor`; empty: nobody is asked
  FakeAlertmanager(String password) throws IOException {
    this.password = password;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized void fire(String name, String service, String severity) {
    alerts.add(Map.of("alertname", name, "service", service, "severity", severity));
  }

  synchronized int silences() {
    return silences.size();
  }

  synchronized String comments() {
    return String.join(
        ", ", silences.values().stream().map(it -> it.path("comment").asString("")).toList());
  }

  /// From now on it answers nobody (503), until it is back.
  void away(boolean on) {
    away.set(on);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      if (away.get()) {
        tell(exchange, 503, "\"no mesh\"");
        return;
      }
      if (!isSignedIn(exchange)) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"shop\"");
        tell(exchange, 401, "Unauthorized");
        return;
      }
      route(exchange, body);
    }
  }

  private boolean isSignedIn(HttpExchange exchange) {
    if (password.isEmpty()) return true;
    var right =
        Base64.getEncoder()
            .encodeToString(("watchfloor:" + password).getBytes(StandardCharsets.UTF_8));
    return ("Basic " + right).equals(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  private synchronized void route(HttpExchange exchange, byte[] body) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var method = exchange.getRequestMethod();
    if (path.equals("/api/v2/status") && method.equals("GET"))
      tell(
          exchange,
          200,
          "{\"uptime\":\"" + STARTED + "\",\"versionInfo\":{\"version\":\"0.27.0\"}}");
    else if (path.equals("/api/v2/alerts") && method.equals("GET"))
      tell(exchange, 200, JSON.writeValueAsString(alerts.stream().map(this::listed).toList()));
    else if (path.equals("/api/v2/silences") && method.equals("GET"))
      tell(exchange, 200, JSON.writeValueAsString(silences.values()));
    else if (path.equals("/api/v2/silences") && method.equals("POST")) post(exchange, body);
    else if (path.startsWith("/api/v2/silence/")) silence(exchange, path.substring(16), method);
    else tell(exchange, path.startsWith("/api/v2/") ? 405 : 404, "{\"code\":404}");
  }

  private void post(HttpExchange exchange, byte[] body) throws IOException {
    var type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type == null || !type.startsWith("application/json")) {
      tell(exchange, 415, "{\"code\":415,\"message\":\"unsupported media type\"}");
      return;
    }
    var silence = JSON.readTree(body);
    boolean isWhole =
        !silence.path("matchers").isEmpty()
            && List.of("startsAt", "endsAt", "createdBy", "comment").stream()
                .noneMatch(field -> silence.path(field).asString("").isEmpty());
    if (!isWhole) {
      tell(exchange, 400, "\"invalid silence\"");
      return;
    }
    var id = UUID.randomUUID().toString();
    var kept = (tools.jackson.databind.node.ObjectNode) silence;
    kept.put("id", id).putObject("status").put("state", "active");
    silences.put(id, kept);
    tell(exchange, 200, "{\"silenceID\":\"" + id + "\"}");
  }

  private void silence(HttpExchange exchange, String id, String method) throws IOException {
    var known = silences.get(id);
    if (known == null) tell(exchange, 404, "");
    else if (method.equals("GET")) tell(exchange, 200, JSON.writeValueAsString(known));
    else if (method.equals("DELETE")) {
      silences.remove(id);
      tell(exchange, 200, "");
    } else tell(exchange, 405, "");
  }

  private Map<String, Object> listed(Map<String, String> labels) {
    var by =
        silences.entrySet().stream()
            .filter(entry -> matches(entry.getValue(), labels))
            .map(Map.Entry::getKey)
            .toList();
    return Map.of(
        "labels",
        labels,
        "annotations",
        Map.of("summary", labels.get("alertname") + " of " + labels.get("service")),
        "fingerprint",
        String.format("%016x", labels.hashCode()),
        "startsAt",
        since.toString(),
        "updatedAt",
        Instant.now().toString(),
        "endsAt",
        Instant.now().plusSeconds(300).toString(),
        "receivers",
        List.of(Map.of("name", "ops")),
        "status",
        Map.of(
            "state",
            by.isEmpty() ? "active" : "suppressed",
            "silencedBy",
            by,
            "inhibitedBy",
            List.of()));
  }

  private static boolean matches(JsonNode silence, Map<String, String> labels) {
    for (var matcher : silence.path("matchers"))
      if (!matcher
          .path("value")
          .asString("")
          .equals(labels.getOrDefault(matcher.path("name").asString(""), ""))) return false;
    return true;
  }

  private static void tell(HttpExchange exchange, int status, String text) {
    try {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) exchange.getResponseBody().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
