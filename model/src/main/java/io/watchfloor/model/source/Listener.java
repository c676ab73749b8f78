package io.watchfloor.model.source;

import io.watchfloor.model.signal.Signal;
import java.util.List;

/// A source that is told instead of asked: syslog, traps, webhooks, OTLP. It listens from [#open]
/// to [#close], on loopback unless its settings say otherwise. Its [#pull] brings nothing: it only
/// tells that it still listens, and in the notices what was dropped, capped or not understood since
/// the last one; it fails when it can't listen.
public interface Listener extends Source {
  /// Begins to listen; called once, before the first pull.
  ///
  /// @throws SourceException if it can't (the port is taken)
  void open(Sink sink) throws SourceException;

  @Override
  default boolean canBeAskedAgain() {
    return false;
  }

  /// Where what arrives goes. Any thread; many at once.
  @FunctionalInterface
  interface Sink {
    /// Returns when the signals are stored; only then is the sender answered. Waits while there is
    /// too much to do, so the sender is slowed down.
    ///
    /// @throws SourceException if they could not be stored: the sender is told to try again
    void accept(List<Signal> signals) throws SourceException, InterruptedException;
  }
}
