package io.watchfloor.model.incident;

import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.detect.LogFinding;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Anomalies and log findings that belong to no incident yet: one that opens later may be theirs.
/// They bear an alert out and join its incident; they never open one by themselves.
final class Waiting {
  static final Duration KEPT = Duration.ofMinutes(3);
  private static final int MOST = 2_000;

  private final LinkedHashMap<Ref, Member> findings = new LinkedHashMap<>();

  void add(Member finding) {
    if (finding.entity().isNone()) return;
    findings.put(finding.ref(), finding);
    if (findings.size() > MOST) findings.pollFirstEntry();
  }

  void forget(Instant now) {
    findings.values().removeIf(it -> it.from().isBefore(now.minus(KEPT)) && !it.isActive());
  }

  boolean isAbout(EntityId entity) {
    for (var finding : findings.values()) if (finding.entity().equals(entity)) return true;
    return false;
  }

  /// Hands each to whoever wants it; what comes back stays.
  void offer(Function<Member, @Nullable Member> taker) {
    for (var finding : List.copyOf(findings.values()))
      if (taker.apply(finding) == null) findings.remove(finding.ref());
  }

  static Member member(Anomaly anomaly) {
    var text =
        anomaly.series().metric()
            + (anomaly.direction() >= 0 ? " above" : " below")
            + " its usual range";
    return new Member(
        new Ref.ToAnomaly(anomaly.id()),
        anomaly.entity(),
        text,
        Severity.INFO,
        anomaly.from(),
        anomaly.until(),
        "");
  }

  static Member member(LogFinding finding) {
    return new Member(
        new Ref.ToLog(finding.id()),
        finding.entity(),
        finding.sentence(),
        Severity.INFO,
        finding.from(),
        finding.until(),
        "");
  }
}
