package io.watchfloor.model.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// How many alerts fired and how many incidents they made in the last 24 hours. The engine thread
/// owns it.
final class NoiseCount {
  private static final int HOURS = 24;
  private static final int MOST = 100_000;
  private static final int NOISIEST = 5;

  private record Fired(Instant at, String rule) {}

  private final Deque<Fired> alerts = new ArrayDeque<>();
  private final Deque<Instant> incidents = new ArrayDeque<>();

  void fired(String rule, Instant at) {
    alerts.addLast(new Fired(at, rule));
    if (alerts.size() > MOST) alerts.removeFirst();
  }

  void opened(Instant at) {
    incidents.addLast(at);
  }

  Snapshot.Noise noise(int missed, Instant now) {
    var from = now.minus(Duration.ofHours(HOURS));
    while (!alerts.isEmpty() && alerts.getFirst().at().isBefore(from)) alerts.removeFirst();
    while (!incidents.isEmpty() && incidents.getFirst().isBefore(from)) incidents.removeFirst();
    var perHour = new int[HOURS];
    var byRule = new HashMap<String, Integer>();
    for (var fired : alerts) {
      long hoursAgo = Math.max(0, Duration.between(fired.at(), now).toHours());
      perHour[(int) Math.max(0, HOURS - 1 - hoursAgo)]++;
      byRule.merge(fired.rule(), 1, Integer::sum);
    }
    var noisiest = new LinkedHashMap<String, Integer>();
    byRule.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(NOISIEST)
        .forEach(entry -> noisiest.put(entry.getKey(), entry.getValue()));
    return new Snapshot.Noise(alerts.size(), incidents.size(), missed, perHour, noisiest);
  }
}
