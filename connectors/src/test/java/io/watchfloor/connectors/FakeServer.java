package io.watchfloor.connectors;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/// An HTTP/1.1 server on a loopback port that answers what it is told to and can be as bad as
/// servers are ([Fault]). Written out, because the JDK's own server can neither choose its `Date`
/// nor break off in the middle.
public final class FakeServer implements AutoCloseable {
  /// What was asked. Header names are in lower case.
  public record Request(
      String method, String path, String query, Map<String, String> headers, String body) {
    /// The parameters of the query and of a form in the body; the last of the same name counts.
    public Map<String, String> parameters() {
      var found = new LinkedHashMap<String, String>();
      var form =
          headers.getOrDefault("content-type", "").startsWith("application/x-www-form") ? body : "";
      for (var text : List.of(query, form))
        for (var pair : text.split("&"))
          if (!pair.isEmpty()) {
            int at = pair.indexOf('=');
            found.put(
                URLDecoder.decode(at < 0 ? pair : pair.substring(0, at), StandardCharsets.UTF_8),
                at < 0 ? "" : URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
          }
      return found;
    }

    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  /// What is answered.
  public record Reply(int status, Map<String, String> headers, byte[] body) {
    public static Reply json(String body) {
      return json(200, body);
    }

    public static Reply json(int status, String body) {
      return new Reply(
          status,
          Map.of("Content-Type", "application/json"),
          body.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply text(int status, String body) {
      return new Reply(
          status, Map.of("Content-Type", "text/html"), body.getBytes(StandardCharsets.UTF_8));
    }

    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /// The same with its text changed.
    public Reply with(String text) {
      return new Reply(status, headers, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// Answers a request as the real server would.
  @FunctionalInterface
  public interface Answers {
    Reply reply(Request request) throws Exception;
  }

  /// Something that goes wrong on the way: gets the healthy reply and writes what it likes.
  @FunctionalInterface
  public interface Fault {
    void write(FakeServer server, Request request, Reply healthy, OutputStream out)
        throws Exception;
  }

  private final ServerSocket socket;
  private final boolean isTls;
  private final Answers answers;
  private final InstantSource clock;
  private final AtomicReference<Fault> fault = new AtomicReference<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<String> mistakes = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();

  private FakeServer(ServerSocket socket, boolean isTls, Answers answers, InstantSource clock) {
    this.socket = socket;
    this.isTls = isTls;
    this.answers = answers;
    this.clock = clock;
    Thread.ofVirtual().start(this::accept);
  }

  public static FakeServer start(Answers answers, InstantSource clock) throws IOException {
    return new FakeServer(
        new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1")), false, answers, clock);
  }

  public static FakeServer startTls(
      SSLContext context, boolean wantsClient, Answers answers, InstantSource clock)
      throws IOException {
    var socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
    socket.setNeedClientAuth(wantsClient);
    return new FakeServer(socket, true, answers, clock);
  }

  public URI url() {
    return URI.create((isTls ? "https" : "http") + "://127.0.0.1:" + socket.getLocalPort());
  }

  /// From now on; null heals.
  public void fault(Fault next) {
    fault.set(next);
  }

  public void heal() {
    fault.set(null);
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  public void forgetRequests() {
    requests.clear();
  }

  public int connections() {
    return connections.get();
  }

  public int openConnections() {
    return open.size();
  }

  /// What the answers themselves failed at: the test's own mistakes.
  public List<String> mistakes() {
    return List.copyOf(mistakes);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        var one = socket.accept();
        connections.incrementAndGet();
        open.add(one);
        Thread.ofVirtual().start(() -> serve(one));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket one) {
    try (one;
        var in = new BufferedInputStream(one.getInputStream());
        var out = new BufferedOutputStream(one.getOutputStream())) {
      for (var request = read(in); request != null; request = read(in)) {
        requests.add(request);
        var reply = answer(request);
        var bad = fault.get();
        if (bad == null) {
          write(out, reply.status(), reply.headers(), reply.body().length);
          out.write(reply.body());
          out.flush();
        } else {
          bad.write(this, request, reply, out);
          out.flush();
        }
      }
    } catch (Exception e) {
      // the other side went away, or a fault broke off on purpose
    } finally {
      open.remove(one);
    }
  }

  private Reply answer(Request request) {
    try {
      return answers.reply(request);
    } catch (Exception | AssertionError e) {
      mistakes.add(request.method() + " " + request.path() + "?" + request.query() + ": " + e);
      return Reply.text(404, "no such page");
    }
  }

  /// Writes the head of an answer; `length` -1 for one that ends with its connection.
  public void write(OutputStream out, int status, Map<String, String> headers, long length)
      throws IOException {
    var head = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
    var date = clock.instant().atZone(ZoneOffset.UTC);
    head.append("Date: ").append(DateTimeFormatter.RFC_1123_DATE_TIME.format(date)).append("\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append(length >= 0 ? "Content-Length: " + length : "Connection: close").append("\r\n\r\n");
    out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Request read(InputStream in) throws IOException {
    var first = line(in);
    if (first.isEmpty()) return null;
    var parts = first.split(" ");
    var headers = new HashMap<String, String>();
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    var target =
        parts[1].startsWith("http") ? parts[1].replaceFirst("^https?://[^/]+", "") : parts[1];
    int question = target.indexOf('?');
    return new Request(
        parts[0],
        question < 0 ? target : target.substring(0, question),
        question < 0 ? "" : target.substring(question + 1),
        headers,
        body);
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read())
      if (c != '\r') line.append((char) c);
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (var one : new ArrayList<>(open)) one.close();
  }
}
