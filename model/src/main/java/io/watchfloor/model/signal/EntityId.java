package io.watchfloor.model.signal;

/// What an operator points at: a service, host, disk or exporter, after aliases are resolved.
/// [#NONE] stands for a signal that is about nothing we can name.
public record EntityId(String name) implements Comparable<EntityId> {
  public static final EntityId NONE = new EntityId("");

  public boolean isNone() {
    return name.isEmpty();
  }

  @Override
  public int compareTo(EntityId other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
