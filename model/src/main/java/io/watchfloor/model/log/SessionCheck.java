package io.watchfloor.model.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One way in which a session can be unlike those it was taught.
public sealed interface SessionCheck {
  /// What is strange: `what` names the kind, `events` the events it is about; an empty name stands
  /// for the beginning or the end of the session.
  record Complaint(What what, List<String> events) {}

  enum What {
    UNSEEN_STEP,
    TOO_FEW,
    TOO_MANY
  }

  void learn(List<String> session);

  Optional<Complaint> judge(List<String> session);

  /// Events, or events in a row, that never were. A step of two or more may begin at the beginning
  /// and end at the end of the session.
  final class UnseenSteps implements SessionCheck {
    private static final String EDGE = "";
    private final int length;
    private final Set<List<String>> seen = new HashSet<>();

    UnseenSteps(int length) {
      this.length = length;
    }

    @Override
    public void learn(List<String> session) {
      seen.addAll(steps(session));
    }

    @Override
    public Optional<Complaint> judge(List<String> session) {
      for (var step : steps(session))
        if (!seen.contains(step)) return Optional.of(new Complaint(What.UNSEEN_STEP, step));
      return Optional.empty();
    }

    private List<List<String>> steps(List<String> session) {
      var edged = new ArrayList<String>(session.size() + 2);
      if (length > 1) edged.add(EDGE);
      edged.addAll(session);
      if (length > 1) edged.add(EDGE);
      var steps = new ArrayList<List<String>>();
      for (int i = 0; i + length <= edged.size(); i++)
        steps.add(List.copyOf(edged.subList(i, i + length)));
      return steps;
    }
  }

  /// Events that come more or less often than they ever did.
  final class Counts implements SessionCheck {
    private final Map<String, int[]> ranges = new HashMap<>();
    private int learnt;

    @Override
    public void learn(List<String> session) {
      var counts = counts(session);
      counts.forEach(
          (event, count) -> {
            var range = ranges.computeIfAbsent(event, e -> new int[] {learnt == 0 ? count : 0, 0});
            range[1] = Math.max(range[1], count);
          });
      ranges.forEach(
          (event, range) -> range[0] = Math.min(range[0], counts.getOrDefault(event, 0)));
      learnt++;
    }

    @Override
    public Optional<Complaint> judge(List<String> session) {
      var counts = counts(session);
      for (var event : ranges.keySet().stream().sorted().toList()) {
        var range = ranges.getOrDefault(event, new int[2]);
        int count = counts.getOrDefault(event, 0);
        if (count < range[0]) return Optional.of(new Complaint(What.TOO_FEW, List.of(event)));
        if (count > range[1]) return Optional.of(new Complaint(What.TOO_MANY, List.of(event)));
      }
      return Optional.empty();
    }

    private static Map<String, Integer> counts(List<String> session) {
      Map<String, Integer> counts = new HashMap<>();
      for (var event : session) counts.merge(event, 1, Integer::sum);
      return counts;
    }
  }
}
