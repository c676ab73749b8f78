package io.watchfloor.connectors.http;

import io.watchfloor.model.source.SourceException;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An answer that does not end, one line after the other, kept until somebody drains it. Bounded:
/// what is too much is dropped and counted, and a line that is too long ends the stream. It tells
/// nothing of what was before it opened. Thread-safe.
public final class LineStream implements AutoCloseable {
  private static final int MOST_LINES = 20_000;
  private static final int LONGEST_LINE = 1024 * 1024;
  private static final long MOST_BYTES = 32L * 1024 * 1024;

  private final String from;
  private final ArrayDeque<String> lines = new ArrayDeque<>();
  private final CompletableFuture<? extends HttpResponse<?>> response;
  private final Lines reader = new Lines();
  private long bytes;
  private int dropped;
  private boolean ended;

  LineStream(
      String from,
      Duration limit,
      Instant now,
      Function<HttpResponse.BodyHandler<Boolean>, CompletableFuture<HttpResponse<Boolean>>> sending)
      throws SourceException, InterruptedException {
    this.from = from;
    var opened = new CompletableFuture<HttpResponse.ResponseInfo>();
    this.response =
        sending
            .apply(
                info -> {
                  opened.complete(info);
                  return reader;
                })
            .whenComplete(
                (_, error) -> {
                  end();
                  if (error != null) opened.completeExceptionally(error);
                });
    awaitOpened(opened, limit, now);
  }

  private void awaitOpened(
      CompletableFuture<HttpResponse.ResponseInfo> opened, Duration limit, Instant now)
      throws SourceException, InterruptedException {
    boolean good = false;
    try {
      var info = Failure.take(from, opened, limit.toNanos(), limit);
      good = info.statusCode() / 100 == 2;
      if (!good)
        throw Refusal.of(
            from, info.statusCode(), info.headers().firstValue("Retry-After"), "", now);
    } finally {
      if (!good) close();
    }
  }

  /// What has arrived since the last call, oldest first.
  public synchronized List<String> drain() {
    var drained = new ArrayList<>(lines);
    lines.clear();
    bytes = 0;
    return drained;
  }

  /// How many lines were dropped since the last call, because nobody drained them in time.
  public synchronized int takeDropped() {
    int taken = dropped;
    dropped = 0;
    return taken;
  }

  public synchronized boolean isOpen() {
    return !ended;
  }

  private synchronized void end() {
    ended = true;
  }

  private synchronized void add(String line) {
    if (lines.size() == MOST_LINES || bytes > MOST_BYTES) {
      dropped++;
      return;
    }
    bytes += line.length();
    lines.add(line);
  }

  @Override
  public void close() {
    end();
    reader.cancel();
    response.cancel(true);
  }

  private final class Lines implements HttpResponse.BodySubscriber<Boolean> {
    private final CompletableFuture<Boolean> whole = new CompletableFuture<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private volatile Flow.@Nullable Subscription subscription;

    @Override
    public CompletionStage<Boolean> getBody() {
      return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription asked) {
      subscription = asked;
      asked.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> more) {
      for (var piece : more) while (piece.hasRemaining()) take(piece.get());
    }

    private void take(byte next) {
      if (whole.isDone()) return;
      if (next != '\n') {
        line.write(next);
        if (line.size() > LONGEST_LINE) cancel();
        return;
      }
      if (line.size() > 1) add(line.toString(StandardCharsets.UTF_8));
      line.reset();
    }

    @Override
    public void onError(Throwable error) {
      whole.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
      whole.complete(true);
    }

    void cancel() {
      var asked = subscription;
      if (asked != null) asked.cancel();
      whole.complete(false);
      line.reset();
      end();
    }
  }
}
