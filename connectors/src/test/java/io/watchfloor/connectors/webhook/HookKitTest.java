package io.watchfloor.connectors.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.Certificates;
import io.watchfloor.connectors.ListenerKit;
import io.watchfloor.connectors.SourceType;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.SourceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Webhooks keep the kit's promises, and what is their own: signatures, replays, both formats.
final class HookKitTest extends ListenerKit {
  private static final String SECRET = "hook-canary-31c9a5e7";
  private static final String GOOD =
      "{\"id\":\"42\",\"title\":\"Disk is"
          + " full\",\"host\":\"db1\",\"severity\":\"high\",\"status\":\"open\"}";

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void storeSecret() {
    secrets.put("kit/secret", new Secret(SECRET));
  }

  @Override
  protected SourceType type() {
    return new HookType();
  }

  @Override
  protected Map<String, List<String>> settings() {
    return Map.of();
  }

  @Override
  protected void send(int port) throws Exception {
    assertEquals(200, signed(port, GOOD.getBytes(StandardCharsets.UTF_8)).statusCode());
  }

  @Override
  protected void sendRaw(int port, byte[] bytes) throws Exception {
    try {
      signed(port, bytes);
    } catch (IOException e) {
      // closed on us, as it may
    }
  }

  @Override
  protected boolean isUdp() {
    return false;
  }

  @Override
  protected boolean isGood(Signal signal) {
    return signal instanceof Alert alert && alert.fingerprint().equals("42");
  }

  private HttpResponse<String> signed(int port, byte[] body) throws Exception {
    var time = String.valueOf(now().getEpochSecond());
    return post(port, body, sign(time, body));
  }

