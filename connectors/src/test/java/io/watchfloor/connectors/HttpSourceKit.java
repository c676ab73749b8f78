package io.watchfloor.connectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.watchfloor.connectors.FakeServer.Fault;
import io.watchfloor.connectors.FakeServer.Reply;
import io.watchfloor.connectors.FakeServer.Request;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every source over HTTP promises besides [SourceKit]: how it bears refusals, cut and giant
/// answers, slow servers, bad certificates and hostile names. A connector gives its type, its
/// recorded answers and the settings that lead to a server; the kit makes the server bad.
public abstract class HttpSourceKit extends SourceKit {
  private static final String TOKEN = "kit-canary-7c1f0e5a9d";

  protected FakeServer server;
  private final List<FakeServer> others = new ArrayList<>();
  private Answered answers;

  protected abstract SourceType type();

  /// Where its recorded answers are, below the test resources.
  protected abstract String recording();

  /// The settings that lead to `url`, without signing in.
  protected abstract Map<String, List<String>> settings(URI url);

  /// The lab's real server and how to sign in there, for recording.
  protected abstract Real real() throws Exception;

  /// Which recorded answer a request gets; requests that differ only in times are the same.
  protected abstract String key(Request request);

  /// A name that stands in the recorded answers and comes out in labels.
  protected abstract String name();

  /// Further settings of the real server, and its secrets by field.
  public record Real(URI url, Map<String, List<String>> settings, Map<String, String> secrets) {}

  @BeforeEach
  void startServer() throws Exception {
    if (Boolean.getBoolean("record")) return;
    answers = Answered.of(recording(), this::key);
    server = FakeServer.start(this::answer, this::now);
  }

  /// Recorded answers; a connector that needs more than them overrides this.
  protected Reply answer(Request request) throws Exception {
    return answers.reply(request);
  }

  /// The answer to somebody whose certificate was taken.
  protected Reply certified(Request request) throws Exception {
    return answer(request);
  }

  protected final Reply recorded(Request request) throws Exception {
    return answers.reply(request);
  }

  @AfterEach
  void stopServers() throws Exception {
    if (server == null) return;
    server.close();
    for (var other : others) other.close();
    assertEquals(List.of(), server.mistakes());
  }

  @Override
  protected Instant start() {
    return answers.at();
  }

  @Override
  protected Source open(Opening opening) throws Exception {
    return open(server.url(), Map.of());
  }

  /// With quick time limits and a small cap, so that faults show soon.
  protected final Source open(URI url, Map<String, String> more) throws SourceException {
    return type().open(source(url, more), opening());
  }

  protected final SourceSettings source(URI url, Map<String, String> more) {
    var values = new HashMap<>(settings(url));
    values.putIfAbsent("timeout", List.of("20s"));
    more.forEach((key, value) -> values.put(key, List.of(value)));
    return new SourceSettings(new SourceId("kit"), type().name(), Duration.ofSeconds(5), values);
  }

  private FakeServer other(FakeServer made) {
    others.add(made);
    return made;
  }

  private SourceException refused(Source source) {
    return assertThrows(SourceException.class, () -> pull(source, Cursor.START));
  }

  private SourceException refused(Fault fault, Map<String, String> more) throws Exception {
    server.fault(fault);
    try (var source = open(server.url(), more)) {
      return refused(source);
    }
  }

  // What it asks

  @Test
  void requestsAreCountedAsTheyAre() throws Exception {
    try (var source = open(opening())) {
      var first = pull(source, Cursor.START);
      server.forgetRequests();
      var second = pull(source, first.next());
      assertEquals(server.requests().size(), second.requests());
    }
  }

  @Test
  void manyPullsKeepFewConnectionsAndThreads() throws Exception {
    try (var source = open(opening())) {
      var cursor = pull(source, Cursor.START).next();
      int threads = Thread.activeCount();
      for (int i = 0; i < 60; i++) cursor = pull(source, cursor).next();
      assertTrue(server.openConnections() <= 8, () -> "connections " + server.openConnections());
      assertTrue(Thread.activeCount() <= threads + 4, () -> "threads " + Thread.activeCount());
    }
  }

