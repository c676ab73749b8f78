package io.watchfloor.connectors.listen;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/// Keeps one loud sender from taking all the room: each may send `perSecond` messages, and for a
/// moment ten times as many. Remembers the senders heard last. Not thread-safe.
public final class SenderRates {
  private static final int MOST_SENDERS = 4_096;
  private static final int BURST_SECONDS = 10;
  private static final double NANOS = 1e9;

  private record Bucket(double left, long nanos) {}

  private final double perSecond;
  private final Map<InetAddress, Bucket> buckets =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Bucket> eldest) {
          return size() > MOST_SENDERS;
        }
      };

  public SenderRates(int perSecond) {
    this.perSecond = perSecond;
  }

  /// Whether this message of the sender is within its share; `nanos` is a monotonic time.
  public boolean allows(InetAddress sender, long nanos) {
    double most = perSecond * BURST_SECONDS;
    var bucket = buckets.getOrDefault(sender, new Bucket(most, nanos));
    double left = Math.min(most, bucket.left() + (nanos - bucket.nanos()) / NANOS * perSecond);
    boolean allowed = left >= 1;
    buckets.put(sender, new Bucket(allowed ? left - 1 : left, nanos));
    return allowed;
  }
}
