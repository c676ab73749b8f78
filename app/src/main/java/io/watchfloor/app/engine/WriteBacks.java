package io.watchfloor.app.engine;

import io.watchfloor.model.pipeline.Effect;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.source.WriteBack;
import io.watchfloor.model.source.WriteEnd;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Writes back to sources, one virtual thread an act: send, then read back until the source holds
/// it or says otherwise.
final class WriteBacks {
  /// Some systems take a written command only at their next turn, every few seconds.
  private static final int LOOKS = 12;

  private static final long LOOK_AGAIN_MILLIS = 1_000;

  private final Inbox inbox;
  private final Function<SourceId, Optional<Source>> sources;

  WriteBacks(Inbox inbox, Function<SourceId, Optional<Source>> sources) {
    this.inbox = inbox;
    this.sources = sources;
  }

  void start(Effect.Write write) {
    Thread.ofVirtual().name("write-" + write.source()).start(() -> inbox.put(done(write)));
  }

  private Message.Written done(Effect.Write write) {
    return new Message.Written(write.source(), write.act(), write.alerts(), sent(write));
  }

  private WriteEnd sent(Effect.Write write) {
    Optional<WriteBack.Receipt> receipt = Optional.empty();
    try {
      var source = sources.apply(write.source());
      if (source.isEmpty())
        return failed(
            write,
            receipt,
            "This source can't be written to now; it may have been removed.",
            false);
      var target = target(source.get(), write);
      if (target.isEmpty()) return failed(write, receipt, "", false);
      var sent = target.get().send(write.act());
      receipt = Optional.of(sent);
      var read = target.get().readBack(sent);
      for (int i = 1; i < LOOKS && !read.confirmed(); i++) {
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        read = target.get().readBack(sent);
      }
      return new WriteEnd(write.dispatch(), receipt, Optional.of(read), "", false);
    } catch (SourceException e) {
      return failed(write, receipt, e.why(), e.retryable());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(write, receipt, "The console closed before the answer came.", false);
    } catch (RuntimeException e) {
      return failed(write, receipt, "Unexpected answer: " + e, false);
    }
  }

  /// Empty where the source has no such act: it stays our own.
  private static Optional<WriteBack> target(Source source, Effect.Write write) {
    return source.writeBacks().stream()
        .filter(back -> back.offers().contains(write.act().kind()))
        .findFirst();
  }

  private static WriteEnd failed(
      Effect.Write write, Optional<WriteBack.Receipt> receipt, String error, boolean isAway) {
    return new WriteEnd(write.dispatch(), receipt, Optional.empty(), error, isAway);
  }
}