  // Refusals

  @ParameterizedTest
  @CsvSource({
    "401,false",
    "403,false",
    "404,false",
    "429,true",
    "500,true",
    "502,true",
    "503,true"
  })
  void refusalIsToldWithItsStatusAndWhetherToTryAgain(int status, boolean again) throws Exception {
    secrets.put("kit/token", new Secret(TOKEN));
    var error = refused(Faults.status(status, Map.of()), signedIn());
    assertTrue(error.why().contains("(" + status + ")"), error.why());
    assertEquals(again, error.retryable(), error.why());
    assertFalse(chain(error).contains(TOKEN), () -> chain(error));
  }

  /// Settings that sign in with the token, where the connector has its own way it overrides them.
  protected Map<String, String> signedIn() {
    return Map.of("auth", "bearer");
  }

  private static String chain(Throwable error) {
    var text = new StringBuilder();
    for (Throwable at = error; at != null; at = at.getCause()) text.append(at).append('\n');
    return text.toString();
  }

  @Test
  void retryAfterIsReportedAndNotSleptOn() throws Exception {
    long began = System.nanoTime();
    var error = refused(Faults.status(429, Map.of("Retry-After", "17")), Map.of());
    assertEquals(Duration.ofSeconds(17), error.retryAfter().orElseThrow());
    assertTrue(System.nanoTime() - began < TimeUnit.SECONDS.toNanos(15));
  }

  @Test
  void redirectIsNotFollowed() throws Exception {
    var elsewhere = other(FakeServer.start(_ -> Reply.json("{}"), this::now));
    var error = refused(Faults.redirect(elsewhere.url() + "/"), Map.of());
    assertTrue(error.why().contains("points elsewhere"), error.why());
    assertEquals(List.of(), elsewhere.requests());
  }

  @Test
  void nobodyThereIsWorthAnotherTry() throws Exception {
    var gone = FakeServer.start(_ -> Reply.json("{}"), this::now);
    var url = gone.url();
    gone.close();
    try (var source = open(url, Map.of())) {
      assertTrue(refused(source).retryable());
    }
  }

  // Bad answers

  /// A pull either fails, or tells all that the whole answers tell: half an answer is none.
  @Test
  void cutAnswerIsNeverTakenForTheWhole() throws Exception {
    Cursor cursor;
    java.util.Set<String> alerts;
    try (var source = open(opening())) {
      var whole = pull(source, Cursor.START);
      cursor = whole.next();
      alerts = alerts(whole.signals());
    }
    int refusals = 0;
    for (int part = 0; part < 64; part++) {
      server.fault(Faults.cut(part, 64));
      try (var source = open(opening())) {
        var told = alerts(pull(source, cursor).signals());
        assertTrue(told.containsAll(alerts), "cut at " + part + "/64");
      } catch (SourceException e) {
        assertTrue(e.retryable(), e.why());
        refusals++;
      }
    }
    assertTrue(refusals > 32, "refused " + refusals + " of 64");
  }

  private static java.util.Set<String> alerts(List<Signal> signals) {
    return signals.stream()
        .filter(Alert.class::isInstance)
        .map(Alert.class::cast)
        .map(alert -> alert.fingerprint() + alert.state())
        .collect(java.util.stream.Collectors.toSet());
  }

  @Test
  void brokenConnectionIsWorthAnotherTry() throws Exception {
    assertTrue(refused(Faults.brokenOff(), Map.of()).retryable());
  }

  @Test
  void giantAnswerIsRefusedEarly() throws Exception {
    var sent = new AtomicLong();
    var error = refused(Faults.giant(sent), Map.of("largestAnswer", "1"));
    assertTrue(error.why().contains("1 MiB"), error.why());
    assertTrue(sent.get() < 64L * 1024 * 1024, () -> "took " + sent.get());
  }

  @Test
  void packedBombIsRefusedBeforeItIsUnpacked() throws Exception {
    var error = refused(Faults.bomb(64 * 1024 * 1024), Map.of("largestAnswer", "1"));
    assertTrue(error.why().contains("MiB"), error.why());
  }

