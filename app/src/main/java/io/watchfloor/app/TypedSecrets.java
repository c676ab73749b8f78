package io.watchfloor.app;

import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.model.source.Secrets;
import java.util.Map;
import java.util.Optional;

/// Secrets that were typed but not kept yet, before those that are.
record TypedSecrets(SourceSettings settings, Map<String, Secret> typed, Secrets kept)
    implements Secrets {
  @Override
  public Optional<Secret> get(String key) {
    for (var entry : typed.entrySet())
      if (settings.secretKey(entry.getKey()).equals(key)) return Optional.of(entry.getValue());
    return kept.get(key);
  }

  @Override
  public void put(String key, Secret secret) {
    throw new UnsupportedOperationException("a test keeps nothing");
  }

  @Override
  public void remove(String key) {
    throw new UnsupportedOperationException("a test keeps nothing");
  }
}
