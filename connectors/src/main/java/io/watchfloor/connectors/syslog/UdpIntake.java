package io.watchfloor.connectors.syslog;

import io.watchfloor.connectors.listen.Endings;
import io.watchfloor.connectors.listen.KernelDrops;
import io.watchfloor.connectors.listen.SenderRates;
import io.watchfloor.connectors.listen.Senders;
import io.watchfloor.connectors.listen.Tally;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Takes datagrams, one message each, on one thread of its own until it is closed.
final class UdpIntake implements AutoCloseable {
  private static final int LONGEST = 65_535;
  private static final int SOCKET_BUFFER = 4 * 1024 * 1024;
  private static final int MOST_PER_SECOND = 5_000;

  /// Takes one message of a sender. Never waits.
  interface Taker {
    void take(byte[] bytes, int length, InetAddress sender);
  }

  private final DatagramSocket socket;
  private final Senders senders;
  private final Tally tally;
  private final Thread thread;
  private final KernelDrops drops;
  private final SenderRates rates = new SenderRates(MOST_PER_SECOND);

  UdpIntake(InetSocketAddress at, Senders senders, Tally tally, Taker taker) throws IOException {
    this.senders = senders;
    this.tally = tally;
    this.socket = new DatagramSocket(at);
    socket.setReceiveBufferSize(SOCKET_BUFFER);
    this.drops = new KernelDrops(port());
    this.thread = Thread.ofPlatform().daemon().name("syslog-udp-" + port()).start(() -> run(taker));
  }

  int port() {
    return socket.getLocalPort();
  }

  boolean isOpen() {
    return !socket.isClosed();
  }

  /// Counts what the operating system threw away since the last call.
  void countDrops() {
    tally.count("messages came faster than they were read; the system dropped them.", drops.take());
  }

  private void run(Taker taker) {
    var packet = new DatagramPacket(new byte[LONGEST], LONGEST);
    try (socket) {
      while (!socket.isClosed()) {
        packet.setLength(LONGEST);
        socket.receive(packet);
        take(packet, taker);
      }
    } catch (IOException e) {
      // Closed by us; where not, the next pull finds the socket closed and says so.
    }
  }

  private void take(DatagramPacket packet, Taker taker) {
    if (!senders.allow(packet.getAddress()))
      tally.count("messages came from senders that are not listened to.");
    else if (!rates.allows(packet.getAddress(), System.nanoTime()))
      tally.count(
          "messages were dropped: one sender sent more than " + MOST_PER_SECOND + " a second.");
    else taker.take(packet.getData(), packet.getLength(), packet.getAddress());
  }

  @Override
  public void close() {
    socket.close();
    Endings.await(thread);
  }
}
