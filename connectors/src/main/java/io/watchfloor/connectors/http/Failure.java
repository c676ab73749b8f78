package io.watchfloor.connectors.http;

import io.watchfloor.model.source.SourceException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// Why no answer came, in words.
final class Failure {
  private Failure() {}

  static <T> T take(String from, CompletableFuture<T> coming, long nanos, Duration limit)
      throws SourceException, InterruptedException {
    try {
      return coming.get(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      coming.cancel(true);
      throw late(from, limit, e);
    } catch (InterruptedException e) {
      coming.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      throw explained(from, e.getCause() == null ? e : e.getCause(), limit);
    }
  }

  private static SourceException explained(String from, Throwable error, Duration limit) {
    for (Throwable at = error; at != null; at = at.getCause()) {
      switch (at) {
        case CappedBody.TooLong tooLong -> {
          return Refusal.tooLong(from, tooLong.cap, error);
        }
        case HttpConnectTimeoutException _ -> {
          return new SourceException(
              from + ": nobody answered the call. Is the address right, is it up?", true, error);
        }
        case HttpTimeoutException _ -> {
          return late(from, limit, error);
        }
        case UnknownHostException _ -> {
          return unknownHost(from, error);
        }
        case UnresolvedAddressException _ -> {
          return unknownHost(from, error);
        }
        case SSLException _ -> {
          return new SourceException(from + ": " + Tls.refusal(error), false, error);
        }
        default -> {}
      }
    }
    if (error instanceof ConnectException)
      return new SourceException(
          from + ": the connection was refused. Is it running there?", true, error);
    return new SourceException(
        from + ": the answer broke off (" + Tls.said(error) + ").", true, error);
  }

  private static SourceException unknownHost(String from, Throwable error) {
    return new SourceException(from + ": this host name is not known.", true, error);
  }

  private static SourceException late(String from, Duration limit, Throwable error) {
    return new SourceException(from + " did not answer within " + words(limit) + ".", true, error);
  }

  private static String words(Duration limit) {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }
}
