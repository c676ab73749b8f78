package io.watchfloor.model.source;

import java.util.Optional;

/// Where secrets are kept, never in settings or logs.
public interface Secrets {
  /// The secret stored under `key` (`<source>/<field>`), if there is one.
  Optional<Secret> get(String key);

  void put(String key, Secret secret);

  void remove(String key);

  /// A text that does not print itself.
  record Secret(String reveal) {
    @Override
    public String toString() {
      return "***";
    }
  }
}
