package io.watchfloor.connectors.notice;

import io.watchfloor.model.source.SourceException;

/// Somebody who is told. Blocking; one notice at a time.
public interface Destination extends AutoCloseable {
  /// Returns once it was accepted: that is as much as chats and mail servers say.
  ///
  /// @throws SourceException in the other side's words, and whether trying again may help; holds no
  ///   secret, not even a secret address
  void send(Notice notice) throws SourceException, InterruptedException;

  @Override
  default void close() {}
}
