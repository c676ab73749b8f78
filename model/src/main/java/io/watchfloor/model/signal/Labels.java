package io.watchfloor.model.signal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Names and values that identify a series or an alert, sorted by name; the metric's own name is
/// `__name__`. Immutable; equal labels have equal hash codes. Values are plain, untrusted text.
public final class Labels implements Comparable<Labels> {
  /// The label that holds a metric's name, as in Prometheus.
  public static final String NAME = "__name__";

  public static final Labels EMPTY = new Labels(new String[0]);

  private static final long FNV_PRIME = 0x100000001b3L;

  private final String[] pairs;
  private final int hash;

  private Labels(String[] pairs) {
    this.pairs = pairs;
    this.hash = Arrays.hashCode(pairs);
  }

  public static Labels of(Map<String, String> map) {
    if (map.isEmpty()) return EMPTY;
    var sorted =
        map instanceof TreeMap<String, String> tree && tree.comparator() == null
            ? tree
            : new TreeMap<>(map);
    var pairs = new String[sorted.size() * 2];
    int i = 0;
    for (var entry : sorted.entrySet()) {
      pairs[i++] = entry.getKey();
      pairs[i++] = entry.getValue();
    }
    return new Labels(pairs);
  }

  /// Labels from alternating names and values.
  public static Labels of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0)
      throw new IllegalArgumentException("a name without a value");
    var map = new TreeMap<String, String>();
    for (int i = 0; i < namesAndValues.length; i += 2)
      map.put(namesAndValues[i], namesAndValues[i + 1]);
    return of(map);
  }

  public Optional<String> get(String name) {
    for (int i = 0; i < pairs.length; i += 2)
      if (pairs[i].equals(name)) return Optional.of(pairs[i + 1]);
    return Optional.empty();
  }

  /// The value, or the empty text where there is no such label (as Prometheus treats it).
  public String value(String name) {
    for (int i = 0; i < pairs.length; i += 2) if (pairs[i].equals(name)) return pairs[i + 1];
    return "";
  }

  /// The metric's name, or the empty text.
  public String metric() {
    return value(NAME);
  }

  public Labels with(String name, String value) {
    var map = map();
    map.put(name, value);
    return of(map);
  }

  public Labels without(String... names) {
    var map = map();
    for (var name : names) map.remove(name);
    return of(map);
  }

  public Labels only(Predicate<String> keep) {
    var map = map();
    map.keySet().removeIf(keep.negate());
    return of(map);
  }

  public int size() {
    return pairs.length / 2;
  }

  public boolean isEmpty() {
    return pairs.length == 0;
  }

  /// A fresh, mutable copy in the order of the names.
  public Map<String, String> map() {
    var map = new LinkedHashMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) map.put(pairs[i], pairs[i + 1]);
    return map;
  }

  /// 64 bits of FNV-1a over the UTF-8 of the sorted pairs, each ended by 0xff; the same on every
  /// machine and in every run, and the same as Prometheus' and Alertmanager's fingerprint.
  public long fingerprint() {
    long h = 0xcbf29ce484222325L;
    for (var text : pairs) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c >= 0x80) {
          for (byte b : text.substring(i).getBytes(StandardCharsets.UTF_8))
            h = (h ^ (b & 0xff)) * FNV_PRIME;
          break;
        }
        h = (h ^ c) * FNV_PRIME;
      }
      h = (h ^ 0xff) * FNV_PRIME;
    }
    return h;
  }

  @Override
  public int compareTo(Labels other) {
    return Arrays.compare(pairs, other.pairs);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Labels that && hash == that.hash && Arrays.equals(pairs, that.pairs);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /// `name{a="1", b="2"}`, as Prometheus writes it.
  @Override
  public String toString() {
    var text = new StringBuilder(metric());
    var rest = without(NAME).pairs;
    if (rest.length == 0 && !text.isEmpty()) return text.toString();
    text.append('{');
    for (int i = 0; i < rest.length; i += 2) {
      if (i > 0) text.append(", ");
      text.append(rest[i])
          .append("=\"")
          .append(rest[i + 1].replace("\\", "\\\\").replace("\"", "\\\""))
          .append('"');
    }
    return text.append('}').toString();
  }
}
