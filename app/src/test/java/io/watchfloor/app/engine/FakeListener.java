package io.watchfloor.app.engine;

import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Listener;
import io.watchfloor.model.source.Pull;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A listening source whose senders are the test.
final class FakeListener implements Listener {
  final CompletableFuture<Sink> sink = new CompletableFuture<>();
  private final SourceId id = new SourceId("told");

  @Override
  public SourceId id() {
    return id;
  }

  @Override
  public void open(Sink opened) {
    sink.complete(opened);
  }

  @Override
  public Pull pull(Window window, Cursor from) {
    return new Pull(List.of(), new Cursor(window.to(), ""));
  }
}
