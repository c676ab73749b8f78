package io.watchfloor.app.settings;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One program a home. The holder writes who it is beside the lock and listens on a socket in the
/// home (a file, not the network) for the one word "front".
public final class HomeLock implements AutoCloseable {
  private final FileChannel channel;
  private final FileLock lock;
  private final Path socket;
  private @Nullable ServerSocketChannel server;

  private HomeLock(FileChannel channel, FileLock lock, Path socket) {
    this.channel = channel;
    this.lock = lock;
    this.socket = socket;
  }

  /// Takes the lock, or empty where another program holds it.
  public static Optional<HomeLock> take(Home home, Instant now) throws IOException {
    var channel =
        FileChannel.open(
            home.root().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      return Optional.empty();
    }
    Files.writeString(
        holderFile(home),
        "process "
            + ProcessHandle.current().pid()
            + " of "
            + System.getProperty("user.name")
            + ", since "
            + now);
    return Optional.of(new HomeLock(channel, lock, socket(home)));
  }

  /// Who holds it, in words.
  public static String holder(Home home) {
    try {
      return Files.readString(holderFile(home));
    } catch (IOException e) {
      return "another program";
    }
  }

  private static Path holderFile(Home home) {
    return home.root().resolve("lock.holder");
  }

  private static Path socket(Home home) {
    return home.root().resolve("front.sock");
  }

  /// Asks the holder to come to the front; whether it heard.
  public static boolean askToFront(Home home) {
    try (var client = SocketChannel.open(UnixDomainSocketAddress.of(socket(home)))) {
      client.write(ByteBuffer.wrap("front\n".getBytes(StandardCharsets.US_ASCII)));
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /// Listens for that; `front` is called on a thread of its own. Where the platform can't, a second
  /// start only tells.
  public void listen(Runnable front) {
    try {
      Files.deleteIfExists(socket);
      var opened = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      opened.bind(UnixDomainSocketAddress.of(socket));
      server = opened;
      Thread.ofVirtual().name("front").start(() -> serve(opened, front));
    } catch (IOException | UnsupportedOperationException e) {
      server = null;
    }
  }

  private static void serve(ServerSocketChannel server, Runnable front) {
    while (server.isOpen()) {
      try (var client = server.accept()) {
        var word = ByteBuffer.allocate(6);
        client.read(word);
        if (new String(word.array(), 0, word.position(), StandardCharsets.US_ASCII)
            .startsWith("front")) front.run();
      } catch (IOException e) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (server != null) server.close();
    Files.deleteIfExists(socket);
    lock.release();
    channel.close();
  }
}
