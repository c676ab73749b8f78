package io.watchfloor.model.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.cause.Diagnosis;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Recorded faults of a real estate: the change that did it is named, and where none did, that is
/// said, however many were made before.
final class RecordedChangesTest {
  @ParameterizedTest(name = "{0}: {1} of {2}")
  @CsvSource({
    "bad-deploy-payment, deploy, payment",
    "slow-deploy-cart, deploy, cart",
    "edge-bad-config, config, edge",
    "workers-frontend, config, frontend",
    "cert-expiry, certificate, edge"
  })
  void theChangeThatDidItIsNamed(String recording, String kind, String entity)
      throws URISyntaxException {
    var diagnosis = last(recording, entity);

    assertEquals(kind, diagnosis.hypotheses().getFirst().change().orElseThrow().kind());
  }

  @ParameterizedTest
  @CsvSource({
    "kill-cart, cart",
    "service-killed, catalogue",
    "db-down, db",
    "lock-item, db",
    "traffic-surge, edge",
    "memory-leak, cart"
  })
  void whereNoChangeDidItNoneIsBlamed(String recording, String entity) throws URISyntaxException {
    var diagnosis = last(recording, entity);

    assertTrue(
        diagnosis.hypotheses().getFirst().change().isEmpty(),
        () -> "blamed: " + diagnosis.hypotheses().getFirst().change());
  }

  /// The newest diagnosis that names the culprit first.
  private static Diagnosis last(String recording, String entity) throws URISyntaxException {
    var folder =
        Path.of(
            Objects.requireNonNull(
                    RecordedChangesTest.class.getResource("/recordings/" + recording))
                .toURI());
    var played = new Played(folder);
    var truth = played.recording.truths.getFirst();
    return played.opened(truth.from(), truth.until()).stream()
        .filter(
            incident -> played.firstBy(incident.id(), Set.of(entity), truth.until()).isPresent())
        .map(incident -> played.diagnosis(incident.id(), truth.until()).orElseThrow())
        .findFirst()
        .orElseThrow();
  }
}
