package io.watchfloor.model.detect;

import java.time.Instant;

/// Prints what a recording's replay would have told: for a person at work on the detectors.
final class ReplayPrint {
  public static void main(String[] args) throws Exception {
    var recording = Recording.read(args[0]);
    var detectors = new Detectors();
    for (long at = recording.start(); at <= recording.end(); at += 2000) {
      var now = Instant.ofEpochMilli(at + 2000);
      print(detectors.observe(recording.between(at, at + 2000), now), at, recording.start());
      print(detectors.tick(now), at, recording.start());
    }
    for (var template : detectors.templates(60))
      System.out.println(template.lines() + "\t" + template.pattern());
    System.out.println(
        detectors.state().length + " bytes of state, " + recording.series().size() + " series");
  }

  private static void print(Findings findings, long at, long start) {
    for (var a : findings.anomalies()) {
      String what = !a.isOpen() ? "END " : "    ";
      System.out.printf(
          "%5ds %s%-14s %-60s %.2f value %.4g expected %.4g [%.4g %.4g] from %ds%n",
          (at - start) / 1000,
          what,
          a.kind(),
          a.series().metric()
              + "/"
              + a.entity()
              + "/"
              + a.series().labels().value("target")
              + a.series().labels().value("mode"),
          a.grade(),
          a.value(),
          a.expected(),
          a.low(),
          a.high(),
          (a.from().toEpochMilli() - start) / 1000);
    }
    for (var f : findings.logs())
      System.out.printf(
          "%5ds LOG %s %s %s %s lines %d %s | %s%n",
          (at - start) / 1000,
          f.isOpen() ? "   " : "END",
          f.kind(),
          f.entity(),
          f.severity(),
          f.lines(),
          f.attributes(),
          f.pattern());
  }
}
