package io.watchfloor.connectors.listen;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.watchfloor.connectors.http.Json;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.connectors.http.ServerTls;
import io.watchfloor.model.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPInputStream;

/// Takes posts over HTTP, a virtual thread each, and answers once the taker is done with one: what
/// could not be stored is answered with 503, so the sender tries again. Bodies are bounded as sent
/// and after unpacking, calls at once too. Everything that is refused is counted.
public final class HttpInlet implements AutoCloseable {
  private static final int AT_ONCE = 16;
  private static final int LONGEST = 8 * 1024 * 1024;
  private static final int LONGEST_UNPACKED = 32 * 1024 * 1024;
  private static final int TRY_AGAIN_SECONDS = 5;

  static {
    // The JDK's server waits for slow senders without end unless told so before its first use.
    property("sun.net.httpserver.maxReqTime", "30");
    property("sun.net.httpserver.maxRspTime", "60");
    property("jdk.httpserver.maxConnections", "256");
  }

  private static void property(String name, String value) {
    if (System.getProperty(name) == null) System.setProperty(name, value);
  }

  /// One post. Names of headers are in small letters; of several values the first counts.
  public record Call(String path, Map<String, String> headers, byte[] body, String sender) {
    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  /// What is said back.
  public record Reply(int status, String type, byte[] body) {
    public static Reply json(int status, String body) {
      return new Reply(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    /// Refused; `why` is told to the sender and holds nothing that it does not know already.
    public static Reply refused(int status, String why) {
      return json(status, Json.object(Map.of("error", why)));
    }
  }

  /// Takes one post.
  public interface Taker {
    /// @throws SourceException if it could not be stored (the sender is to try again) or, where
    ///   trying again does not help, could not be read
    Reply take(Call call) throws SourceException, InterruptedException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore room = new Semaphore(AT_ONCE);
  private final Senders senders;
  private final Tally tally;
  private final Taker taker;
  private volatile boolean open = true;

  /// Listens from now on.
  public HttpInlet(
      InetSocketAddress at, Optional<ServerTls> tls, Senders senders, Tally tally, Taker taker)
      throws SourceException {
    this.senders = senders;
    this.tally = tally;
    this.taker = taker;
    try {
      this.server = tls.isPresent() ? secure(at, tls.get()) : HttpServer.create(at, 0);
    } catch (IOException e) {
      threads.shutdownNow();
      throw ListenForm.taken(at, e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private static HttpServer secure(InetSocketAddress at, ServerTls tls) throws IOException {
    var server = HttpsServer.create(at, 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls.context()) {
          @Override
          public void configure(HttpsParameters parameters) {
            var wanted = tls.context().getDefaultSSLParameters();
            wanted.setNeedClientAuth(tls.asksForCertificate());
            parameters.setSSLParameters(wanted);
          }
        });
    return server;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public boolean isOpen() {
    return open;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      answer(exchange, reply(exchange));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Reply reply(HttpExchange exchange) throws IOException, InterruptedException {
    if (!senders.allow(exchange.getRemoteAddress().getAddress()))
      return refused(403, "requests came from senders that are not listened to.");
    if (!exchange.getRequestMethod().equals("POST")) {
      exchange.getResponseHeaders().set("Allow", "POST");
      return refused(405, "requests were no POST.");
    }
    if (!room.tryAcquire())
      return tryAgain(exchange, "requests were more than " + AT_ONCE + " at once; told to wait.");
    try {
      return taken(exchange);
    } finally {
      room.release();
    }
  }

  private Reply taken(HttpExchange exchange) throws IOException, InterruptedException {
    try {
      var headers = new java.util.HashMap<String, String>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
      var body = body(exchange.getRequestBody(), headers.getOrDefault("content-encoding", ""));
      return taker.take(
          new Call(
              exchange.getRequestURI().getPath(),
              headers,
              body,
              exchange.getRemoteAddress().getAddress().getHostAddress()));
    } catch (TooLong e) {
      exchange.getResponseHeaders().set("Connection", "close"); // the rest is never read
      return refused(413, "requests were longer than " + e.longest / 1024 / 1024 + " MiB.");
    } catch (Unknown e) {
      return refused(415, "requests were packed in a way that is not known; gzip is.");
    } catch (SourceException e) {
      if (e.retryable()) return tryAgain(exchange, "requests could not be stored; told to wait.");
      tally.count("requests could not be read. " + e.why());
      return Reply.refused(400, e.why());
    } catch (RuntimeException e) {
      tally.count("requests failed unexpectedly: " + SafeText.words(e.toString()));
      return Reply.refused(500, "It failed here.");
    }
  }

  private static byte[] body(InputStream in, String encoding) throws IOException {
    if (encoding.isEmpty() || encoding.equalsIgnoreCase("identity")) return bounded(in, LONGEST);
    if (!encoding.equalsIgnoreCase("gzip")) throw new Unknown();
    try (var packed = new GZIPInputStream(new Bounded(in, LONGEST))) {
      return bounded(packed, LONGEST_UNPACKED);
    }
  }

  private static byte[] bounded(InputStream in, int longest) throws IOException {
    var body = in.readNBytes(longest + 1);
    if (body.length > longest) throw new TooLong(longest);
    return body;
  }

  private Reply refused(int status, String why) {
    tally.count(why);
    return Reply.refused(status, why);
  }

  private Reply tryAgain(HttpExchange exchange, String why) {
    exchange.getResponseHeaders().set("Retry-After", String.valueOf(TRY_AGAIN_SECONDS));
    return refused(503, why);
  }

  private static void answer(HttpExchange exchange, Reply reply) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", reply.type());
    exchange.sendResponseHeaders(
        reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
    exchange.getResponseBody().write(reply.body());
  }

  @Override
  public void close() {
    open = false;
    server.stop(0);
    threads.shutdownNow();
  }

  private static final class TooLong extends IOException {
    private static final long serialVersionUID = 1;
    final int longest;

    TooLong(int longest) {
      this.longest = longest;
    }
  }

  private static final class Unknown extends IOException {
    private static final long serialVersionUID = 1;
  }

  /// Fails as soon as more was read than may be.
  private static final class Bounded extends InputStream {
    private final InputStream in;
    private final int longest;
    private long taken;

    Bounded(InputStream in, int longest) {
      this.in = in;
      this.longest = longest;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int n = in.read(into, offset, length);
      if (n > 0 && (taken += n) > longest) throw new TooLong(longest);
      return n;
    }
  }
}
