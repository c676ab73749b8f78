package io.watchfloor.app.ui.hindsight;

import io.watchfloor.app.ui.kit.FakeHistory;
import io.watchfloor.model.pipeline.History;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Window;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// Gives one series at a time, when the test says so.
final class SlowHistory extends FakeHistory {
  private final History real;
  private final Semaphore allowed = new Semaphore(0);
  private final AtomicInteger asked = new AtomicInteger();

  SlowHistory(History real) {
    this.real = real;
  }

  void oneMore() {
    allowed.release();
  }

  int asked() {
    return asked.get();
  }

  /// Whether somebody waits for the second series.
  boolean isWaiting() {
    return asked.get() >= 2 && allowed.hasQueuedThreads();
  }

  @Override
  public List<SeriesId> find(String query, int limit) {
    return real.find(query, limit);
  }

  @Override
  public Series series(SeriesId id, Window window) {
    asked.incrementAndGet();
    allowed.acquireUninterruptibly();
    return real.series(id, window);
  }
}
