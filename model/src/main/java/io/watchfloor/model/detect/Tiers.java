package io.watchfloor.model.detect;

import io.watchfloor.model.signal.SeriesId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Decides which series change their tier: wanted ones ([Focus]) become deep, the rest is deep
/// while there is room. The engine thread owns it.
final class Tiers {
  /// Series judged deeply because there is room.
  static final int ROOM = Detectors.MOST_DEEP;

  private Tiers() {}

  /// At most `most` changes, the most urgent first. `all` are in the order in which they were
  /// heard, the longest ago first.
  static List<Switch> next(Collection<Watched> all, Focus focus, int most) {
    var wanted = focus.wanted();
    var deep = new ArrayList<SeriesId>();
    var wide = new HashSet<SeriesId>();
    var room = new ArrayList<SeriesId>();
    for (var watched : all) {
      if (watched.isDeep()) deep.add(watched.id());
      else if (wanted.contains(watched.id())) wide.add(watched.id());
      else if (room.size() < most) room.add(watched.id());
    }
    var switches = new ArrayList<Switch>();
    for (var id : wanted)
      if (wide.contains(id) && switches.size() < most) switches.add(new Switch(id, Tier.DEEP));
    int after = deep.size() + switches.size();
    for (var id : deep) {
      if (after <= ROOM || switches.size() >= 2 * most) break;
      if (wanted.contains(id)) continue;
      switches.add(new Switch(id, Tier.WIDE));
      after--;
    }
    for (var id : room) {
      if (after >= ROOM || switches.size() >= most) break;
      switches.add(new Switch(id, Tier.DEEP));
      after++;
    }
    return switches;
  }

  /// Which are judged deeply now.
  static Set<SeriesId> deep(Collection<Watched> all) {
    var deep = new HashSet<SeriesId>();
    for (var watched : all) if (watched.isDeep()) deep.add(watched.id());
    return deep;
  }
}
