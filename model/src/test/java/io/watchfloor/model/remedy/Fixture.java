package io.watchfloor.model.remedy;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.cause.Diagnosis;
import io.watchfloor.model.cause.Evidence;
import io.watchfloor.model.cause.FaultKind;
import io.watchfloor.model.cause.Hypothesis;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A small world in which fixes are asked for: one incident, a few suspects, recipes by hand.
final class Fixture {
  static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  static final Operator ANNA = new Operator("anna");
  static final Operator BEN = new Operator("ben");
  static final IncidentId INCIDENT = new IncidentId("INC-1");
  static final Verifier.Symptoms FIRING =
      new Verifier.Symptoms(
          List.of(new Verifier.Symptoms.Firing("TooSlow", "shop")), Optional.of(false), false);
  static final Verifier.Symptoms GONE = new Verifier.Symptoms(List.of(), Optional.of(true), false);
  static final Verifier.Symptoms BLIND = new Verifier.Symptoms(List.of(), Optional.empty(), true);

  private Fixture() {}

  static Fits fits(FaultKind... kinds) {
    return new Fits(
        Set.of(kinds), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /// A recipe that restarts what it is for; the last words say how it differs.
  record Recipe(
      String name,
      Fits fits,
      Risk risk,
      Level level,
      Verify verify,
      boolean undo,
      boolean probe,
      List<Parameter> parameters,
      List<String> argv) {
    static Recipe named(String name) {
      var verify = new Verify(Duration.ofSeconds(60), Duration.ofSeconds(10), false, List.of());
      var target = new Parameter("target", Parameter.Type.NAME, "entity", List.of(), 0, 0);
      return new Recipe(
          name,
          Fixture.fits(FaultKind.CPU),
          Risk.LOW,
          Level.APPROVE,
          verify,
          false,
          false,
          List.of(target),
          List.of("ctl", name, "${target}"));
    }

    Recipe fitting(Fits other) {
      return new Recipe(name, other, risk, level, verify, undo, probe, parameters, argv);
    }

    Recipe risk(Risk other) {
      return new Recipe(name, fits, other, level, verify, undo, probe, parameters, argv);
    }

    Recipe level(Level other) {
      return new Recipe(name, fits, risk, other, verify, undo, probe, parameters, argv);
    }

    Recipe verify(Verify other) {
      return new Recipe(name, fits, risk, level, other, undo, probe, parameters, argv);
    }

    Recipe withUndo() {
      return new Recipe(name, fits, risk, level, verify, true, probe, parameters, argv);
    }

    Recipe withProbe() {
      return new Recipe(name, fits, risk, level, verify, undo, true, parameters, argv);
    }

    Recipe running(List<Parameter> otherParameters, String... otherArgv) {
      return new Recipe(
          name, fits, risk, level, verify, undo, probe, otherParameters, List.of(otherArgv));
    }

    Remediation made() {
      return new Remediation(
          name,
          "Do " + name,
          "",
          fits,
          parameters,
          new Action.Command(argv, Map.of()),
          Optional.empty(),
          undo
              ? Optional.of(new Action.Command(List.of("ctl", "undo-" + name), Map.of()))
              : Optional.empty(),
          probe
              ? Optional.of(new Action.Command(List.of("ctl", "look"), Map.of()))
              : Optional.empty(),
          risk,
          "It is well again.",
          verify,
          Duration.ofSeconds(30),
          Duration.ofMinutes(15),
          level,
          4,
          name + ".yaml");
    }
  }

  static Incident incident() {
    return new Incident(
        INCIDENT,
        1,
        "The shop is slow",
        Severity.CRITICAL,
        Incident.State.OPEN,
        NOON,
        NOON,
        NOON,
        Optional.empty(),
        List.of(),
        List.of(new EntityId("shop")),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  static Hypothesis suspect(String entity, FaultKind kind, double probability, String... reasons) {
    var evidence =
        java.util.Arrays.stream(reasons)
            .map(text -> new Evidence(Evidence.Kind.LOG, text, NOON, 1, new Ref.ToEntity(entity)))
            .toList();
    return new Hypothesis(
        new EntityId(entity),
        "some_metric",
        kind,
        probability,
        evidence,
        Optional.empty(),
        Map.of());
  }

  static Hypothesis changed(Hypothesis it, String kind, String text) {
    var change =
        new Change(
            new SourceId("changes"),
            "c1",
            it.entity(),
            Labels.EMPTY,
            kind,
            "2.0",
            text,
            NOON.minusSeconds(20),
            NOON);
    return new Hypothesis(
        it.entity(),
        it.metric(),
        it.kind(),
        it.probability(),
        it.evidence(),
        Optional.of(change),
        it.attributes());
  }

  static Hypothesis with(Hypothesis it, Map<String, String> attributes) {
    return new Hypothesis(
        it.entity(),
        it.metric(),
        it.kind(),
        it.probability(),
        it.evidence(),
        it.change(),
        attributes);
  }

  static Diagnosis diagnosis(Hypothesis... suspects) {
    return new Diagnosis(INCIDENT, NOON, List.of(suspects), 0, List.of());
  }

  static List<Proposal> advice(
      Diagnosis diagnosis, Set<String> failed, Instant at, Remediation... catalogue) {
    return Advisor.suggest(
        incident(), diagnosis, List.of(catalogue), name -> Advisor.Record.NONE, failed, false, at);
  }

  static Desk desk(boolean sandbox) {
    return new Desk(new Automation(false, 20), sandbox);
  }

  /// A desk where `recipe` has just been suggested for a busy shop.
  static Desk suggested(Remediation recipe) {
    var desk = desk(false);
    desk.advise(
        INCIDENT,
        advice(diagnosis(suspect("shop", FaultKind.CPU, 0.8)), Set.of(), NOON, recipe),
        NOON);
    return desk;
  }

  static Proposal only(Desk desk) {
    return desk.proposals().iterator().next();
  }

  static Run run(Desk desk) {
    return List.copyOf(desk.runs()).getLast();
  }

  static RunReport report(RunReport.Ending ending) {
    return new RunReport(
        ending, java.util.OptionalInt.of(ending == RunReport.Ending.WELL ? 0 : 1), "It said so.");
  }
}
