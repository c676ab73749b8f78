package io.watchfloor.connectors.syslog;

import io.watchfloor.connectors.http.ServerTls;
import io.watchfloor.connectors.listen.Inlet;
import io.watchfloor.connectors.listen.ListenForm;
import io.watchfloor.connectors.listen.SenderClocks;
import io.watchfloor.connectors.listen.Senders;
import io.watchfloor.connectors.listen.Tally;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Listener;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.SourceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A place where syslog arrives. Over UDP what finds no room is dropped and counted, because nobody
/// would wait; over TCP the sender is slowed down.
final class SyslogSource implements Listener {
  /// What it listens to. TLS is TCP with a certificate.
  record Ways(boolean udp, boolean tcp, Optional<ServerTls> tls) {}

  private final SourceId id;
  private final InetSocketAddress at;
  private final Ways ways;
  private final Senders senders;
  private final SyslogReader reader;
  private final SyslogMapper mapper;
  private final InstantSource clock;
  private final Tally tally = new Tally();
  private final SenderClocks clocks = new SenderClocks();
  private @Nullable Inlet inlet;
  private @Nullable UdpIntake udp;
  private @Nullable TcpIntake tcp;

  SyslogSource(
      InetSocketAddress at,
      Ways ways,
      Senders senders,
      SyslogReader reader,
      SyslogMapper mapper,
      InstantSource clock) {
    this.id = mapper.source();
    this.at = at;
    this.ways = ways;
    this.senders = senders;
    this.reader = reader;
    this.mapper = mapper;
    this.clock = clock;
  }

  @Override
  public SourceId id() {
    return id;
  }

  @Override
  public void open(Sink sink) throws SourceException {
    var opened = new Inlet(id, sink, tally);
    inlet = opened;
    try {
      if (ways.udp())
        udp =
            new UdpIntake(
                at,
                senders,
                tally,
                (bytes, length, sender) ->
                    read(bytes, length, sender).forEach(it -> opened.offer(it, length)));
      if (ways.tcp())
        tcp =
            new TcpIntake(
                new InetSocketAddress(at.getAddress(), udp == null ? at.getPort() : udp.port()),
                ways.tls(),
                senders,
                tally,
                (bytes, length, sender) -> {
                  for (var signal : read(bytes, length, sender)) opened.put(signal, length);
                });
    } catch (IOException e) {
      close();
      throw ListenForm.taken(at, e);
    }
  }

  /// The port that it has: another than the one of the settings where that is 0.
  int port() {
    var open = udp;
    return open != null ? open.port() : tcp == null ? 0 : tcp.port();
  }

  private List<Signal> read(byte[] bytes, int length, InetAddress sender) {
    var now = clock.instant();
    var message = reader.read(bytes, length, now);
    if (message.text().isEmpty() && message.program().isEmpty()) {
      tally.count("messages were empty.");
      return List.of();
    }
    var signals = mapper.signals(message, sender.getHostAddress(), now);
    var heard = message.host().isEmpty() ? sender.getHostAddress() : message.host();
    message.at().ifPresent(theirs -> clocks.heard(heard, theirs, now));
    if (message.at().isEmpty() && !message.timeWords().isEmpty())
      tally.count("messages had a time that can't be right; ours is taken.");
    return signals;
  }

  @Override
  public Pull pull(Window window, Cursor from) throws SourceException {
    if ((udp != null && !udp.isOpen()) || (tcp != null && !tcp.isOpen()) || inlet == null)
      throw ListenForm.stopped();
    if (udp != null) udp.countDrops();
    var shown = clocks.take();
    var notices = tally.take();
    notices.addAll(shown.notices());
    return new Pull(List.of(), new Cursor(window.to(), ""), notices, 0, shown.worst());
  }

  @Override
  public void close() {
    if (udp != null) udp.close();
    if (tcp != null) tcp.close();
    if (inlet != null) inlet.close();
  }
}
