package io.watchfloor.connectors.machine;

import io.watchfloor.connectors.machine.Machine.Process;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The programs that take most CPU or memory, all processes of one name together. A program that
/// was among them stays on the list, so that its series goes on; the list is bounded.
final class TopProcesses {
  private static final int TOP = 6;
  private static final int MOST = 24;

  /// What one program takes: CPU as a share of the whole machine, NaN at first sight.
  record Taken(double cpuRatio, long residentBytes) {}

  private final LinkedHashSet<String> listed = new LinkedHashSet<>();
  private Map<Integer, Long> cpuBefore = Map.of();
  private Instant before = Instant.EPOCH;

  /// The listed programs; one that has ended takes NaN.
  Map<String, Taken> among(Collection<Process> processes, int cores, Instant now) {
    var cpuMillis = new HashMap<Integer, Long>();
    var spent = new HashMap<String, Double>();
    var resident = new HashMap<String, Long>();
    double capacity = (now.toEpochMilli() - before.toEpochMilli()) * (double) Math.max(1, cores);
    for (var process : processes) {
      cpuMillis.put(process.id(), process.cpuMillis());
      long last = cpuBefore.getOrDefault(process.id(), process.cpuMillis());
      spent.merge(process.name(), Math.max(0, process.cpuMillis() - last) / capacity, Double::sum);
      resident.merge(process.name(), process.residentBytes(), Long::sum);
    }
    boolean isFirst = cpuBefore.isEmpty();
    cpuBefore = cpuMillis;
    before = now;
    if (!isFirst) add(top(spent));
    add(top(resident));
    var taken = new TreeMap<String, Taken>();
    for (var name : List.copyOf(listed)) {
      var bytes = resident.get(name);
      if (bytes == null) listed.remove(name);
      taken.put(
          name,
          bytes == null
              ? new Taken(Double.NaN, -1)
              : new Taken(isFirst ? Double.NaN : spent.getOrDefault(name, 0.0), bytes));
    }
    return taken;
  }

  private void add(List<String> names) {
    for (var name : names) {
      if (listed.size() >= MOST && !listed.contains(name)) continue;
      listed.add(name);
    }
  }

  private static <T extends Comparable<T>> List<String> top(Map<String, T> byName) {
    return byName.entrySet().stream()
        .sorted(
            Map.Entry.<String, T>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(TOP)
        .map(Map.Entry::getKey)
        .toList();
  }
}
