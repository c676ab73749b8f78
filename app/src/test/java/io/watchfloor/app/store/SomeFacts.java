package io.watchfloor.app.store;

import io.watchfloor.model.audit.AuditEntry;
import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.cause.Diagnosis;
import io.watchfloor.model.cause.Evidence;
import io.watchfloor.model.cause.FaultKind;
import io.watchfloor.model.cause.Hypothesis;
import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.detect.Findings;
import io.watchfloor.model.detect.LogFinding;
import io.watchfloor.model.detect.LogTemplate;
import io.watchfloor.model.incident.Acknowledgement;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.incident.Member;
import io.watchfloor.model.incident.Note;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.learn.Feedback;
import io.watchfloor.model.log.Kind;
import io.watchfloor.model.log.LogParameter;
import io.watchfloor.model.log.MinuteRates;
import io.watchfloor.model.pipeline.Facts;
import io.watchfloor.model.remedy.Action;
import io.watchfloor.model.remedy.Approval;
import io.watchfloor.model.remedy.Fits;
import io.watchfloor.model.remedy.Level;
import io.watchfloor.model.remedy.Plan;
import io.watchfloor.model.remedy.Proposal;
import io.watchfloor.model.remedy.Remediation;
import io.watchfloor.model.remedy.Risk;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.remedy.RunState;
import io.watchfloor.model.remedy.Verify;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.Dependency;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Signals;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Dispatch;
import io.watchfloor.model.source.WriteBack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Facts of every kind for tests of the store, hostile text among them.
final class SomeFacts {
  static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456789Z");
  static final SourceId SOURCE = new SourceId("prom");
  static final EntityId WEB = new EntityId("web");
  static final Operator ANN = new Operator("ann");
  static final String HOSTILE =
      "<b>\u202e'; drop table run;-- \u0000\u001b[31m \ud83d\ude00 ${jndi:x}";

  private SomeFacts() {}

  static Facts nothing() {
    return new Facts(
        Signals.NONE,
        Findings.NONE,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        Map.of(),
        false);
  }

  static Facts everything() {
    return new Facts(
        new Signals(
            List.of(samples(series("up", "1"), 1, NOON, 30)),
            List.of(alert(NOON, Alert.State.FIRING)),
            List.of(),
            List.of(change()),
            List.of(line("first " + HOSTILE), line("second")),
            List.of(),
            List.of(
                new Dependency(SOURCE, WEB, new EntityId("db"), Labels.of("a", "b"), NOON, NOON))),
        new Findings(
            List.of(anomaly(Optional.empty())),
            List.of(finding()),
            new long[] {7, 8},
            List.of(template())),
        List.of(tracked()),
        List.of(incident(1, Incident.State.OPEN)),
        List.of(diagnosis()),
        List.of(proposal()),
        List.of(run(RunState.RUNNING)),
        List.of(audit(1, "")),
        List.of(
            new Feedback.Suspect(
                NOON, ANN, new IncidentId("INC-7"), "web", FaultKind.CPU, 0.5, true),
            new Feedback.SuspectTakenBack(NOON, ANN, new IncidentId("INC-7"), "web"),
            new Feedback.Episode(NOON, ANN, "a1", "up", false),
            new Feedback.Outcome(NOON, "restart", FaultKind.DOWN, true, 1234)),
        List.of(dispatch()),
        Map.of(SOURCE, new Cursor(NOON, "{\"x\":1}")),
        Map.of(SOURCE, new Window(NOON.minusSeconds(60), NOON)),
        true);
  }

  private static LogTemplate template() {
    return new LogTemplate(
        7,
        "first <*>",
        List.of("first x", HOSTILE),
        NOON,
        NOON,
        1,
        List.of(new LogParameter.Share("web", 1)),
        List.of(SOURCE),
        new MinuteRates(NOON, List.of(1, 0), List.of(Double.NaN, 0.0), List.of(Double.NaN, 3.5)),
        List.of(
            new LogParameter(
                1,
                "first",
                Kind.NUMBER,
                2,
                1,
                List.of(new LogParameter.Share(HOSTILE, 2)),
                Optional.of(
                    new LogParameter.Numbers(
                        1, 2, 3, 4, List.of(new LogParameter.Range(1, 4, 2)))))));
  }