  private static Map<String, String> sign(String time, byte[] body) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
    var hex = HexFormat.of().formatHex(mac.doFinal(body));
    return Map.of("X-Signature-256", "sha256=" + hex, "X-Signature-Timestamp", time);
  }

  private HttpResponse<String> post(int port, byte[] body, Map<String, String> headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/hook"))
            .POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(int port, String body) throws Exception {
    return post(port, body.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  private static final Map<String, String> OPEN = Map.of("access", "none");

  // Who may post

  @Test
  void onlyWhoSignsIsHeardAndARefusalTellsNothing() throws Exception {
    int port = freePort();
    try (var source = source(port, Map.of())) {
      source.open(this::take);
      var body = GOOD.getBytes(StandardCharsets.UTF_8);
      var time = String.valueOf(now().getEpochSecond());
      var right = sign(time, body);
      var forged = new HashMap<>(right);
      forged.put("X-Signature-256", "sha256=" + "0".repeat(64));
      var other = sign(time, "{}".getBytes(StandardCharsets.UTF_8));
      var late = sign(String.valueOf(now().getEpochSecond() - 301), body);
      for (var headers : List.of(Map.<String, String>of(), forged, other, late)) {
        var answer = post(port, body, headers);
        assertEquals(401, answer.statusCode());
        assertFalse(answer.body().contains(SECRET));
      }
      assertTrue(heard.isEmpty());
      var notices = pull(source).notices().toString();
      assertTrue(notices.contains("1 requests were not signed"), notices);
      assertTrue(notices.contains("2 requests had a signature that is not ours"), notices);
      assertTrue(notices.contains("1 requests had no time within"), notices);
      assertFalse(notices.contains(SECRET));
      assertEquals(200, post(port, body, right).statusCode());
    }
  }

  @Test
  void sameSignedRequestIsTakenOnce() throws Exception {
    int port = freePort();
    try (var source = source(port, Map.of())) {
      source.open(this::take);
      var body = GOOD.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 3; i++) assertEquals(200, signed(port, body).statusCode());
      assertEquals(1, heard.size());
      assertTrue(pull(source).notices().toString().contains("2 requests were sent again"));
    }
  }

  @Test
  void requestThatCouldNotBeStoredMayBeSentAgain() throws Exception {
    int port = freePort();
    var full = new AtomicBoolean(true);
    try (var source = source(port, Map.of())) {
      source.open(
          signals -> {
            if (full.get()) throw new SourceException("too much", true, null);
            take(signals);
          });
      var body = GOOD.getBytes(StandardCharsets.UTF_8);
      var refused = signed(port, body);
      assertEquals(503, refused.statusCode());
      assertEquals("5", refused.headers().firstValue("Retry-After").orElseThrow());
      full.set(false);
      assertEquals(200, signed(port, body).statusCode());
      assertEquals(1, heard.size());
    }
  }

  @Test
  void bodyAloneMayBeSignedAsGitHubDoes() throws Exception {
    int port = freePort();
    var github =
        Map.of("signatureHeader", "X-Hub-Signature-256", "timeHeader", "-", "becomes", "change");
    try (var source = source(port, github)) {
      source.open(this::take);
      var body = "{\"title\":\"Release 1.9.0\",\"release\":\"1.9.0\",\"service\":\"catalogue\"}";
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      var hex = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
      var answer =
          post(
              port,
              body.getBytes(StandardCharsets.UTF_8),
              Map.of("X-Hub-Signature-256", "sha256=" + hex));
      assertEquals(200, answer.statusCode());
      var change = (Change) await(Change.class::isInstance);
      assertEquals("1.9.0", change.version());
      assertEquals("catalogue", change.entity().name());
    }
  }

  @Test
  void tokenIsEnoughWhereThatIsChosen() throws Exception {
    int port = freePort();
    try (var source = source(port, Map.of("access", "bearer"))) {
      source.open(this::take);
      assertEquals(401, post(port, GOOD).statusCode());
      var body = GOOD.getBytes(StandardCharsets.UTF_8);
      assertEquals(
          401, post(port, body, Map.of("Authorization", "Bearer " + SECRET + "x")).statusCode());
      assertEquals(200, post(port, body, Map.of("Authorization", "Bearer " + SECRET)).statusCode());
    }
  }

  @Test
  void withoutASecretOnlyThisMachineOrNamedSendersAreHeard() throws Exception {
    var everybody = new HashMap<>(OPEN);
    everybody.put("address", "0.0.0.0");
    var error = assertThrows(SourceException.class, () -> source(1, everybody));
    assertTrue(error.why().startsWith("access:"), error.why());
    everybody.put("senders", "10.0.0.0/8");
    source(1, everybody).close();
    secrets.remove("kit/secret");
    assertTrue(
        assertThrows(SourceException.class, () -> source(1, Map.of())).why().startsWith("secret:"));
  }

  // What it takes

  @Test
  void whatIsNoPostHereIsRefusedWithItsReason() throws Exception {
    int port = freePort();
    try (var source = source(port, OPEN)) {
      source.open(this::take);
      var uri = URI.create("http://127.0.0.1:" + port + "/elsewhere");
      assertEquals(
          405,
          client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode());
      var elsewhere = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(GOOD)).build();
      assertEquals(404, client.send(elsewhere, BodyHandlers.discarding()).statusCode());
      assertEquals(400, post(port, "{\"cut\":").statusCode());
      assertEquals(400, post(port, "{} {}").statusCode());
      assertEquals(400, post(port, "[".repeat(50_000)).statusCode());
      assertEquals(
          415,
          post(port, GOOD.getBytes(StandardCharsets.UTF_8), Map.of("Content-Encoding", "br"))
              .statusCode());
      assertTrue(heard.isEmpty());
      assertTrue(pull(source).notices().size() >= 4);
    }
  }

  @Test
  void packedPostIsTakenAndAPackedBombIsNot() throws Exception {
    int port = freePort();
    try (var source = source(port, OPEN)) {
      source.open(this::take);
      var gzip = Map.of("Content-Encoding", "gzip");
      assertEquals(
          200, post(port, packed(GOOD.getBytes(StandardCharsets.UTF_8), 1), gzip).statusCode());
      assertEquals(413, post(port, packed(new byte[1024 * 1024], 64), gzip).statusCode());
      awaitNotice(source, "longer than 32 MiB");
    }
  }

  private static byte[] packed(byte[] part, int times) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      for (int i = 0; i < times; i++) gzip.write(part);
    }
    return packed.toByteArray();
  }

  @Test
  void tooManyAtOnceAreToldToWait() throws Exception {
    int port = freePort();
    var open = new CountDownLatch(1);
    try (var source = source(port, OPEN)) {
      source.open(
          signals -> {
            open.await();
            take(signals);
          });
      var answers = new ArrayList<java.util.concurrent.CompletableFuture<HttpResponse<String>>>();
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/hook"))
              .POST(BodyPublishers.ofString(GOOD))
              .build();
      for (int i = 0; i < 40; i++) answers.add(client.sendAsync(request, BodyHandlers.ofString()));
      awaitNotice(source, "at once; told to wait");
      open.countDown();
      int taken = 0;
      for (var answer : answers) if (answer.get(20, TimeUnit.SECONDS).statusCode() == 200) taken++;
      assertTrue(taken >= 16 && taken < 40, "taken " + taken);
    }
  }

  @Test
  void tlsIsSpokenWithOurCertificate() throws Exception {
    var made = Certificates.get();
    secrets.put("kit/certificatePassword", new Secret(made.password()));
    var tls = new HashMap<>(OPEN);
    tls.put("transport", "https");
    tls.put("certificate", made.keys("good").toString());
    int port = freePort();
    try (var source = source(port, tls);
        var secure = HttpClient.newBuilder().sslContext(made.trusting()).build()) {
      source.open(this::take);
      var request =
          HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/hook"))
              .POST(BodyPublishers.ofString(GOOD))
              .build();
      assertEquals(200, secure.send(request, BodyHandlers.ofString()).statusCode());
      await(this::isGood);
    }
  }

  // What it makes of it

  @Test
  void alertmanagersOwnPostIsKnownByItself() throws Exception {
    int port = freePort();
    var recorded = Files.readString(Path.of("src/test/resources/webhook/alertmanager.json"));
    try (var source = source(port, OPEN)) {
      source.open(this::take);
      assertEquals(200, post(port, recorded).statusCode());
      var firing = (Alert) await(it -> it instanceof Alert a && a.state() == Alert.State.FIRING);
      assertEquals("fc06241b160e86af", firing.fingerprint());
      assertEquals("DependencySlow", firing.name());
      assertEquals("payment", firing.entity().name());
      assertEquals(Severity.WARNING, firing.severity());
      assertEquals(Instant.parse("2026-11-22T07:04:51.786Z"), firing.startsAt());
      assertTrue(firing.endsAt().isEmpty(), "the year 1 is no end");
      var over = (Alert) await(it -> it instanceof Alert a && a.state() == Alert.State.RESOLVED);
      assertEquals(Instant.parse("2026-11-22T07:06:00Z"), over.endsAt().orElseThrow());
      assertTrue(pull(source).notices().toString().contains("3 alerts were left out"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"title\":\"t\",\"host\":\"h\",\"severity\":\"P1\"}|h|CRITICAL|FIRING",
        "{\"summary\":\"t\",\"labels\":{\"service\":\"s\"},\"status\":\"Recovered\"}|s|WARNING|RESOLVED",
        "{\"rule\":{\"name\":\"t\"},\"tags\":{\"service\":\"s\"},\"level\":\"ok\"}|s|OK|RESOLVED",
        "{\"message\":\"t\",\"priority\":5}|''|WARNING|FIRING",
      })
  void usualPlacesOfOtherSystemsAreTried(
      String body, String entity, Severity severity, Alert.State state) throws Exception {
    int port = freePort();
    try (var source = source(port, OPEN)) {
      source.open(this::take);
      assertEquals(200, post(port, body).statusCode());
      var alert = (Alert) await(Alert.class::isInstance);
      assertEquals("t", alert.name());
      assertEquals(entity.replace("''", ""), alert.entity().name());
      assertEquals(severity, alert.severity());
      assertEquals(state, alert.state());
    }
  }

  @Test
  void pathsSayWhereThingsStandAndTheEndFindsItsAlert() throws Exception {
    int port = freePort();
    var paths = new HashMap<>(OPEN);
    paths.putAll(
        Map.of(
            "items", "data.list",
            "title", "what",
            "entity", "where.0.name",
            "state", "how",
            "overWords", "vorbei",
            "time", "when"));
    try (var source = source(port, paths)) {
      source.open(this::take);
      var when = now().minusSeconds(3600).getEpochSecond();
      var body =
          "{\"data\":{\"list\":[{\"what\":\"zu"
              + " heiß\",\"where\":[{\"name\":\"rack7\"}],\"how\":\"%s\",\"when\":%d},{\"no\":\"title\"}]}}";
      post(port, body.formatted("da", when));
      post(port, body.formatted("vorbei", when));
      var first = (Alert) await(Alert.class::isInstance);
      var second = (Alert) await(Alert.class::isInstance);
      assertEquals("rack7", first.entity().name());
      assertEquals(Instant.ofEpochSecond(when), first.startsAt());
      assertEquals(now(), first.received());
      assertEquals(Alert.State.RESOLVED, second.state());
      assertEquals(first.fingerprint(), second.fingerprint());
      assertTrue(pull(source).notices().toString().contains("2 items had no title"));
    }
  }
}
