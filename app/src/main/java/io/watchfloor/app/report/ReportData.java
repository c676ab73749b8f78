package io.watchfloor.app.report;

import io.watchfloor.app.settings.Settings;
import io.watchfloor.model.pipeline.History;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// Everything that the report says, as values: the PDF and the HTML only lay it out. Recorded
/// incidents (the sandbox) are left out and counted in `leftOut`.
///
/// @param periods the window in equal parts, oldest first
/// @param next forecast warnings as sentences
public record ReportData(
    Window window,
    ZoneId zone,
    Instant now,
    String lead,
    Median acknowledge,
    Median repair,
    int stillOpen,
    Fixes fixes,
    Sight sight,
    List<Service> services,
    List<Happened> incidents,
    int incidentCount,
    List<Period> periods,
    Noise noise,
    List<String> next,
    int leftOut) {

  /// Median of `count` durations; empty where there are none.
  public record Median(Optional<Duration> value, int count) {
    static Median of(List<Duration> durations) {
      if (durations.isEmpty()) return new Median(Optional.empty(), 0);
      var sorted = durations.stream().sorted().toList();
      int middle = sorted.size() / 2;
      var value =
          sorted.size() % 2 == 1
              ? sorted.get(middle)
              : sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2);
      return new Median(Optional.of(value), sorted.size());
    }
  }

  /// Runs that ended in the window: how many, how many of them verified, how many undone.
  public record Fixes(int runs, int held, int undone) {}

  /// What we could see. `share` is 1 − (blind time of all sources ÷ (sources × window)); `blind` is
  /// the time in which at least one source was blind.
  public record Sight(double share, Duration blind, List<SourceGap> gaps, int sources) {}

  public record SourceGap(String source, Duration blind, int gaps) {}

  /// `well` is the share of the window without an open critical or major incident that names it;
  /// NaN where nobody knows it.
  public record Service(
      String name, Severity severity, String words, double well, int incidents, Duration trouble) {}

  public record Happened(
      String id,
      Severity severity,
      Instant began,
      Duration lasted,
      boolean isOpen,
      String what,
      String done,
      int alerts) {}

  public record Period(Window window, Median acknowledge, Median repair) {}

  public record Noise(int alerts, int incidents, List<Rule> rules) {
    /// Of 100 alerts, how many did not become an incident of their own (0–1); NaN without alerts.
    public double folded() {
      return alerts == 0 ? Double.NaN : 1 - Math.min(1, (double) incidents / alerts);
    }
  }

  public record Rule(String name, int fired, int inIncidents) {}

  public static ReportData of(
      Snapshot snapshot,
      History history,
      Settings settings,
      Window window,
      ZoneId zone,
      Instant now) {
    return new ReportWriter(snapshot, history, settings, window, zone, now).write();
  }
}
