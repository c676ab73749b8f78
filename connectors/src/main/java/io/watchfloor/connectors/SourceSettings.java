package io.watchfloor.connectors;

import io.watchfloor.model.signal.SourceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One configured source: what its form asks, without secrets. `values` holds one element for a
/// single value.
public record SourceSettings(
    SourceId id, String type, Duration interval, Map<String, List<String>> values) {
  public SourceSettings {
    values = Map.copyOf(values);
  }

  public Optional<String> text(String key) {
    return values.getOrDefault(key, List.of()).stream()
        .findFirst()
        .filter(value -> !value.isBlank());
  }

  public String text(String key, String otherwise) {
    return text(key).orElse(otherwise);
  }

  public List<String> list(String key) {
    return values.getOrDefault(key, List.of());
  }

  public boolean flag(String key) {
    return text(key).map(Boolean::parseBoolean).orElse(false);
  }

  public int number(String key, int otherwise) {
    return text(key).map(Integer::parseInt).orElse(otherwise);
  }

  /// The key under which a secret field's value is kept.
  public String secretKey(String field) {
    return id.name() + "/" + field;
  }
}