  static Facts of(List<Samples> samples) {
    return new Facts(
        new Signals(samples, List.of(), List.of(), List.of(), List.of(), List.of(), List.of()),
        Findings.NONE,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        Map.of(),
        false);
  }

  static Facts decision(AuditEntry entry, Run run) {
    return new Facts(
        Signals.NONE,
        Findings.NONE,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(run),
        List.of(entry),
        List.of(),
        List.of(),
        Map.of(),
        Map.of(),
        true);
  }

  static Facts incidents(Incident... incidents) {
    return new Facts(
        Signals.NONE,
        Findings.NONE,
        List.of(),
        List.of(incidents),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        Map.of(),
        false);
  }

  static SeriesId series(String metric, String instance) {
    return new SeriesId(SOURCE, Labels.of(Labels.NAME, metric, "instance", instance, "x", HOSTILE));
  }

  static Samples samples(SeriesId id, int count, Instant from, int seconds) {
    var at = new long[count];
    var value = new double[count];
    for (int i = 0; i < count; i++) {
      at[i] = from.toEpochMilli() + i * 1000L * seconds;
      value[i] = Math.sin(i) + i;
    }
    return new Samples(SOURCE, WEB, id.labels(), info(), NOON, at, value);
  }

  static MetricInfo info() {
    return new MetricInfo(MetricInfo.Type.COUNTER, "/s", "what " + HOSTILE);
  }

  static Alert alert(Instant at, Alert.State state) {
    return new Alert(
        SOURCE,
        "f00",
        WEB,
        Labels.of("alertname", "Down"),
        Labels.of("summary", HOSTILE),
        Severity.CRITICAL,
        state,
        "active",
        at,
        Optional.empty(),
        at,
        at);
  }

  static TrackedAlert tracked() {
    return new TrackedAlert(
        "prom/f00",
        alert(NOON, Alert.State.FIRING),
        NOON,
        NOON,
        3,
        true,
        false,
        Optional.of(
            new Acknowledgement(
                ANN,
                NOON,
                "mine",
                Optional.of(NOON.plusSeconds(60)),
                Acknowledgement.Written.CONFIRMED,
                "sil-1",
                "")),
        Optional.of(new IncidentId("INC-7")));
  }

  static Change change() {
    return new Change(SOURCE, "c1", WEB, Labels.EMPTY, "deploy", "v2", "deploy of web", NOON, NOON);
  }

  static LogLine line(String text) {
    return new LogLine(SOURCE, WEB, Labels.of("p", "q"), Severity.INFO, text, NOON, NOON);
  }

  static Anomaly anomaly(Optional<Instant> until) {
    return new Anomaly(
        "a1",
        series("up", "1"),
        WEB,
        info(),
        NOON,
        until,
        NOON,
        Anomaly.Kind.SPIKE,
        0.9,
        10,
        Double.NaN,
        1,
        Double.POSITIVE_INFINITY);
  }

  static LogFinding finding() {
    return new LogFinding(
        "l1",
        LogFinding.Kind.NEW_TEMPLATE,
        SOURCE,
        WEB,
        7,
        "first <*>",
        "first x",
        Severity.WARNING,
        NOON,
        Optional.empty(),
        NOON,
        1,
        Map.of("ip", "10.0.0.1"));
  }

