package io.watchfloor.connectors.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// Takes an answer in the pieces in which it comes, without copying, and gives up as soon as it is
/// longer than the cap.
final class CappedBody implements HttpResponse.BodySubscriber<List<ByteBuffer>> {
  private final long cap;
  private final CompletableFuture<List<ByteBuffer>> whole = new CompletableFuture<>();
  private final List<ByteBuffer> pieces = new ArrayList<>();
  private long taken;
  private Flow.@Nullable Subscription subscription;

  CappedBody(long cap) {
    this.cap = cap;
  }

  @Override
  public CompletionStage<List<ByteBuffer>> getBody() {
    return whole;
  }

  @Override
  public void onSubscribe(Flow.Subscription asked) {
    subscription = asked;
    asked.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> more) {
    if (whole.isDone()) return;
    for (var piece : more) taken += piece.remaining();
    if (taken > cap) {
      pieces.clear();
      if (subscription != null) subscription.cancel();
      whole.completeExceptionally(new TooLong(cap));
      return;
    }
    pieces.addAll(more);
  }

  @Override
  public void onError(Throwable error) {
    pieces.clear();
    whole.completeExceptionally(error);
  }

  @Override
  public void onComplete() {
    whole.complete(pieces);
  }

  /// Reads the pieces one after the other, from the beginning each time.
  static InputStream stream(List<ByteBuffer> body) {
    var pieces = body.stream().map(ByteBuffer::duplicate).toList();
    return new InputStream() {
      private int next;

      @Override
      public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) {
        if (length == 0) return 0;
        while (next < pieces.size() && !pieces.get(next).hasRemaining()) next++;
        if (next == pieces.size()) return -1;
        var piece = pieces.get(next);
        int n = Math.min(length, piece.remaining());
        piece.get(into, offset, n);
        return n;
      }
    };
  }

  /// Gives at most `cap` bytes and then fails: what a small packed answer may become.
  static InputStream limited(InputStream in, long cap) {
    return new InputStream() {
      private long left = cap;

      @Override
      public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int n = in.read(into, offset, length);
        if (n > 0 && (left -= n) < 0) throw new TooLong(cap);
        return n;
      }

      @Override
      public void close() throws IOException {
        in.close();
      }
    };
  }

  /// The answer is longer than the cap.
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1;
    final long cap;

    TooLong(long cap) {
      super("longer than " + cap + " bytes");
      this.cap = cap;
    }
  }
}
