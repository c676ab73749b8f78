package io.watchfloor.model.pipeline;

import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// When sources were blind: what history remembers and what is going on now, as one. Every lane and
/// chart hatches by this. Oldest first, cut to the window asked for, never overlapping.
public final class Gaps {
  private Gaps() {}

  /// The sources that were blind at some time in `window`, and when.
  public static Map<SourceId, List<Window>> in(Window window, Snapshot snapshot, History history) {
    var all = new TreeMap<SourceId, List<Window>>();
    history.gaps(window).forEach((id, gaps) -> all.put(id, new ArrayList<>(gaps)));
    for (var source : snapshot.sources())
      if (!source.gaps().isEmpty())
        all.computeIfAbsent(source.id(), id -> new ArrayList<>()).addAll(source.gaps());
    all.replaceAll((id, gaps) -> joined(gaps.stream().flatMap(gap -> cut(gap, window)).toList()));
    all.values().removeIf(List::isEmpty);
    return all;
  }

  private static Stream<Window> cut(Window gap, Window to) {
    var from = later(gap.from(), to.from());
    var until = gap.to().isBefore(to.to()) ? gap.to() : to.to();
    return from.isBefore(until) ? Stream.of(new Window(from, until)) : Stream.empty();
  }

  /// Those that touch or overlap, as one; oldest first.
  public static List<Window> joined(List<Window> gaps) {
    var joined = new ArrayList<Window>();
    for (var next : gaps.stream().sorted(Comparator.comparing(Window::from)).toList()) {
      var last = joined.isEmpty() ? null : joined.getLast();
      if (last == null || next.from().isAfter(last.to())) joined.add(next);
      else joined.set(joined.size() - 1, new Window(last.from(), later(last.to(), next.to())));
    }
    return List.copyOf(joined);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
