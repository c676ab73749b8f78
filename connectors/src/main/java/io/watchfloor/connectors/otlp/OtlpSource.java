package io.watchfloor.connectors.otlp;

import io.watchfloor.connectors.http.Json;
import io.watchfloor.connectors.http.Node;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.connectors.http.ServerTls;
import io.watchfloor.connectors.listen.HttpInlet;
import io.watchfloor.connectors.listen.HttpInlet.Call;
import io.watchfloor.connectors.listen.HttpInlet.Reply;
import io.watchfloor.connectors.listen.ListenForm;
import io.watchfloor.connectors.listen.SenderClocks;
import io.watchfloor.connectors.listen.Senders;
import io.watchfloor.connectors.listen.Tally;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Listener;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.topology.EntityRules;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// A place where OpenTelemetry's exporters and collectors send metrics and logs over HTTP. A
/// request is answered once it is stored; points that were not taken are told in `partialSuccess`.
final class OtlpSource implements Listener {
  private static final String PROTOBUF = "application/x-protobuf";

  /// How it listens; an empty `token` lets everybody in who reaches it.
  record Settings(
      InetSocketAddress at,
      Optional<ServerTls> tls,
      Senders senders,
      Optional<Secret> token,
      int mostSeries) {}

  private final SourceId id;
  private final Settings settings;
  private final EntityRules rules;
  private final InstantSource clock;
  private final Tally tally = new Tally();
  private final SenderClocks clocks = new SenderClocks();
  private final LogMapper logs;
  private final SeriesBook book;
  private @Nullable HttpInlet inlet;

  OtlpSource(SourceId id, Settings settings, EntityRules rules, InstantSource clock) {
    this.id = id;
    this.settings = settings;
    this.rules = rules;
    this.clock = clock;
    this.logs = new LogMapper(id, rules, clocks);
    this.book = new SeriesBook(settings.mostSeries());
  }

  @Override
  public SourceId id() {
    return id;
  }

  @Override
  public void open(Sink sink) throws SourceException {
    inlet =
        new HttpInlet(
            settings.at(), settings.tls(), settings.senders(), tally, call -> take(call, sink));
  }

  int port() {
    return inlet == null ? 0 : inlet.port();
  }

  private Reply take(Call call, Sink sink) throws SourceException, InterruptedException {
    if (!isWelcome(call)) return refused(401, "requests did not hold the token.");
    return switch (call.path()) {
      case "/v1/metrics" -> metrics(call, sink);
      case "/v1/logs" -> logs(call, sink);
      default -> refused(404, "requests went to another path than /v1/metrics and /v1/logs.");
    };
  }

  private boolean isWelcome(Call call) {
    if (settings.token().isEmpty()) return true;
    var wanted = "Bearer " + settings.token().get().reveal();
    return MessageDigest.isEqual(
        wanted.getBytes(StandardCharsets.UTF_8),
        call.header("authorization").getBytes(StandardCharsets.UTF_8));
  }

  private Reply refused(int status, String why) {
    tally.count(why);
    return Reply.refused(status, why);
  }

  /// One at a time, because what a series said last is learnt from one request for the next.
  private synchronized Reply metrics(Call call, Sink sink)
      throws SourceException, InterruptedException {
    var now = clock.instant();
    var mapper = new MetricMapper(id, rules, book, clocks, tally, now);
    var samples = mapper.samples(body(call, "MetricsRequest"));
    if (!samples.isEmpty()) sink.accept(samples);
    book.keep(mapper.learnt(), now);
    return done(call, mapper.rejected(), "rejectedDataPoints");
  }

  private Reply logs(Call call, Sink sink) throws SourceException, InterruptedException {
    Instant now = clock.instant();
    var lines = logs.lines(body(call, "LogsRequest"), now);
    if (!lines.isEmpty()) sink.accept(lines);
    return done(call, 0, "rejectedLogRecords");
  }

  private static Node body(Call call, String message) throws SourceException {
    var type = call.header("content-type");
    if (type.startsWith(PROTOBUF)) return ProtobufReader.read(call.body(), message);
    if (!type.startsWith("application/json"))
      throw new SourceException(
          "It is neither " + PROTOBUF + " nor application/json.", false, null);
    try (var parser = Json.parser(new String(call.body(), StandardCharsets.UTF_8))) {
      parser.nextToken();
      return Node.read(parser);
    } catch (JacksonException e) {
      throw new SourceException(
          "It is no JSON: " + SafeText.words(String.valueOf(e.getOriginalMessage())), false, e);
    } catch (SourceException e) {
      throw new SourceException(e.why(), false, e);
    }
  }

  private static Reply done(Call call, int rejected, String name) {
    if (call.header("content-type").startsWith(PROTOBUF))
      return new Reply(200, PROTOBUF, partial(rejected));
    return Reply.json(
        200,
        rejected == 0
            ? "{}"
            : Json.object(Map.of("partialSuccess", Map.of(name, String.valueOf(rejected)))));
  }

  /// `partial_success { rejected = n }` on the wire: both are field 1.
  private static byte[] partial(int rejected) {
    if (rejected == 0) return new byte[0];
    var inner = new java.io.ByteArrayOutputStream();
    inner.write(1 << 3);
    int rest = rejected;
    for (; rest > 0x7f; rest >>>= 7) inner.write((rest & 0x7f) | 0x80);
    inner.write(rest);
    var outer = new java.io.ByteArrayOutputStream();
    outer.write((1 << 3) | 2);
    outer.write(inner.size());
    outer.writeBytes(inner.toByteArray());
    return outer.toByteArray();
  }

  @Override
  public Pull pull(Window window, Cursor from) throws SourceException {
    if (inlet == null || !inlet.isOpen()) throw ListenForm.stopped();
    var shown = clocks.take();
    var notices = tally.take();
    notices.addAll(shown.notices());
    return new Pull(List.of(), new Cursor(window.to(), ""), notices, 0, shown.worst());
  }

  @Override
  public void close() {
    if (inlet != null) inlet.close();
  }
}
