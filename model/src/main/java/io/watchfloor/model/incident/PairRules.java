package io.watchfloor.model.incident;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What people taught about pairs of series: these two do not belong together, whatever the graph
/// and the clock say. Kept with the incident in which it was taught, and the newest of them only.
final class PairRules {
  private static final int MOST = 5_000;

  private record Pair(String one, String other) {}

  private final Set<Pair> apart = new LinkedHashSet<>();

  boolean isEmpty() {
    return apart.isEmpty();
  }

  boolean areApart(String a, String b) {
    return apart.contains(pair(a, b));
  }

  void apart(String key, Collection<String> others) {
    for (var other : List.copyOf(others)) if (!other.equals(key)) apart.add(pair(key, other));
    Iterator<Pair> oldest = apart.iterator();
    while (apart.size() > MOST && oldest.hasNext()) {
      oldest.next();
      oldest.remove();
    }
  }

  void apart(Collection<String> some, Collection<String> others) {
    for (var one : List.copyOf(some)) apart(one, others);
  }

  /// A person put them together again.
  void together(Collection<String> some, Collection<String> others) {
    for (var a : some) for (var b : others) apart.remove(pair(a, b));
  }

  private static Pair pair(String a, String b) {
    return a.compareTo(b) <= 0 ? new Pair(a, b) : new Pair(b, a);
  }
}
