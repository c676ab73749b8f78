package io.watchfloor.model.incident;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.topology.Topology;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.stream.Collectors;

/// An incident in one line: its worst, deepest symptom in the words of whoever wrote the alert, and
/// who fails with it.
final class Titles {
  private static final int LONGEST = 160;

  private Titles() {}

  static String title(Collection<Member> members, Topology topology, int storm) {
    var all = members.stream().filter(member -> member.ref() instanceof Ref.ToAlert).toList();
    if (all.isEmpty()) return "Nothing is firing any more";
    var active = all.stream().filter(Member::isActive).toList();
    var alerts = active.isEmpty() ? all : active;
    var first =
        alerts.stream()
            .min(
                Comparator.<Member>comparingInt(member -> -member.severity().ordinal())
                    .thenComparingInt(member -> topology.downstream(member.entity()).size())
                    .thenComparing(Member::from))
            .orElse(alerts.getFirst());
    var others = new LinkedHashSet<EntityId>();
    for (var member : alerts)
      if (!member.entity().equals(first.entity()) && !member.entity().isNone())
        others.add(member.entity());
    var head = cut(first.text());
    if (alerts.size() >= storm)
      return head + "; " + alerts.size() + " alerts on " + (others.size() + 1) + " entities";
    if (others.isEmpty()) return head;
    var names = others.stream().limit(3).map(EntityId::name).collect(Collectors.joining(", "));
    return head
        + "; also "
        + names
        + (others.size() > 3 ? " and " + (others.size() - 3) + " more" : "");
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
