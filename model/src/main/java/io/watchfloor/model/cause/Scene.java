package io.watchfloor.model.cause;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.topology.Topology;
import java.util.List;
import java.util.Optional;

/// What was measured and told around a fault: all that a diagnosis rests on, whether it comes from
/// the pipeline or from files. Any part may be empty; the topology may be incomplete or have
/// cycles.
///
/// `callsUsual` are ordinary times, `callsBefore` the minutes before the alarm, `callsDuring` those
/// since. `logsPast` are windows of earlier times, some of which may hold other faults; `logsNow`
/// is the window of this one.
public record Scene(
    Topology topology,
    Optional<Complaint> complaint,
    List<Told> told,
    List<Track> tracks,
    List<CallSummary> callsUsual,
    List<CallSummary> callsBefore,
    List<CallSummary> callsDuring,
    List<LogCounts> logsPast,
    LogCounts logsNow) {

  /// What the alarm was about, where it says so.
  public record Complaint(EntityId entity, String metric) {}

  public Scene {
    told = List.copyOf(told);
    tracks = List.copyOf(tracks);
    callsUsual = List.copyOf(callsUsual);
    callsBefore = List.copyOf(callsBefore);
    callsDuring = List.copyOf(callsDuring);
    logsPast = List.copyOf(logsPast);
  }

  /// The same as if nobody had said anything: what measurements alone tell.
  public Scene untold() {
    return new Scene(
        topology,
        complaint,
        List.of(),
        tracks,
        callsUsual,
        callsBefore,
        callsDuring,
        logsPast,
        logsNow);
  }
}
