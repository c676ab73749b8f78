package io.watchfloor.connectors;

import io.watchfloor.model.source.Secrets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Secrets in a map.
public final class FakeSecrets implements Secrets {
  private final Map<String, Secret> secrets = new HashMap<>();

  @Override
  public Optional<Secret> get(String key) {
    return Optional.ofNullable(secrets.get(key));
  }

  @Override
  public void put(String key, Secret secret) {
    secrets.put(key, secret);
  }

  @Override
  public void remove(String key) {
    secrets.remove(key);
  }
}