  @Test
  void nestingWithoutEndIsRefused() throws Exception {
    refused(Faults.deep(100_000), Map.of());
  }

  @Test
  void everyPullAfterAFaultIsWholeAgain() throws Exception {
    try (var source = open(opening())) {
      var first = pull(source, Cursor.START);
      for (var fault :
          List.of(Faults.status(500, Map.of()), Faults.brokenOff(), Faults.cut(1, 2))) {
        server.fault(fault);
        assertThrows(SourceException.class, () -> pull(source, first.next()));
      }
      server.heal();
      var after = pull(source, first.next());
      assertTrue(alerts(after.signals()).containsAll(alerts(first.signals())));
    }
  }

  // Slow answers

  @Test
  void silentServerIsGivenUp() throws Exception {
    var error = refused(Faults.silent(), Map.of("timeout", "700ms"));
    assertTrue(error.retryable());
    assertTrue(error.why().contains("did not answer within 700 ms"), error.why());
  }

  @Test
  void drippingServerIsGivenUp() throws Exception {
    var error = refused(Faults.dripping(), Map.of("timeout", "900ms"));
    assertTrue(error.retryable(), error.why());
  }

  @Test
  void interruptEndsAPull() throws Exception {
    server.fault(Faults.silent());
    try (var source = open(opening())) {
      var task = new FutureTask<>(() -> source.pull(window(), Cursor.START));
      var thread = Thread.ofVirtual().start(task);
      while (server.requests().isEmpty()) TimeUnit.MILLISECONDS.sleep(5);
      thread.interrupt();
      var error =
          assertThrows(
              java.util.concurrent.ExecutionException.class, () -> task.get(10, TimeUnit.SECONDS));
      assertTrue(error.getCause() instanceof InterruptedException, () -> chain(error));
    }
  }

  // Clocks

  @ParameterizedTest
  @ValueSource(longs = {-86_400, -3_600, 3_600, 86_400})
  void otherClockIsMeasuredAndTold(long seconds) throws Exception {
    var shifted = other(FakeServer.start(this::answer, () -> now().plusSeconds(seconds)));
    try (var source = open(shifted.url(), Map.of())) {
      var pull = pull(source, Cursor.START);
      assertEquals(seconds, pull.skew().toSeconds(), 3);
      assertTrue(pull.notices().toString().contains("clock"), () -> pull.notices().toString());
      assertFalse(pull.next().upTo().isAfter(now()));
    }
  }

  // TLS and the way there

  @ParameterizedTest
  @CsvSource({
    "expired,expired",
    "elsewhere,another name",
    "selfsigned,nobody we trust",
    "unknown,nobody we trust"
  })
  void badCertificateIsRefusedAndNamed(String alias, String words) throws Exception {
    var made = Certificates.get();
    var tls = other(FakeServer.startTls(made.server(alias), false, this::answer, this::now));
    try (var source = open(tls.url(), Map.of("ca", made.authority().toString()))) {
      var error = refused(source);
      assertTrue(error.why().contains(words), error.why());
      assertFalse(error.retryable());
      assertEquals(List.of(), tls.requests());
    }
  }

  @Test
  void ownAuthorityIsTrustedOnlyWhenGiven() throws Exception {
    var made = Certificates.get();
    var tls = other(FakeServer.startTls(made.server("good"), false, this::answer, this::now));
    try (var source = open(tls.url(), Map.of())) {
      assertTrue(refused(source).why().contains("nobody we trust"));
    }
    try (var source = open(tls.url(), Map.of("ca", made.authority().toString()))) {
      assertFalse(pull(source, Cursor.START).signals().isEmpty());
    }
  }

  @Test
  void clientCertificateOpensTheDoor() throws Exception {
    var made = Certificates.get();
    var tls = other(FakeServer.startTls(made.server("good"), true, this::certified, this::now));
    var authority = made.authority().toString();
    try (var source = open(tls.url(), Map.of("ca", authority))) {
      refused(source);
    }
    secrets.put("kit/certificatePassword", new Secret(new String(Certificates.PASSWORD)));
    var client =
        Map.of("ca", authority, "auth", "certificate", "certificate", made.client().toString());
    try (var source = open(tls.url(), client)) {
      assertFalse(pull(source, Cursor.START).signals().isEmpty());
    }
  }

