package io.watchfloor.app.ui;

import io.watchfloor.app.ui.kit.Estate;
import io.watchfloor.app.ui.kit.FakeBackend;
import io.watchfloor.app.ui.kit.FakeHistory;
import io.watchfloor.model.detect.Detectors;
import io.watchfloor.model.detect.LogFinding;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Signals;
import io.watchfloor.model.signal.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;

/// The busy estate with two hours of logs, heard by the real detectors: carts that are paid, a
/// cache that answers, a worker that beats; three minutes ago payments begin to fail, the worker
/// falls silent and queries become slow.
public final class Heard {
  private static final Instant FAULT = Estate.NOW.minusSeconds(180);

  private final SplittableRandom random = new SplittableRandom(11);
  private final List<LogLine> lines = new ArrayList<>();
  private final LinkedHashMap<String, LogFinding> findings = new LinkedHashMap<>();
  private final Detectors detectors = new Detectors();

  private Heard() {}

  public static FakeBackend backend() {
    var heard = new Heard();
    for (long s = -7_200; s < 0; s++) heard.second(Estate.NOW.plusSeconds(s));
    var b = Estate.busy();
    b.templates.addAll(heard.detectors.templates(500));
    b.logFindings.addAll(heard.findings.values());
    var history =
        new FakeHistory() {
          @Override
          public List<LogLine> logs(
              Window window, long template, EntityId entity, String text, int limit) {
            var of = new Detectors();
            var found =
                heard.lines.stream()
                    .filter(line -> window.contains(line.at()))
                    .filter(line -> template == 0 || heard.isOf(line, template, of))
                    .toList();
            return found.subList(Math.max(0, found.size() - limit), found.size());
          }
        };
    history.templates.addAll(heard.detectors.templates(500));
    history.gaps.put(
        Estate.LOGS,
        List.of(new Window(Estate.NOW.minusSeconds(3_600), Estate.NOW.minusSeconds(3_300))));
    var backend = new FakeBackend(b.build());
    backend.history = history;
    return backend;
  }

  private boolean isOf(LogLine line, long template, Detectors fresh) {
    var found = fresh.observe(signals(List.of(line)), line.at());
    return found.templateOfLine()[0] == template;
  }

  private void second(Instant at) {
    var batch = new ArrayList<LogLine>();
    boolean isFault = !at.isBefore(FAULT);
    int paid = random.nextInt(4);
    for (int i = 0; i < paid; i++) {
      int cart = random.nextInt(10_000);
      batch.add(line("checkout", Severity.INFO, at, "cart " + cart + " paid by card in 41 ms"));
      if (isFault)
        batch.add(
            line(
                "payments",
                Severity.CRITICAL,
                at,
                "payment of cart " + cart + " refused: connection to 10.2.0.7:5432 timed out"));
    }
    double slow = isFault ? 1_800 : 12;
    batch.add(
        line(
            "catalogue",
            Severity.INFO,
            at,
            "query took " + Math.round(slow * (0.6 + random.nextDouble())) + " ms, 20 rows"));
    if (at.getEpochSecond() % 2 == 0 && !isFault)
      batch.add(line("worker", Severity.INFO, at, "heartbeat " + at.getEpochSecond() + " sent"));
    if (at.getEpochSecond() % 47 == 0)
      batch.add(
          line(
              "gateway",
              Severity.WARNING,
              at,
              "user \"\u202eeve\" <b>not</b> found, tries=" + random.nextInt(4)));
    lines.addAll(batch);
    var found = detectors.observe(signals(batch), at);
    for (var finding : found.logs()) findings.put(finding.id(), finding);
    for (var finding : detectors.tick(at).logs()) findings.put(finding.id(), finding);
  }

  private static Signals signals(List<LogLine> lines) {
    return new Signals(List.of(), List.of(), List.of(), List.of(), lines, List.of(), List.of());
  }

  private static LogLine line(String entity, Severity severity, Instant at, String text) {
    return new LogLine(
        Estate.LOGS, new EntityId(entity), Labels.of("program", entity), severity, text, at, at);
  }

  /// The finding that began last.
  public static LogFinding newest(FakeBackend backend) {
    return backend.snapshot().logFindings().stream()
        .max(Comparator.comparing(LogFinding::from))
        .orElseThrow();
  }
}
