package io.watchfloor.model.cause;

import io.watchfloor.model.signal.EntityId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Whether an entity makes other calls than it used to: a caller that gives up early no longer
/// makes the later ones. Each caller's operation whose share moved most, 0 to [Deviation#MOST].
final class CallShifts {
  private static final int ENOUGH = 8;

  /// Standard errors that chance explains.
  private static final double CHANCE = 3;

  private record Operation(EntityId caller, EntityId callee, String name)
      implements Comparable<Operation> {
    @Override
    public int compareTo(Operation other) {
      int by = caller.compareTo(other.caller);
      if (by == 0) by = callee.compareTo(other.callee);
      return by != 0 ? by : name.compareTo(other.name);
    }
  }

  private CallShifts() {}

  static Map<EntityId, Double> of(Scene scene) {
    var shifts = new TreeMap<EntityId, Double>();
    var past = new ArrayList<>(scene.callsUsual());
    past.addAll(scene.callsBefore());
    if (past.isEmpty()) return shifts;
    var askedBefore = asked(past);
    var askedNow = asked(scene.callsDuring());
    var before = counts(past);
    var now = counts(scene.callsDuring());
    var all = new TreeSet<>(before.keySet());
    all.addAll(now.keySet());
    for (var operation : all) {
      int a = askedBefore.getOrDefault(operation.caller, 0);
      int b = askedNow.getOrDefault(operation.caller, 0);
      if (a < ENOUGH || b < ENOUGH) continue;
      double errors =
          standardErrors(before.getOrDefault(operation, 0), a, now.getOrDefault(operation, 0), b);
      shifts.merge(operation.caller, Deviation.logarithmic(errors / CHANCE), Math::max);
    }
    return shifts;
  }

  /// The two-proportion test's statistic, with half a call added to either.
  private static double standardErrors(int before, int ofBefore, int now, int ofNow) {
    double pooled = (before + now + 1.0) / (ofBefore + ofNow + 2.0);
    double moved = Math.abs((before + 0.5) / (ofBefore + 1.0) - (now + 0.5) / (ofNow + 1.0));
    return moved / Math.sqrt(pooled * Math.max(0.05, 1 - pooled) * (1.0 / ofBefore + 1.0 / ofNow));
  }

  private static Map<EntityId, Integer> asked(List<CallSummary> calls) {
    var asked = new HashMap<EntityId, Integer>();
    for (var call : calls) asked.merge(call.callee(), call.count(), Integer::sum);
    return asked;
  }

  private static Map<Operation, Integer> counts(List<CallSummary> calls) {
    var counts = new TreeMap<Operation, Integer>();
    for (var call : calls)
      counts.merge(
          new Operation(call.caller(), call.callee(), call.operation()),
          call.count(),
          Integer::sum);
    return counts;
  }
}
