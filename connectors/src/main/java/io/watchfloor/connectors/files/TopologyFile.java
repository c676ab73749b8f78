package io.watchfloor.connectors.files;

import io.watchfloor.model.signal.Dependency;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.topology.Entity;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Reads who needs whom from a file, JSON or YAML: `services`, each with `name` and, as far as
/// known, `kind`, `tier`, `owner` and `depends_on` (a list of names). Other keys are left alone.
public final class TopologyFile {
  private static final long LARGEST = 8L << 20;
  private static final int MOST = 100_000;
  private static final int LONGEST_NAME = 500;

  /// What a file said.
  public record Loaded(List<Entity> entities, List<Dependency> edges) {
    public Loaded {
      entities = List.copyOf(entities);
      edges = List.copyOf(edges);
    }
  }

  private final Path file;
  private final SourceId source;
  private final Instant at;
  private final List<Entity> entities = new ArrayList<>();
  private final List<Dependency> edges = new ArrayList<>();

  private TopologyFile(Path file, SourceId source, Instant at) {
    this.file = file;
    this.source = source;
    this.at = at;
  }

  /// @throws SourceException that names the file, the line and what is wrong there
  public static Loaded read(Path file, SourceId source, Instant at) throws SourceException {
    return new TopologyFile(file, source, at).read();
  }

  private Loaded read() throws SourceException {
    try {
      if (Files.size(file) > LARGEST) throw bad("it is larger than 8 MiB");
      var settings =
          LoadSettings.builder()
              .setLabel(String.valueOf(file.getFileName()))
              .setCodePointLimit((int) LARGEST)
              .build();
      var root = new Compose(settings).composeString(Files.readString(file));
      for (var service : list(root.flatMap(node -> value(node, "services")), "services"))
        addService(service);
      return new Loaded(entities, edges);
    } catch (CharacterCodingException e) {
      throw bad("it is not UTF-8");
    } catch (IOException e) {
      throw new SourceException(
          file + " can't be read: " + e.getMessage() + ". Check the path and its permissions.",
          true,
          e);
    } catch (MarkedYamlEngineException e) {
      var place =
          e.getProblemMark()
              .map(
                  mark ->
                      "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": ");
      throw bad(place.orElse("") + e.getProblem());
    } catch (YamlEngineException | StackOverflowError e) {
      throw bad("it can't be parsed");
    }
  }

  private void addService(Node service) throws SourceException {
    var name = text(value(service, "name"));
    if (name.isBlank()) throw bad(place(service) + "a service needs a name");
    if (entities.size() + edges.size() > MOST)
      throw bad(place(service) + "there are more than " + MOST + " services and edges");
    var id = new EntityId(name);
    entities.add(
        new Entity(
            id,
            text(value(service, "kind")),
            text(value(service, "tier")),
            text(value(service, "owner"))));
    var needed = value(service, "depends_on");
    if (needed.isEmpty()) return;
    for (var callee : list(needed, "depends_on")) {
      var other = text(Optional.of(callee));
      if (other.isBlank()) throw bad(place(callee) + "a name is expected");
      edges.add(new Dependency(source, id, new EntityId(other), Labels.EMPTY, at, at));
    }
  }

  private List<Node> list(Optional<Node> node, String key) throws SourceException {
    if (node.isPresent() && node.get() instanceof SequenceNode list) return list.getValue();
    throw bad(node.map(TopologyFile::place).orElse("") + key + " must be a list");
  }

  private static Optional<Node> value(Node node, String key) {
    if (!(node instanceof MappingNode map)) return Optional.empty();
    return map.getValue().stream()
        .filter(
            entry -> entry.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key))
        .map(entry -> entry.getValueNode())
        .findFirst();
  }

  private String text(Optional<Node> node) throws SourceException {
    if (node.isEmpty()) return "";
    if (!(node.get() instanceof ScalarNode scalar))
      throw bad(place(node.get()) + "a text is expected");
    if (scalar.getValue().length() > LONGEST_NAME)
      throw bad(place(scalar) + "a text is longer than " + LONGEST_NAME + " characters");
    return scalar.getValue();
  }

  private static String place(Node node) {
    return node.getStartMark().map(mark -> "line " + (mark.getLine() + 1) + ": ").orElse("");
  }

  private SourceException bad(String why) {
    return new SourceException(
        file + ": " + why + ". The file lists services: [{name, kind, tier, owner, depends_on}].",
        false,
        null);
  }
}
