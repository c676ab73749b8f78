package io.watchfloor.connectors.syslog;

import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.connectors.http.ServerTls;
import io.watchfloor.connectors.listen.Endings;
import io.watchfloor.connectors.listen.Senders;
import io.watchfloor.connectors.listen.Tally;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/// Takes connections, plain or over TLS, one virtual thread each, until it is closed. A reader that
/// waits for room slows its sender down.
final class TcpIntake implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 256;
  private static final int HANDSHAKE_MILLIS = 10_000;
  private static final int SILENT_MILLIS = 30 * 60_000;

  /// Takes one message of a sender, and waits while there is no room for it.
  interface Taker {
    void take(byte[] bytes, int length, InetAddress sender) throws InterruptedException;
  }

  private final ServerSocket server;
  private final Senders senders;
  private final Tally tally;
  private final Taker taker;
  private final Thread thread;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

  TcpIntake(
      InetSocketAddress at, Optional<ServerTls> tls, Senders senders, Tally tally, Taker taker)
      throws IOException {
    this.senders = senders;
    this.tally = tally;
    this.taker = taker;
    this.server =
        tls.isPresent()
            ? tls.get().context().getServerSocketFactory().createServerSocket()
            : new ServerSocket();
    if (server instanceof SSLServerSocket secure)
      secure.setNeedClientAuth(tls.orElseThrow().asksForCertificate());
    try {
      server.setReuseAddress(true);
      server.bind(at);
    } catch (IOException e) {
      server.close();
      throw e;
    }
    this.thread = Thread.ofVirtual().name("syslog-tcp-" + port()).start(this::run);
  }

  int port() {
    return server.getLocalPort();
  }

  boolean isOpen() {
    return !server.isClosed();
  }

  private void run() {
    try (server) {
      while (!server.isClosed()) {
        var socket = server.accept();
        if (!senders.allow(socket.getInetAddress())) {
          tally.count("connections came from senders that are not listened to.");
          socket.close();
        } else if (connections.size() >= MOST_CONNECTIONS) {
          tally.count("connections were more than " + MOST_CONNECTIONS + " at once; refused.");
          socket.close();
        } else {
          connections.add(socket);
          Thread.ofVirtual().name("syslog-sender").start(() -> read(socket));
        }
      }
    } catch (IOException e) {
      // Closed by us; where not, the next pull finds it closed and says so.
    }
  }

  private void read(Socket socket) {
    try (socket) {
      if (socket instanceof SSLSocket secure) {
        socket.setSoTimeout(HANDSHAKE_MILLIS);
        secure.startHandshake();
      }
      socket.setSoTimeout(SILENT_MILLIS);
      var frames = new Frames(socket.getInputStream(), tally);
      while (frames.next()) taker.take(frames.message(), frames.length(), socket.getInetAddress());
    } catch (SSLException e) {
      tally.count("connections failed at TLS: " + SafeText.words(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      // The sender went away, as senders do: it connects again.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(socket);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (var socket : connections) socket.close();
    } catch (IOException e) {
      tally.count("connections could not be closed.");
    }
    Endings.await(thread);
  }
}