  static Incident incident(int version, Incident.State state) {
    return new Incident(
        new IncidentId("INC-7"),
        version,
        "web is down",
        Severity.CRITICAL,
        state,
        NOON,
        NOON,
        NOON.plusSeconds(version),
        state == Incident.State.RESOLVED ? Optional.of(NOON.plusSeconds(9)) : Optional.empty(),
        List.of(
            new Member(
                new Ref.ToAlert("prom/f00"),
                WEB,
                HOSTILE,
                Severity.CRITICAL,
                NOON,
                Optional.empty(),
                "same entity"),
            new Member(
                new Ref.ToSeries(series("up", "1"), new Window(NOON, NOON.plusSeconds(1))),
                WEB,
                "up",
                Severity.INFO,
                NOON,
                Optional.of(NOON),
                "near")),
        List.of(WEB),
        Optional.of(ANN),
        Optional.of(NOON),
        List.of(new Note(NOON, ANN, Note.Kind.NOTE, HOSTILE)));
  }

  static Diagnosis diagnosis() {
    return new Diagnosis(
        new IncidentId("INC-7"),
        NOON,
        List.of(
            new Hypothesis(
                WEB,
                "up",
                FaultKind.DOWN,
                0.75,
                List.of(
                    new Evidence(
                        Evidence.Kind.CHANGE,
                        "deployed",
                        NOON,
                        1.5,
                        new Ref.ToChange(SOURCE, "c1"))),
                Optional.of(change()),
                Map.of("version", "v2"))),
        0.25,
        List.of("db"));
  }

  static Proposal proposal() {
    var argv = new Action.Command(List.of("remedy", HOSTILE), Map.of("A", "b"));
    var http = new Action.Http("POST", "http://x/", Map.of(), Map.of("Auth", "k"), "body");
    var recipe =
        new Remediation(
            "restart",
            "Restart ${x}",
            "",
            new Fits(
                Set.of(FaultKind.DOWN),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of()),
            List.of(),
            argv,
            Optional.of(http),
            Optional.empty(),
            Optional.empty(),
            Risk.LOW,
            "up",
            new Verify(Duration.ofMinutes(5), Duration.ofSeconds(30), true, List.of()),
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            Level.APPROVE,
            2,
            "file");
    return new Proposal(
        "p1",
        new IncidentId("INC-7"),
        recipe,
        new Plan(
            "restart",
            "Restart web",
            WEB,
            argv,
            Optional.of(http),
            Optional.empty(),
            Optional.empty(),
            Duration.ofMinutes(1),
            false,
            "hash"),
        FaultKind.DOWN,
        0.75,
        1,
        List.of("fits"),
        List.of(new Proposal.Guardrail("ok", Proposal.Guardrail.Result.PASSED)),
        ANN,
        NOON,
        NOON.plusSeconds(600),
        Proposal.State.OPEN,
        Optional.empty());
  }

  static Run run(RunState state) {
    return run("r1", state);
  }

  static Run run(String id, RunState state) {
    return new Run(
        id,
        proposal(),
        new Approval("p1", "hash", ANN, Optional.empty(), "go", NOON, NOON.plusSeconds(600)),
        state,
        NOON,
        Optional.of(NOON),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.of(3),
        List.of(new Run.OutputLine(NOON, true, HOSTILE)),
        List.of(new Run.Check("clears", Optional.of(NOON))),
        "running");
  }

  static AuditEntry audit(long seq, String previous) {
    return new AuditEntry(
        seq,
        NOON.plusSeconds(seq),
        ANN,
        "approve",
        "p" + seq,
        HOSTILE,
        previous,
        Long.toHexString(seq * 0x9E3779B97F4A7C15L));
  }

  static Dispatch dispatch() {
    return new Dispatch(
        "act-1",
        SOURCE,
        new WriteBack.Act(
            WriteBack.Act.Kind.ACKNOWLEDGE,
            List.of(alert(NOON, Alert.State.FIRING)),
            List.of(),
            "",
            "ann",
            HOSTILE,
            NOON,
            Duration.ofHours(1)),
        List.of("k"),
        Dispatch.State.QUEUED,
        NOON,
        NOON,
        1,
        Optional.of(NOON.plusSeconds(10)),
        List.of(),
        HOSTILE);
  }
}
