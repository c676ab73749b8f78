package io.watchfloor.app.secrets;

import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.model.source.Secrets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Secrets that the configuration says to take from environment variables (`password-env: NAME`);
/// others come from where they are kept.
public final class EnvironmentSecrets implements Secrets {
  private static final String SUFFIX = "-env";

  private final Secrets kept;
  private final Map<String, String> environment;
  private final Map<String, String> variables = new HashMap<>();

  public EnvironmentSecrets(
      Secrets kept, List<SourceSettings> sources, Map<String, String> environment) {
    this.kept = kept;
    this.environment = Map.copyOf(environment);
    for (var source : sources) {
      source
          .values()
          .forEach(
              (key, value) -> {
                if (key.endsWith(SUFFIX))
                  variables.put(
                      source.secretKey(key.substring(0, key.length() - SUFFIX.length())),
                      value.getFirst());
              });
    }
  }

  @Override
  public Optional<Secret> get(String key) {
    var variable = variables.get(key);
    if (variable == null) return kept.get(key);
    return Optional.ofNullable(environment.get(variable)).map(Secret::new);
  }

  @Override
  public void put(String key, Secret secret) {
    kept.put(key, secret);
  }

  @Override
  public void remove(String key) {
    kept.remove(key);
  }
}
