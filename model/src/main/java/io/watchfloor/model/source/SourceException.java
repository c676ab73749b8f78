package io.watchfloor.model.source;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The world failed. The message says what, where and what to do next, in the source's own words
/// where it had some, and holds no secret.
public final class SourceException extends Exception {
  private static final long serialVersionUID = 1;
  private final boolean retryable;
  private final transient @Nullable Duration retryAfter;

  public SourceException(String message, boolean retryable, @Nullable Throwable cause) {
    this(message, retryable, null, cause);
  }

  public SourceException(
      String message, boolean retryable, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(message, cause);
    this.retryable = retryable;
    this.retryAfter = retryAfter;
  }

  /// Whether trying again may help without anybody changing anything.
  public boolean retryable() {
    return retryable;
  }

  /// How long the server asked us to wait (`Retry-After`).
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /// The message; never null here.
  public String why() {
    var message = getMessage();
    return message == null ? "no reason given" : message;
  }
}
