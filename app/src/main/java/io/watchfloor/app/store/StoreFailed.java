package io.watchfloor.app.store;

/// Our memory could not keep or give something back. The message names the place and the next step.
/// Nothing of the turn that failed has been kept.
public class StoreFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StoreFailed(String message, Throwable cause) {
    super(message, cause);
  }

  StoreFailed(String message) {
    super(message);
  }
}
