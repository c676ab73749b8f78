package io.watchfloor.app.backtest;

import io.watchfloor.model.cause.LogCounts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The log windows of each system's earlier cases, newest first. A case sees only those whose alarm
/// was before its own, in whatever order folders are named.
final class CaseMemory {
  private static final int MOST = 60;

  private final Map<String, Deque<LogCounts>> windows = new HashMap<>();
  private final List<Runnable> waiting = new ArrayList<>();
  private double now = Double.NEGATIVE_INFINITY;

  /// Cases must be asked for in the order of their alarms.
  List<LogCounts> before(String system, double alarm) {
    if (alarm > now) {
      waiting.forEach(Runnable::run);
      waiting.clear();
      now = alarm;
    }
    return List.copyOf(windows.getOrDefault(system, new ArrayDeque<>()));
  }

  void remember(String system, CaseFolder.Read read) {
    if (read.incident().lines().isEmpty() && read.ordinary().lines().isEmpty()) return;
    waiting.add(
        () -> {
          var known = windows.computeIfAbsent(system, k -> new ArrayDeque<>());
          known.addFirst(read.ordinary());
          known.addFirst(read.incident());
          while (known.size() > MOST) known.removeLast();
        });
  }
}
