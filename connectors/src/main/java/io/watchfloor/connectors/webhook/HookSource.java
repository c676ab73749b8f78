package io.watchfloor.connectors.webhook;

import io.watchfloor.connectors.http.Json;
import io.watchfloor.connectors.http.Node;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.connectors.http.ServerTls;
import io.watchfloor.connectors.listen.HttpInlet;
import io.watchfloor.connectors.listen.HttpInlet.Call;
import io.watchfloor.connectors.listen.HttpInlet.Reply;
import io.watchfloor.connectors.listen.ListenForm;
import io.watchfloor.connectors.listen.Senders;
import io.watchfloor.connectors.listen.Tally;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Listener;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.SourceException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// A place where other systems post what happened. A post is answered with 200 once it is stored.
final class HookSource implements Listener {
  /// How posts are taken: where, from whom, in which form. An empty `path` takes every path.
  record Settings(
      InetSocketAddress at,
      Optional<ServerTls> tls,
      Senders senders,
      String path,
      Form form,
      HookMapping mapping) {}

  enum Form {
    AUTO,
    ALERTMANAGER,
    JSON
  }

  private final SourceId id;
  private final Settings settings;
  private final Signature signature;
  private final InstantSource clock;
  private final Tally tally = new Tally();
  private @Nullable HttpInlet inlet;

  HookSource(SourceId id, Settings settings, Signature signature, InstantSource clock) {
    this.id = id;
    this.settings = settings;
    this.signature = signature;
    this.clock = clock;
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
    var now = clock.instant();
    if (!settings.path().isEmpty() && !call.path().equals(settings.path()))
      return refused(404, "requests went to another path.");
    var refusal = signature.refusal(call, now);
    if (refusal.isPresent()) return refused(401, refusal.get());
    if (signature.wasTaken(call)) {
      tally.count("requests were sent again and not taken twice.");
      return taken(0);
    }
    var signals = read(call, now);
    if (!signals.isEmpty()) sink.accept(signals);
    signature.remember(call, now);
    return taken(signals.size());
  }

  private static Reply taken(int signals) {
    return Reply.json(200, Json.object(Map.of("taken", signals)));
  }

  private Reply refused(int status, String why) {
    tally.count(why);
    return Reply.refused(status, why);
  }

  private List<Signal> read(Call call, Instant now) throws SourceException {
    var body = node(call);
    boolean posted = PostedAlert.isPost(body);
    if (settings.form() == Form.ALERTMANAGER && !posted && !body.at("alerts").isThere())
      throw new SourceException("It is no post of an Alertmanager.", false, null);
    return settings.form() != Form.JSON && (posted || settings.form() == Form.ALERTMANAGER)
        ? alerts(body, now)
        : items(body, now);
  }

  private static Node node(Call call) throws SourceException {
    try (var parser = Json.parser(new String(call.body(), StandardCharsets.UTF_8))) {
      parser.nextToken();
      var node = Node.read(parser);
      if (parser.nextToken() != null)
        throw new SourceException("It holds more than one JSON value.", false, null);
      return node;
    } catch (JacksonException e) {
      throw new SourceException(
          "It is no JSON: " + SafeText.words(String.valueOf(e.getOriginalMessage())), false, e);
    } catch (SourceException e) {
      throw new SourceException(e.why(), false, e);
    }
  }

  private List<Signal> alerts(Node body, Instant now) {
    int cut = body.whole("truncatedAlerts", 0);
    tally.count("alerts were left out by the sender itself (max_alerts).", cut);
    var signals = new ArrayList<Signal>();
    for (var alert : PostedAlert.all(body))
      signals.add(alert.alert(id, settings.mapping().rules(), now));
    return signals;
  }

  private List<Signal> items(Node body, Instant now) {
    var signals = new ArrayList<Signal>();
    for (var item : settings.mapping().items(body))
      settings
          .mapping()
          .signal(id, item, now)
          .ifPresentOrElse(
              signals::add,
              () -> tally.count("items had no title; is the path of the title right?"));
    return signals;
  }

  @Override
  public Pull pull(Window window, Cursor from) throws SourceException {
    if (inlet == null || !inlet.isOpen()) throw ListenForm.stopped();
    return new Pull(List.of(), new Cursor(window.to(), ""), tally.take(), 0);
  }

  @Override
  public void close() {
    if (inlet != null) inlet.close();
  }
}