  @Test
  void proxyIsAskedInsteadOfTheServer() throws Exception {
    var away = URI.create("http://nowhere.invalid:8080");
    try (var source = open(away, Map.of("proxy", server.url().toString()))) {
      assertFalse(pull(source, Cursor.START).signals().isEmpty());
      assertFalse(server.requests().isEmpty());
    }
  }

  @Test
  void routePrefixStandsBeforeEveryPath() throws Exception {
    var below =
        other(
            FakeServer.start(
                request -> {
                  if (!request.path().startsWith("/deep/er/")) return Reply.text(404, "not here");
                  return answer(
                      new Request(
                          request.method(),
                          request.path().substring("/deep/er".length()),
                          request.query(),
                          request.headers(),
                          request.body()));
                },
                this::now));
    try (var source = open(URI.create(below.url() + "/deep/er"), Map.of())) {
      assertFalse(pull(source, Cursor.START).signals().isEmpty());
    }
  }

  // Hostile names

  static List<String> hostile() {
    return List.of(
        "<script>alert(1)</script><img src=x onerror=y>",
        "\u001b]0;owned\u0007\u001b[31mred",
        "; rm -rf / $(reboot) `id` | & > -n",
        "\u202eevil\u2066\u200fname",
        "nul\u0000and\u0001\u0085more",
        "' OR 1=1; DROP TABLE hosts; --",
        "=HYPERLINK(\"http://x\")",
        "line\r\nbreak\n\nforged",
        "${jndi:ldap://x/a} {{7*7}}",
        "../../../etc/passwd",
        "漢字 ü \uD83D\uDCA5",
        "x".repeat(1_000_000));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void hostileNameIsOnlyAText(String text) throws Exception {
    server.fault(Faults.replaced(name(), text));
    try (var source = open(opening())) {
      var told = pull(source, Cursor.START).signals();
      assertFalse(told.isEmpty());
      boolean whole = false;
      for (var signal : told) {
        assertTrue(signal.labels().toString().length() < 200_000);
        for (var value : signal.labels().map().values()) {
          assertTrue(value.length() <= 70_000);
          whole |= value.contains(text.substring(0, Math.min(text.length(), 1_000)));
        }
      }
      assertTrue(whole, "the name is lost");
    } catch (SourceException e) {
      fail(e);
    }
  }

  // Recording

  @Test
  @EnabledIfSystemProperty(named = "record", matches = "true")
  void recordRealAnswers() throws Exception {
    var real = real();
    real.secrets().forEach((field, secret) -> secrets.put("kit/" + field, new Secret(secret)));
    try (var forward = new Forward(real.url());
        var writer = new RecordingServer(this::key, forward)) {
      var values = new HashMap<>(settings(writer.url()));
      values.putAll(real.settings());
      var at = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
      var opening =
          new Opening(
              secrets,
              java.time.InstantSource.system(),
              io.watchfloor.model.topology.EntityRules.DEFAULT);
      var settings =
          new SourceSettings(new SourceId("kit"), type().name(), Duration.ofSeconds(5), values);
      try (var source = type().open(settings, opening)) {
        record(source, at);
      }
      writer.write(recording(), at, List.copyOf(real.secrets().values()));
    }
  }

  /// What is asked while recording; a connector that also writes overrides it.
  protected void record(Source source, Instant at) throws Exception {
    source.pull(io.watchfloor.model.signal.Window.before(at, Duration.ofSeconds(5)), Cursor.START);
  }

  private static final class RecordingServer implements AutoCloseable {
    private final Answered.Writer writer;
    private final FakeServer server;

    RecordingServer(java.util.function.Function<Request, String> key, Forward forward)
        throws Exception {
      this.writer = new Answered.Writer(key, forward);
      this.server = FakeServer.start(writer, java.time.InstantSource.system());
    }

    URI url() {
      return server.url();
    }

    void write(String name, Instant at, List<String> secrets) throws Exception {
      writer.write(name, at, secrets);
    }

    @Override
    public void close() throws Exception {
      server.close();
    }
  }
}
