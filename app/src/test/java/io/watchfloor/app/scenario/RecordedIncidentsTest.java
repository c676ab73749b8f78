package io.watchfloor.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.cause.Diagnosis;
import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.pipeline.Outcome;
import io.watchfloor.model.pipeline.Pipeline;
import io.watchfloor.model.pipeline.Store;
import io.watchfloor.model.remedy.Automation;
import io.watchfloor.model.topology.EntityRules;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole pipeline on recorded incidents of a real estate, played second by second.
final class RecordedIncidentsTest {
  /// What came out of one recording.
  record Played(
      List<Incident> opened,
      Map<String, Diagnosis> last,
      Map<String, Diagnosis> atTenSeconds,
      List<Anomaly> anomalies,
      List<Outcome> outcomes) {}

  static Played play(Tape tape) {
    var pipeline =
        new Pipeline(
            new Pipeline.Config(
                "INC-",
                false,
                EntityRules.DEFAULT,
                tape.entities,
                List.of(),
                new Automation(true, 0)));
    pipeline.restore(
        new Store.Recovered(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            tape.edges,
            List.of(),
            List.of(),
            Map.of(),
            Optional.empty(),
            List.of(),
            1),
        name -> Optional.empty(),
        tape.start);
    var opened = new LinkedHashMap<String, Incident>();
    var last = new LinkedHashMap<String, Diagnosis>();
    var early = new LinkedHashMap<String, Diagnosis>();
    var anomalies = new LinkedHashMap<String, Anomaly>();
    var outcomes = new ArrayList<Outcome>();
    for (long second = tape.start.getEpochSecond(); second <= tape.end.getEpochSecond(); second++) {
      var now = Instant.ofEpochSecond(second + 1);
      var step = new ArrayList<Outcome>();
      for (var batch : tape.second(second)) step.add(pipeline.turn(batch, now));
      step.add(pipeline.tick(now));
      for (var outcome : step) {
        for (var incident : outcome.facts().incidents())
          opened.putIfAbsent(incident.id().text(), incident);
        for (var diagnosis : outcome.facts().diagnoses()) {
          var id = diagnosis.incident().text();
          last.put(id, diagnosis);
          if (!now.isAfter(opened.get(id).openedAt().plusSeconds(15))) early.put(id, diagnosis);
        }
        for (var anomaly : outcome.facts().findings().anomalies())
          anomalies.putIfAbsent(anomaly.id(), anomaly);
      }
      outcomes.addAll(step);
    }
    return new Played(
        List.copyOf(opened.values()), last, early, List.copyOf(anomalies.values()), outcomes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"half-hour", "bad-deploy", "cache-down", "db-latency", "disk-fill"})
  void eachFaultIsOneIncidentThatNamesTheCulpritFirst(String recording) throws IOException {
    var tape = Tape.of(recording);
    var played = play(tape);
    for (var truth : tape.truths) {
      var incidents =
          played.opened().stream()
              .filter(
                  incident ->
                      !incident.openedAt().isBefore(truth.start())
                          && incident.openedAt().isBefore(truth.end()))
              .toList();
      assertEquals(
          1,
          incidents.size(),
          truth.fault() + " became " + incidents.stream().map(Incident::title).toList());
      var diagnosis = played.atTenSeconds().get(incidents.getFirst().id().text());
      assertEquals(
          truth.service(),
          diagnosis.hypotheses().getFirst().entity().name(),
          () -> truth.fault() + ": " + explained(diagnosis));
    }
  }

  @Test
  void healthyMinutesRaiseNextToNothing() throws IOException {
    var tape = Tape.of("half-hour");
    var healthy = tape.start.plus(Duration.ofMinutes(10)).minusSeconds(5);
    var early =
        play(tape).anomalies().stream()
            .filter(anomaly -> anomaly.from().isBefore(healthy))
            .toList();
    assertTrue(
        early.size() <= 6,
        () ->
            early.size()
                + " episodes in ten healthy minutes: "
                + early.stream()
                    .map(
                        a ->
                            a.series()
                                + " "
                                + a.from()
                                + " "
                                + a.value()
                                + " not "
                                + a.low()
                                + ".."
                                + a.high())
                    .toList());
  }

  @Test
  void theSameRecordingGivesTheSameFacts() throws IOException {
    assertEquals(play(Tape.of("bad-deploy")).last(), play(Tape.of("bad-deploy")).last());
  }

  private static String explained(Diagnosis diagnosis) {
    var text = new StringBuilder();
    for (var suspect : diagnosis.hypotheses()) {
      text.append('\n')
          .append(suspect.entity())
          .append(' ')
          .append(suspect.kind())
          .append(' ')
          .append(suspect.probability())
          .append(' ')
          .append(suspect.metric());
      for (var evidence : suspect.evidence())
        text.append("\n    ")
            .append(String.format("%+.2f ", evidence.weight()))
            .append(evidence.text());
    }
    return text.toString();
  }
}
