package io.watchfloor.connectors.zabbix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.FakeServer.Reply;
import io.watchfloor.connectors.FakeServer.Request;
import io.watchfloor.connectors.HttpSourceKit;
import io.watchfloor.connectors.Lab;
import io.watchfloor.connectors.SourceType;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.source.WriteBack.Act;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Zabbix keeps the kit's promises, and what is its own: where the token goes by version.
final class ZabbixKitTest extends HttpSourceKit {
  private static final Pattern METHOD = Pattern.compile("\"method\":\"([a-z.]+)\"");
  private static final Pattern TYPE = Pattern.compile("\"history\":(\\d)");
  private static final String REFUSED =
      "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32602,\"message\":\"Invalid"
          + " params.\",\"data\":\"%s\"},\"id\":1}";

  private String version = "";
  private boolean stripsHeader;

  @Override
  protected SourceType type() {
    return new ZabbixType();
  }

  @Override
  protected String recording() {
    return "zabbix/answers.txt";
  }

  @Override
  protected Map<String, List<String>> settings(URI url) {
    return Map.of("url", List.of(url.toString()), "firstFill", List.of("3m"));
  }

  @Override
  protected Real real() throws Exception {
    return new Real(
        URI.create(Lab.value("LAB_ZABBIX_URL").replace("/api_jsonrpc.php", "")),
        Map.of("auth", List.of("bearer")),
        Map.of("token", Lab.value("LAB_ZABBIX_TOKEN")));
  }

  @Override
  protected String key(Request request) {
    var method = METHOD.matcher(request.body());
    if (!method.find()) return "";
    var type = TYPE.matcher(request.body());
    var which =
        request.body().contains("\"monitored\"") && method.group(1).equals("trigger.get")
            ? " all"
            : "";
    return method.group(1) + (type.find() ? " " + type.group(1) : "") + which;
  }

  @Override
  protected String name() {
    return "catalogue";
  }

  /// As the published schema of this version demands; empty for the recorded one.
  @Override
  protected Reply answer(Request request) throws Exception {
    assertEquals("application/json-rpc", request.header("content-type"));
    assertEquals("/api_jsonrpc.php", request.path());
    boolean asksVersion = request.body().contains("apiinfo.version");
    boolean inHeader = !stripsHeader && !request.header("authorization").isEmpty();
    boolean inBody = request.body().contains("\"auth\":");
    if (asksVersion && (inHeader || inBody))
      return Reply.json(REFUSED.formatted("must be called without authorization"));
    if (version.isEmpty()) return recorded(request);
    if (asksVersion)
      return Reply.json("{\"jsonrpc\":\"2.0\",\"result\":\"" + version + "\",\"id\":1}");
    if (version.startsWith("7.4") && inBody)
      return Reply.json(
          REFUSED.formatted("Invalid parameter \\\"/\\\": unexpected parameter \\\"auth\\\"."));
    if (!inHeader && !(inBody && !version.startsWith("7.4")))
      return Reply.json(REFUSED.formatted("Not authorized."));
    return recorded(request);
  }

  private static Alert problem(Pull pull) {
    return pull.signals().stream()
        .filter(it -> it instanceof Alert alert && alert.name().contains("catalogue"))
        .map(Alert.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private Act act(Act.Kind kind, Alert alert) {
    return new Act(
        kind, List.of(alert), List.of(), "", "anna", "on it", now(), Duration.ofHours(1), true);
  }

  @Test
  void problemHasItsHostAndTheSourcesWordsAndItemsTheirValues() throws Exception {
    try (var source = open(opening())) {
      var pull = pull(source, Cursor.START);
      var alert = problem(pull);
      assertEquals("catalogue", alert.labels().value("host"));
      assertEquals("catalogue", alert.entity().name());
      assertEquals("high", alert.sourceState());
      var types =
          pull.signals().stream()
              .filter(
                  it -> it instanceof Samples some && some.labels().value("host").equals("cart"))
              .map(it -> it.labels().metric())
              .toList();
      assertTrue(
          types.contains("shop_mem") && types.contains("net_tcp_service_perf"), types::toString);
    }
  }

  @ParameterizedTest
  @CsvSource({"6.0.14,false", "6.4.3,false", "7.0.5,false", "7.0.5,true", "7.4.0,false"})
  void tokenGoesWhereTheVersionTakesIt(String versionSaid, boolean strips) throws Exception {
    version = versionSaid;
    stripsHeader = strips;
    secrets.put("kit/token", new Secret("tok-en"));
    try (var source = open(server.url(), Map.of("auth", "bearer"))) {
      assertFalse(pull(source, Cursor.START).signals().isEmpty());
    }
  }

  @Test
  void strippedTokenOfANewVersionIsSaidWithWhatToDo() throws Exception {
    version = "7.4.0";
    stripsHeader = true;
    secrets.put("kit/token", new Secret("tok-en-canary"));
    try (var source = open(server.url(), Map.of("auth", "bearer"))) {
      var error = assertThrows(SourceException.class, () -> pull(source, Cursor.START));
      assertTrue(error.why().contains("web server passes Authorization on"), error.why());
      assertFalse(error.why().contains("tok-en-canary"));
      assertFalse(error.retryable());
    }
  }

  @Test
  void acknowledgingIsNeverClosing() throws Exception {
    try (var source = open(opening())) {
      var alert = problem(pull(source, Cursor.START));
      server.forgetRequests();
      var preview = source.writeBacks().getFirst().preview(act(Act.Kind.ACKNOWLEDGE, alert));
      assertTrue(server.requests().stream().noneMatch(it -> it.body().contains("acknowledge\",")));
      assertTrue(preview.requests().getFirst().contains("\"action\":6"), preview::toString);
      assertEquals(
          List.of(alert.fingerprint()), preview.caught().stream().map(Alert::fingerprint).toList());
    }
  }

  @Test
  void downtimeBefore62IsAMaintenanceNarrowedToTheTagsAndAfterItTheOneProblem() throws Exception {
    try (var source = open(opening())) {
      var alert = problem(pull(source, Cursor.START));
      var old = source.writeBacks().getFirst().preview(act(Act.Kind.DOWNTIME, alert)).requests();
      assertTrue(old.getFirst().contains("\"method\":\"maintenance.create\""), old::toString);
      assertTrue(old.getFirst().contains("\"tag\":\"service\""), old::toString);
    }
    version = "7.0.5";
    secrets.put("kit/token", new Secret("tok-en"));
    try (var source = open(server.url(), Map.of("auth", "bearer"))) {
      var alert = problem(pull(source, Cursor.START));
      var request =
          source
              .writeBacks()
              .getFirst()
              .preview(act(Act.Kind.DOWNTIME, alert))
              .requests()
              .getFirst();
      assertTrue(request.contains("\"action\":36") && request.contains("suppress_until"), request);
      assertFalse(request.contains("tok-en"));
    }
  }

  @Test
  void problemThatMayNotBeClosedByHandIsNotTried() throws Exception {
    server.fault(
        (server, request, healthy, out) -> {
          var text = healthy.text().replace("\"manual_close\":\"1\"", "\"manual_close\":\"0\"");
          var reply = healthy.with(text);
          server.write(out, 200, reply.headers(), reply.body().length);
          out.write(reply.body());
        });
    try (var source = open(opening())) {
      var alert = problem(pull(source, Cursor.START));
      var error =
          assertThrows(
              SourceException.class,
              () -> source.writeBacks().getFirst().preview(act(Act.Kind.CLOSE, alert)));
      assertTrue(error.why().contains("does not allow to close"), error.why());
    }
  }
}
