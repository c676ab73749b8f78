package io.watchfloor.model.topology;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import java.util.List;
import java.util.Map;

/// How labels become entities, edges and changes; the operator's to configure. `labels` are tried
/// in order; `aliases` map other spellings to one name.
public record EntityRules(
    List<String> labels,
    Map<String, String> aliases,
    List<EdgeRule> edges,
    List<ChangeRule> changes) {
  /// A metric that carries both ends of a dependency:
  /// `dependency_duration_seconds{service,target}`. `metric` is a glob.
  public record EdgeRule(String metric, String from, String to) {}

  /// A metric whose value is the time (epoch seconds) of a change; the other fields name labels.
  /// `metric` is a glob.
  public record ChangeRule(String metric, String entity, String kind, String version) {}

  public static final EntityRules DEFAULT =
      new EntityRules(
          List.of("exporter", "service", "app", "deployment", "host", "instance", "job"),
          Map.of(),
          List.of(new EdgeRule("*dependency*", "service", "target")),
          List.of(new ChangeRule("*_change_timestamp_seconds", "service", "kind", "version")));

  public EntityRules {
    labels = List.copyOf(labels);
    aliases = Map.copyOf(aliases);
    edges = List.copyOf(edges);
    changes = List.copyOf(changes);
  }

  /// Who these labels are about, or [EntityId#NONE].
  public EntityId entity(Labels of) {
    for (var label : labels) {
      var value = of.value(label);
      if (!value.isEmpty()) return named(value);
    }
    return EntityId.NONE;
  }

  public EntityId named(String name) {
    return new EntityId(aliases.getOrDefault(name, name));
  }
}
