package io.watchfloor.model.cause;

import java.util.EnumMap;
import java.util.Map;

/// What each kind of word about an entity is worth, in log-odds, before [Clue#TOLD] sets words
/// beside measurements. Set by hand from the recorded incidents: public cases have no alerts to fit
/// it on.
record Weights(
    Map<FaultKind, Double> alert,
    double anomaly,
    double edge,
    double change,
    double log,
    double mention,
    double explainedAway) {

  static final Weights DEFAULT = byHand();

  private static Weights byHand() {
    var alert = new EnumMap<FaultKind, Double>(FaultKind.class);
    alert.put(FaultKind.DOWN, 4.0);
    alert.put(FaultKind.CERTIFICATE, 4.0);
    alert.put(FaultKind.SECURITY, 4.0);
    alert.put(FaultKind.LOCK, 4.0);
    alert.put(FaultKind.MONITORING, 4.0);
    alert.put(FaultKind.DISK, 4.0);
    alert.put(FaultKind.CPU, 3.0);
    alert.put(FaultKind.MEMORY, 3.0);
    alert.put(FaultKind.SATURATION, 3.0);
    alert.put(FaultKind.TRAFFIC, 3.5);
    alert.put(FaultKind.ERRORS, 2.0);
    alert.put(FaultKind.LATENCY, 1.5);
    alert.put(FaultKind.UNKNOWN, 1.0);
    return new Weights(Map.copyOf(alert), 0.8, 2.0, 2.5, 0.8, 1.2, 0.75);
  }

  double ofAlert(FaultKind kind) {
    return alert.getOrDefault(kind, 1.0);
  }
}
