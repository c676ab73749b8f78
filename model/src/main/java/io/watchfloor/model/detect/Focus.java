package io.watchfloor.model.detect;

import io.watchfloor.model.signal.SeriesId;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.Set;

/// Which series are to be judged deeply whatever the room: those that a person has chosen, those on
/// the screen, and those of what is in an open incident, in this order. Immutable.
public record Focus(Set<SeriesId> chosen, Set<SeriesId> onScreen, Set<SeriesId> inIncident) {
  /// Series judged deeply for one of these reasons, at most.
  public static final int MOST = 400;

  public static final Focus NONE = new Focus(Set.of(), Set.of(), Set.of());

  public Focus {
    chosen = Set.copyOf(chosen);
    onScreen = Set.copyOf(onScreen);
    inIncident = Set.copyOf(inIncident);
  }

  public Focus choosing(SeriesId series, boolean isChosen) {
    var all = new LinkedHashSet<>(chosen);
    if (isChosen) all.add(series);
    else all.remove(series);
    return new Focus(all, onScreen, inIncident);
  }

  public Focus showing(Set<SeriesId> series) {
    return new Focus(chosen, series, inIncident);
  }

  public Focus investigating(Set<SeriesId> series) {
    return new Focus(chosen, onScreen, series);
  }

  /// All of them, the strongest reason first, at most [#MOST].
  SequencedSet<SeriesId> wanted() {
    var wanted = new LinkedHashSet<SeriesId>();
    for (var part : java.util.List.of(chosen, onScreen, inIncident))
      for (var id : new java.util.TreeSet<>(part)) if (wanted.size() < MOST) wanted.add(id);
    return wanted;
  }
}
