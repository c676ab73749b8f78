package io.watchfloor.connectors.listen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Counts what did not get through, by the reason in words, until it is told as notices. Any
/// thread.
public final class Tally {
  private static final int MOST_REASONS = 64;

  private final Map<String, Long> counts = new LinkedHashMap<>();

  public void count(String words) {
    count(words, 1);
  }

  /// `words` go on after the number: "messages were longer than 64 KiB and were cut".
  public synchronized void count(String words, long n) {
    if (n > 0 && (counts.size() < MOST_REASONS || counts.containsKey(words)))
      counts.merge(words, n, Long::sum);
  }

  /// What was counted since the last call, one line a reason.
  public synchronized List<String> take() {
    var lines = new ArrayList<String>();
    counts.forEach((words, n) -> lines.add(n + " " + words));
    counts.clear();
    return lines;
  }
}
