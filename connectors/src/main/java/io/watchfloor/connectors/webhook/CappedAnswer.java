package io.watchfloor.connectors.webhook;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// Takes the status and the first part of an answer, and keeps what came when the rest does not.
/// Safe for any thread.
final class CappedAnswer
    implements HttpResponse.BodyHandler<Void>, HttpResponse.BodySubscriber<Void> {
  private static final int MOST_BYTES = 64 << 10;

  private final CompletableFuture<@Nullable Void> whole = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private volatile int status;
  private volatile boolean isCut;
  private Flow.@Nullable Subscription subscription;

  /// The HTTP status, 0 while there is none.
  int status() {
    return status;
  }

  boolean isCut() {
    return isCut;
  }

  synchronized String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Override
  public HttpResponse.BodySubscriber<Void> apply(HttpResponse.ResponseInfo info) {
    status = info.statusCode();
    return this;
  }

  @Override
  @SuppressWarnings("NullAway") // the only value of Void is null
  public CompletionStage<Void> getBody() {
    return whole;
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription all) {
    subscription = all;
    all.request(Long.MAX_VALUE);
  }

  @Override
  public synchronized void onNext(List<ByteBuffer> pieces) {
    for (var piece : pieces) {
      int room = Math.min(MOST_BYTES - bytes.size(), piece.remaining());
      var part = new byte[room];
      isCut |= piece.remaining() > room;
      piece.get(part);
      bytes.writeBytes(part);
    }
    if (!isCut) return;
    if (subscription != null) subscription.cancel();
    whole.complete(null);
  }

  @Override
  public void onError(Throwable error) {
    isCut = true;
    whole.complete(null);
  }

  @Override
  public void onComplete() {
    whole.complete(null);
  }
}
