package io.watchfloor.app.settings;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/// Reads YAML that may be hostile into a tree with places: no tags are followed, no aliases,
/// nothing deep, nothing long. Nothing of it is ever made into an object by name.
final class YamlText {
  static final int LONGEST = 256 * 1024;
  static final int DEEPEST = 12;

  private YamlText() {}

  /// The mapping at the top; empty, with the reason added to `problems`, where there is none.
  static Optional<YamlMap> read(String path, String text, List<Problem> problems) {
    if (text.length() > LONGEST) {
      problems.add(
          new Problem(
              path,
              0,
              0,
              "It is longer than 256 KiB.",
              "Shorten it, or check that it is the right file."));
      return Optional.empty();
    }
    var settings =
        LoadSettings.builder().setLabel(path).setUseMarks(true).setCodePointLimit(LONGEST).build();
    try {
      if (!isPlain(path, text, settings, problems)) return Optional.empty();
      var root = new Compose(settings).composeString(text);
      if (root.isPresent() && root.get() instanceof MappingNode mapping)
        return Optional.of(new YamlMap(path, "", mapping, problems));
      problems.add(
          new Problem(
              path,
              1,
              1,
              "It holds no `key: value` lines.",
              "Start from an example in the runbooks folder."));
    } catch (MarkedYamlEngineException e) {
      var mark = e.getProblemMark();
      problems.add(
          new Problem(
              path,
              mark.map(m -> m.getLine() + 1).orElse(0),
              mark.map(m -> m.getColumn() + 1).orElse(0),
              "It is not valid YAML: " + e.getProblem() + ".",
              "Correct this place."));
    } catch (YamlEngineException e) {
      problems.add(
          new Problem(
              path,
              0,
              0,
              "It is not valid YAML: " + Shown.of(String.valueOf(e.getMessage())) + ".",
              "Correct the file."));
    }
    return Optional.empty();
  }

  /// Looks through the events before anything is built from them, so that nesting can't exhaust the
  /// stack.
  private static boolean isPlain(
      String path, String text, LoadSettings settings, List<Problem> problems) {
    int depth = 0, documents = 0;
    for (var event : new Parse(settings).parseString(text)) {
      var id = event.getEventId();
      if (id == Event.ID.Alias)
        return refuse(path, event, "It uses an alias (`*name`).", "Write the value out.", problems);
      if (id == Event.ID.DocumentStart && ++documents > 1)
        return refuse(
            path,
            event,
            "It holds more than one document (`---`).",
            "Put each in a file of its own.",
            problems);
      if (id == Event.ID.MappingStart || id == Event.ID.SequenceStart) depth++;
      if (id == Event.ID.MappingEnd || id == Event.ID.SequenceEnd) depth--;
      if (depth > DEEPEST)
        return refuse(path, event, "It is nested too deeply.", "Flatten it.", problems);
    }
    return true;
  }

  private static boolean refuse(
      String path, Event event, String message, String next, List<Problem> problems) {
    var mark = event.getStartMark();
    problems.add(
        new Problem(
            path,
            mark.map(m -> m.getLine() + 1).orElse(0),
            mark.map(m -> m.getColumn() + 1).orElse(0),
            message,
            next));
    return false;
  }

  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  static int column(Node node) {
    return node.getStartMark().map(mark -> mark.getColumn() + 1).orElse(0);
  }
}
