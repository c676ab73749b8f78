package io.watchfloor.connectors.nagios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.FakeSecrets;
import io.watchfloor.connectors.Lab;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.TestStep;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.WriteBack;
import io.watchfloor.model.source.WriteBack.Act;
import io.watchfloor.model.topology.EntityRules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// Against the lab's real Nagios: what needs no problem on one healthy service, and an
/// acknowledgement on whatever has a problem just then.
@EnabledIf("io.watchfloor.connectors.Lab#isUp")
final class LiveNagiosTest {
  private final FakeSecrets secrets = new FakeSecrets();
  private final Opening opening = new Opening(secrets, InstantSource.system(), EntityRules.DEFAULT);

  @BeforeEach
  void password() {
    secrets.put("nagios/password", new Secret("lab-secret"));
  }

  private static SourceSettings settings() throws Exception {
    return new SourceSettings(
        new SourceId("nagios"),
        "nagios",
        Duration.ofSeconds(5),
        Lab.values(Map.of("url", Lab.value("LAB_NAGIOS_URL"), "auth", "basic", "user", "lab")));
  }

  private static Alert about(String host, String check) {
    var labels = Labels.of(Map.of("host", host, "check", check, "alertname", check));
    return new Alert(
        new SourceId("nagios"),
        host + ";" + check,
        EntityRules.DEFAULT.entity(labels),
        labels,
        Labels.EMPTY,
        Severity.WARNING,
        Alert.State.FIRING,
        "",
        Instant.now(),
        Optional.empty(),
        Instant.now(),
        Instant.now());
  }

  private static Act act(Act.Kind kind, Alert alert) {
    return new Act(
        kind,
        List.of(alert),
        List.of(),
        "",
        "tester",
        "INC-" + System.nanoTime(),
        Instant.now(),
        Duration.ofMinutes(10),
        true);
  }

  private static void confirmed(WriteBack back, Act act) throws Exception {
    var receipt = back.send(act);
    var read = back.readBack(receipt);
    for (int i = 0; i < 40 && !read.confirmed(); i++) {
      Thread.sleep(500);
      read = back.readBack(receipt);
    }
    assertTrue(read.confirmed(), act.kind() + ": " + read.words());
  }

  @Test
  void everyStepOfTheConnectionTestPasses() throws Exception {
    var steps = new ArrayList<TestStep>();
    new NagiosType().test(settings(), opening, steps::add);
    assertEquals(6, steps.size(), steps::toString);
    assertFalse(
        steps.stream().anyMatch(step -> step.result() == TestStep.Result.FAILED), steps::toString);
  }

  @Test
  void oneServiceIsCommentedRecheckedAndPutInDowntimeAndNoOther() throws Exception {
    try (var source = new NagiosType().open(settings(), opening)) {
      var back = source.writeBacks().getFirst();
      var one = about("cache", "tcp");
      confirmed(back, act(Act.Kind.COMMENT, one));
      confirmed(back, act(Act.Kind.RECHECK, one));
      confirmed(back, act(Act.Kind.DOWNTIME, one));
      var ours = back.silences().stream().filter(it -> it.author().equals("tester")).toList();
      assertEquals(1, ours.size(), ours::toString);
      assertEquals("[host=\"cache\", check=\"tcp\"]", ours.getFirst().matchers().toString());
      confirmed(
          back,
          new Act(
              Act.Kind.END_SILENCE,
              List.of(),
              List.of(),
              ours.getFirst().id(),
              "tester",
              "",
              Instant.now(),
              Duration.ZERO));
    }
  }

  @Test
  void problemIsAcknowledgedAndReleasedAndNoOther() throws Exception {
    try (var source = new NagiosType().open(settings(), opening)) {
      var pull = source.pull(Window.before(Instant.now(), Duration.ofSeconds(5)), Cursor.START);
      var problems =
          pull.signals().stream()
              .filter(it -> it instanceof Alert alert && alert.state() == Alert.State.FIRING)
              .map(Alert.class::cast)
              .toList();
      org.junit.jupiter.api.Assumptions.assumeFalse(problems.isEmpty(), "nothing is wrong there");
      var alert = problems.getFirst();
      var back = source.writeBacks().getFirst();
      confirmed(back, act(Act.Kind.ACKNOWLEDGE, alert));
      var after = source.pull(Window.before(Instant.now(), Duration.ofSeconds(5)), pull.next());
      for (var signal : after.signals())
        if (signal instanceof Alert told)
          assertEquals(
              told.fingerprint().equals(alert.fingerprint()),
              told.sourceState().contains("acknowledged"),
              told::toString);
      confirmed(back, act(Act.Kind.UNACKNOWLEDGE, alert));
    }
  }
}
