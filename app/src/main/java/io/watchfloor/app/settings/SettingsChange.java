package io.watchfloor.app.settings;

import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.model.signal.SourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// What must be done when the configuration changes while the program runs: the sources that go,
/// and those that come or are opened anew, in the file's order. `needsRestart` names the groups
/// that take effect only with the next start.
public record SettingsChange(
    List<SourceId> closed,
    List<SourceSettings> opened,
    boolean machineChanged,
    List<String> needsRestart) {
  public SettingsChange {
    closed = List.copyOf(closed);
    opened = List.copyOf(opened);
    needsRestart = List.copyOf(needsRestart);
  }

  public static SettingsChange between(Settings before, Settings after) {
    var known = new HashMap<SourceId, SourceSettings>();
    for (var source : before.sources()) known.put(source.id(), source);
    var opened = new ArrayList<SourceSettings>();
    for (var source : after.sources()) {
      var old = known.remove(source.id());
      if (!source.equals(old)) opened.add(source);
    }
    var needsRestart = new ArrayList<String>();
    if (!before.entities().equals(after.entities())) needsRestart.add("entities");
    return new SettingsChange(
        known.keySet().stream().sorted().toList(),
        opened,
        before.thisMachine() != after.thisMachine(),
        needsRestart);
  }
}
