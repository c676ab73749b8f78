package io.watchfloor.connectors;

import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.SourceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// One configured source: what its form asks, without secrets. `values` holds one element for a
/// single value.
public record SourceSettings(
    SourceId id, String type, Duration interval, Map<String, List<String>> values) {
  private static final Pattern DURATION_PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

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

  /// One of `choices`, however it is written; the first where nothing is chosen.
  ///
  /// @throws SourceException names the setting and what can be chosen
  public String choice(String key, List<String> choices) throws SourceException {
    var chosen = text(key, choices.getFirst());
    for (var choice : choices) if (choice.equalsIgnoreCase(chosen)) return choice;
    throw new SourceException(
        key + ": \"" + chosen + "\" is not one of " + String.join(", ", choices) + ".",
        false,
        null);
  }

  public List<String> list(String key) {
    return values.getOrDefault(key, List.of());
  }

  public boolean flag(String key) {
    return text(key).map(Boolean::parseBoolean).orElse(false);
  }

  /// @throws IllegalArgumentException names the setting where its value is not a whole number
  public int number(String key, int otherwise) {
    var text = text(key);
    if (text.isEmpty()) return otherwise;
    try {
      return Integer.parseInt(text.get().strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          key + ": \"" + text.get() + "\" is not a whole number.", e);
    }
  }

  /// A time as people write it: `500ms`, `15s`, `2m`, `1h30m`, `7d`; `0` is none at all.
  ///
  /// @throws IllegalArgumentException names the setting where its value is not such a time
  public Duration duration(String key, Duration otherwise) {
    var text = text(key);
    return text.isEmpty() ? otherwise : duration(key, text.get());
  }

  /// Reads such a time; `key` is what it is called in the message.
  public static Duration duration(String key, String text) {
    var rest = text.strip();
    if (rest.equals("0")) return Duration.ZERO;
    var parts = DURATION_PART.matcher(rest);
    var sum = Duration.ZERO;
    int at = 0;
    while (parts.find() && parts.start() == at) {
      long amount = Long.parseLong(parts.group(1));
      sum =
          sum.plus(
              switch (parts.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
              });
      at = parts.end();
    }
    if (at == 0 || at != rest.length())
      throw new IllegalArgumentException(
          key + ": \"" + text + "\" is not a time; write 15s, 2m, 1h30m or 7d.");
    return sum;
  }

  /// The key under which a secret field's value is kept.
  public String secretKey(String field) {
    return id.name() + "/" + field;
  }
}
