package io.watchfloor.model.signal;

/// The name of one configured source, unique in a configuration. A name that starts with `sandbox:`
/// belongs to a recorded incident and never to a real system.
public record SourceId(String name) implements Comparable<SourceId> {
  private static final String SANDBOX = "sandbox:";

  public SourceId {
    if (name.isBlank()) throw new IllegalArgumentException("a source needs a name");
  }

  public static SourceId sandbox(String name) {
    return new SourceId(SANDBOX + name);
  }

  public boolean isSandbox() {
    return name.startsWith(SANDBOX);
  }

  @Override
  public int compareTo(SourceId other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
