package io.watchfloor.connectors.declared;

import io.watchfloor.model.source.SourceException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which items are taken: `only: {$.path: [words]}`, all of which must hold, and `except`, none of
/// which may. What is not there is the empty word.
record Condition(JsonPath path, Set<String> words, boolean wanted) {
  static List<Condition> of(Yaml yaml) throws SourceException {
    var all = new ArrayList<Condition>();
    for (var key : Map.of("only", true, "except", false).entrySet()) {
      var given = yaml.at(key.getKey());
      if (given.isEmpty()) continue;
      for (var each : given.get().members().entrySet()) {
        var words = new HashSet<String>();
        for (var word : each.getValue().list()) words.add(word.text());
        try {
          all.add(new Condition(JsonPath.parse(each.getKey()), words, key.getValue()));
        } catch (IllegalArgumentException e) {
          throw each.getValue().bad(String.valueOf(e.getMessage()), "Write a path as the key.");
        }
      }
    }
    return List.copyOf(all);
  }

  boolean holds(Scope scope) {
    return words.contains(scope.node(path).text()) == wanted;
  }
}
