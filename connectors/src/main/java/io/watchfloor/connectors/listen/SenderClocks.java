package io.watchfloor.connectors.listen;

import io.watchfloor.connectors.http.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How far the senders' clocks are from ours, from the times that they write. Messages may be late
/// but never early: of each sender the smallest lag counts. Bounded; any thread.
public final class SenderClocks {
  private static final int MOST_SENDERS = 1_000;
  private static final int MOST_NAMED = 3;
  private static final long AHEAD_MILLIS = 5_000;
  private static final long BEHIND_MILLIS = 120_000;

  private final Map<String, Long> aheadMillis = new LinkedHashMap<>();

  /// What the clocks showed since the last call: the worst of them, and notices on those that are
  /// wrong.
  public record Shown(Duration worst, List<String> notices) {}

  public synchronized void heard(String sender, Instant theirs, Instant ours) {
    if (aheadMillis.size() >= MOST_SENDERS && !aheadMillis.containsKey(sender)) return;
    aheadMillis.merge(sender, theirs.toEpochMilli() - ours.toEpochMilli(), Math::max);
  }

  public synchronized Shown take() {
    var wrong =
        aheadMillis.entrySet().stream()
            .filter(it -> it.getValue() > AHEAD_MILLIS || it.getValue() < -BEHIND_MILLIS)
            .sorted((a, b) -> Long.compare(Math.abs(b.getValue()), Math.abs(a.getValue())))
            .toList();
    aheadMillis.clear();
    if (wrong.isEmpty()) return new Shown(Duration.ZERO, List.of());
    var notices = new ArrayList<String>();
    for (var each : wrong.subList(0, Math.min(MOST_NAMED, wrong.size())))
      notices.add(
          "Times from "
              + SafeText.words(each.getKey())
              + " are "
              + Math.abs(each.getValue()) / 1000
              + (each.getValue() > 0
                  ? " s ahead of our clock: its clock or its time zone is wrong."
                  : " s behind our clock: its clock, its time zone, or a long delay."));
    if (wrong.size() > MOST_NAMED)
      notices.add(wrong.size() - MOST_NAMED + " more senders have another clock than ours.");
    return new Shown(Duration.ofMillis(wrong.getFirst().getValue()), notices);
  }
}
