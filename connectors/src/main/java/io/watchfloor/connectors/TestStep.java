package io.watchfloor.connectors;

import java.time.Duration;

/// One step of "Test connection": name, TCP, TLS, auth, permission, sample. `words` are the
/// server's own where it failed; `field` names the setting concerned, or is empty.
public record TestStep(String name, Result result, Duration took, String words, String field) {
  public enum Result {
    PASSED,
    FAILED,
    SKIPPED
  }
}
