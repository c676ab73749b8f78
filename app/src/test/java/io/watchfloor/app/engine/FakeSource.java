package io.watchfloor.app.engine;

import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/// A source that answers what a test tells it to, in order, and then nothing new.
final class FakeSource implements Source {
  /// One answer: signals, or an error.
  interface Answer {
    List<Signal> signals() throws SourceException;
  }

  final BlockingQueue<Window> asked = new LinkedBlockingQueue<>();
  final CountDownLatch closed = new CountDownLatch(1);
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final SourceId id;

  FakeSource(String name) {
    this.id = new SourceId(name);
  }

  void answer(Answer answer) {
    answers.add(answer);
  }

  @Override
  public SourceId id() {
    return id;
  }

  @Override
  public Pull pull(Window window, Cursor from) throws SourceException {
    var answer = answers.poll();
    var signals = answer == null ? List.<Signal>of() : answer.signals();
    asked.add(window);
    return new Pull(signals, new Cursor(window.to(), ""));
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
