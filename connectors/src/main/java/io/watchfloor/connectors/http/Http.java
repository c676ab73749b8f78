package io.watchfloor.connectors.http;

import io.watchfloor.model.source.SourceException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// One server, asked over HTTP/1.1. No redirects, no retries, no waiting: what went wrong is told
/// at once as a [SourceException] in the server's own words, and `app.engine` decides when to try
/// again. Thread-safe. A secret is only ever in the header that needs it.
public final class Http implements AutoCloseable {
  private static final Duration SMALLEST_SKEW = Duration.ofSeconds(3);
  private static final int UNPACKED = 4;

  private final HttpSettings settings;
  private final InstantSource clock;
  private final HttpClient client;
  private final boolean pack;

  /// @throws SourceException if a certificate file can't be used
  public Http(HttpSettings settings, InstantSource clock) throws SourceException {
    this.settings = settings;
    this.clock = clock;
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connectTimeout())
            .proxy(
                settings
                    .proxy()
                    .map(it -> ProxySelector.of(new InetSocketAddress(it.getHost(), port(it))))
                    .orElse(ProxySelector.of(null)));
    if (settings.isTls()) builder.sslContext(Tls.context(settings));
    this.client = builder.build();
    // On the same machine packing costs both ends more than it saves.
    var host = settings.base().getHost();
    this.pack = !host.equals("localhost") && !host.startsWith("127.") && !host.equals("[::1]");
  }

  private static int port(java.net.URI proxy) {
    return proxy.getPort() >= 0 ? proxy.getPort() : 80;
  }

  public HttpSettings settings() {
    return settings;
  }

  /// What to ask: a path below the base URL, its query, further headers.
  public record Ask(
      String method,
      String path,
      List<Map.Entry<String, String>> parameters,
      Map<String, String> headers,
      Optional<String> json) {
    public static Ask get(String path, List<Map.Entry<String, String>> parameters) {
      return new Ask("GET", path, parameters, Map.of(), Optional.empty());
    }

    /// The parameters go into the body, as a form: for long ones.
    public static Ask form(String path, List<Map.Entry<String, String>> parameters) {
      return new Ask("POST", path, parameters, Map.of(), Optional.empty());
    }

    public static Ask json(String method, String path, String body) {
      return new Ask(method, path, List.of(), Map.of(), Optional.of(body));
    }

    public static Ask delete(String path) {
      return new Ask("DELETE", path, List.of(), Map.of(), Optional.empty());
    }

    public Ask with(Map<String, String> more) {
      return new Ask(method, path, parameters, more, json);
    }

    private String encoded() {
      var text = new StringBuilder();
      for (var parameter : parameters) {
        if (!text.isEmpty()) text.append('&');
        text.append(URLEncoder.encode(parameter.getKey(), StandardCharsets.UTF_8))
            .append('=')
            .append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
      }
      return text.toString();
    }

    private boolean isForm() {
      return method.equals("POST") && json.isEmpty();
    }
  }

  /// Sends it off; several may be on their way at once. Take each with [Coming#await], or cancel.
  public Coming send(Ask ask) throws SourceException {
    HttpRequest request;
    try {
      request = request(ask);
    } catch (IllegalArgumentException e) {
      throw new SourceException(
          settings.base() + ask.path() + " can't be asked: " + Tls.said(e), false, e);
    }
    HttpResponse.BodyHandler<List<ByteBuffer>> capped = info -> new CappedBody(settings.cap());
    return new Coming(this, ask, client.sendAsync(request, capped), clock.instant());
  }

  /// Sends it and waits for the whole answer. Any other status than success fails, unless it is
  /// named in `alsoFine`.
  public Answer ask(Ask ask, Integer... alsoFine) throws SourceException, InterruptedException {
    try (var coming = send(ask)) {
      return coming.await(alsoFine);
    }
  }

  /// Opens a stream of lines that lasts: an event stream. It is read by [LineStream#drain].
  public LineStream stream(Ask ask) throws SourceException, InterruptedException {
    HttpRequest request;
    try {
      request = request(ask, false);
    } catch (IllegalArgumentException e) {
      throw new SourceException(
          settings.base() + ask.path() + " can't be asked: " + Tls.said(e), false, e);
    }
    return new LineStream(
        settings.base() + ask.path(),
        settings.timeout(),
        clock.instant(),
        handler -> client.sendAsync(request, handler));
  }

  private HttpRequest request(Ask ask) {
    return request(ask, true);
  }

  private HttpRequest request(Ask ask, boolean limited) {
    var query = ask.isForm() || ask.parameters().isEmpty() ? "" : "?" + ask.encoded();
    var request =
        HttpRequest.newBuilder(settings.at(ask.path() + query))
            .header("Accept", "application/json")
            .header("User-Agent", "watchfloor");
    if (limited) request.timeout(settings.timeout());
    if (pack && limited) request.header("Accept-Encoding", "gzip");
    settings.authorization().ifPresent(it -> request.header("Authorization", it.reveal()));
    settings.headers().forEach((name, secret) -> request.setHeader(name, secret.reveal()));
    if (ask.isForm()) request.header("Content-Type", "application/x-www-form-urlencoded");
    else if (ask.json().isPresent()) request.header("Content-Type", "application/json");
    ask.headers().forEach(request::setHeader);
    if (ask.isForm())
      return request.POST(HttpRequest.BodyPublishers.ofString(ask.encoded())).build();
    if (ask.json().isEmpty())
      return request.method(ask.method(), HttpRequest.BodyPublishers.noBody()).build();
    return request
        .method(ask.method(), HttpRequest.BodyPublishers.ofString(ask.json().get()))
        .build();
  }

  private Answer accept(
      Ask ask, HttpResponse<List<ByteBuffer>> response, Instant sent, List<Integer> alsoFine)
      throws SourceException {
    var from = settings.base() + ask.path();
    var proof = HttpSettings.bare(ask.headers().getOrDefault("Authorization", ""));
    var now = clock.instant();
    var answer =
        new Answer(
            from,
            response.statusCode(),
            response.headers(),
            response.body(),
            settings.cap() * UNPACKED,
            skew(response, sent, now));
    if (response.statusCode() / 100 == 2 || alsoFine.contains(response.statusCode())) return answer;
    throw Refusal.of(
        from,
        response.statusCode(),
        response.headers().firstValue("Retry-After"),
        settings.withoutSecrets(
            proof.isEmpty() ? answer.text() : answer.text().replace(proof, "***")),
        now);
  }

  /// From the `Date` header, which has whole seconds: what is less than three is no skew.
  private static Duration skew(HttpResponse<?> response, Instant sent, Instant now) {
    var date = response.headers().firstValue("Date");
    if (date.isEmpty()) return Duration.ZERO;
    try {
      var theirs = Refusal.date(date.get()).plusMillis(500);
      var skew =
          theirs.isBefore(sent)
              ? Duration.between(sent, theirs)
              : theirs.isAfter(now) ? Duration.between(now, theirs) : Duration.ZERO;
      return skew.abs().compareTo(SMALLEST_SKEW) < 0 ? Duration.ZERO : skew;
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  /// An answer on its way. Closing it before it is there cancels the request.
  public static final class Coming implements AutoCloseable {
    private final Http http;
    private final Ask ask;
    private final CompletableFuture<HttpResponse<List<ByteBuffer>>> future;
    private final Instant sent;
    private final long sentNanos = System.nanoTime();

    private Coming(
        Http http,
        Ask ask,
        CompletableFuture<HttpResponse<List<ByteBuffer>>> future,
        Instant sent) {
      this.http = http;
      this.ask = ask;
      this.future = future;
      this.sent = sent;
    }

    /// Waits for the last byte, at most the time limit since it was sent.
    public Answer await(Integer... alsoFine) throws SourceException, InterruptedException {
      var limit = http.settings.timeout();
      long left = limit.toNanos() - (System.nanoTime() - sentNanos);
      var from = http.settings.base() + ask.path();
      return http.accept(ask, Failure.take(from, future, left, limit), sent, List.of(alsoFine));
    }

    @Override
    public void close() {
      if (!future.isDone()) future.cancel(true);
    }
  }
}
