package io.watchfloor.connectors.declared;

import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.source.SourceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// One value of a description, which knows its file, line and path, so that what is wrong there can
/// be said in place and with what to write instead. Aliases are refused: they are how a small file
/// becomes endless.
final class Yaml {
  private static final int LARGEST = 1 << 20;

  private final String file;
  private final String path;
  private final Node node;
  private final Set<String> names;

  private Yaml(String file, String path, Node node, Set<String> names) {
    this.file = file;
    this.path = path;
    this.node = node;
    this.names = names;
  }

  /// @throws SourceException names the line that is no YAML
  static Yaml read(String file, String text) throws SourceException {
    var settings =
        LoadSettings.builder()
            .setLabel(file)
            .setCodePointLimit(LARGEST)
            .setMaxAliasesForCollections(0)
            .build();
    try {
      var root = new Compose(settings).composeString(text);
      if (root.isEmpty()) throw new SourceException(file + " is empty.", false, null);
      return below(file, "", root.get(), new TreeSet<>());
    } catch (MarkedYamlEngineException e) {
      var line = e.getProblemMark().map(mark -> ", line " + (mark.getLine() + 1)).orElse("");
      throw new SourceException(
          file + line + ": " + SafeText.words(String.valueOf(e.getProblem())) + ".", false, e);
    } catch (YamlEngineException | StackOverflowError e) {
      throw new SourceException(file + " can't be read as YAML.", false, e);
    }
  }

  private static Yaml below(String file, String path, Node node, Set<String> names)
      throws SourceException {
    var yaml = new Yaml(file, path, node, names);
    if (node.getAnchor().isEmpty()) return yaml;
    throw yaml.bad("this has an anchor", "Write it out where it is needed again.");
  }

  /// What is wrong here, and what to do about it.
  SourceException bad(String what, String next) {
    var line = node.getStartMark().map(mark -> ", line " + (mark.getLine() + 1)).orElse("");
    var where = path.isEmpty() ? "" : " (" + path + ")";
    return new SourceException(file + line + where + ": " + what + ". " + next, false, null);
  }

  /// What may stand in `${…}` anywhere in the file; the whole file shares it.
  Set<String> names() {
    return names;
  }

  Optional<Yaml> at(String key) throws SourceException {
    return Optional.ofNullable(members().get(key));
  }

  Yaml need(String key, String next) throws SourceException {
    var found = at(key);
    if (found.isPresent()) return found.get();
    throw bad("`" + key + "` is missing", next);
  }

  boolean isMap() {
    return node instanceof MappingNode;
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  Map<String, Yaml> members() throws SourceException {
    if (!(node instanceof MappingNode map))
      throw bad("keys with values are expected", "Indent them.");
    var members = new LinkedHashMap<String, Yaml>();
    for (var entry : map.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode name))
        throw bad("a key must be a word", "Quote it.");
      var below = path.isEmpty() ? name.getValue() : path + "." + name.getValue();
      members.put(name.getValue(), below(file, below, entry.getValueNode(), names));
    }
    return members;
  }

  /// The elements; a single value is a list of one.
  List<Yaml> list() throws SourceException {
    if (!(node instanceof SequenceNode list)) return List.of(this);
    var elements = new ArrayList<Yaml>();
    int n = 0;
    for (var each : list.getValue()) elements.add(below(file, path + "[" + n++ + "]", each, names));
    return elements;
  }

  String text() throws SourceException {
    if (node instanceof ScalarNode scalar) return scalar.getValue();
    throw bad("a text is expected", "Write one value here.");
  }

  String text(String key, String otherwise) throws SourceException {
    var found = at(key);
    return found.isEmpty() ? otherwise : found.get().text();
  }

  int number(String key, int otherwise, int most) throws SourceException {
    var found = at(key);
    if (found.isEmpty()) return otherwise;
    try {
      int number = Integer.parseInt(found.get().text());
      if (number >= 0 && number <= most) return number;
    } catch (NumberFormatException e) {
      // said below
    }
    throw found.get().bad("a whole number is expected", "Write one from 0 to " + most + ".");
  }

  /// A number or flag as such, anything else as text.
  Object scalar() throws SourceException {
    var text = text();
    var scalar = (ScalarNode) node;
    if (scalar.getScalarStyle() != ScalarStyle.PLAIN) return text;
    if (scalar.getTag().equals(Tag.INT)) return Long.parseLong(text);
    if (scalar.getTag().equals(Tag.BOOL)) return Boolean.parseBoolean(text);
    return text;
  }

  /// Refuses keys other than these.
  void only(List<String> known) throws SourceException {
    for (var member : members().entrySet())
      if (!known.contains(member.getKey()))
        throw member
            .getValue()
            .bad(
                "nothing is called `" + member.getKey() + "` here",
                "There are: " + String.join(", ", known) + ".");
  }
}
