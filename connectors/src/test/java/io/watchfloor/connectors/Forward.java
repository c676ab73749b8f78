package io.watchfloor.connectors;

import io.watchfloor.connectors.FakeServer.Reply;
import io.watchfloor.connectors.FakeServer.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// Hands a request on to a real server of the lab, for recording. It trusts any certificate, which
/// only a test may.
final class Forward implements Function<Request, Reply>, AutoCloseable {
  private static final Set<String> OWN =
      Set.of(
          "host", "content-length", "connection", "upgrade", "http2-settings", "accept-encoding");

  private final URI base;
  private final HttpClient client;

  Forward(URI base) throws Exception {
    this.base = base;
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anybody()}, null);
    client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(context).build();
  }

  @Override
  public Reply apply(Request request) {
    var query = request.query().isEmpty() ? "" : "?" + request.query();
    var asked =
        HttpRequest.newBuilder(URI.create(base + request.path() + query))
            .method(request.method(), HttpRequest.BodyPublishers.ofString(request.body()));
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (!OWN.contains(name)) asked.header(name, value);
            });
    try {
      var answer = client.send(asked.build(), HttpResponse.BodyHandlers.ofByteArray());
      var headers =
          new java.util.HashMap<>(
              Map.of(
                  "Content-Type",
                  answer.headers().firstValue("Content-Type").orElse("text/plain")));
      answer.headers().firstValue("Set-Cookie").ifPresent(it -> headers.put("Set-Cookie", it));
      return new Reply(answer.statusCode(), headers, answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
