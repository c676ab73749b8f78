package io.watchfloor.connectors.zabbix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.FakeSecrets;
import io.watchfloor.connectors.Lab;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.TestStep;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Samples;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// Against the lab's real Zabbix; what is written needs a problem, such as one of the lab's faults.
@EnabledIf("io.watchfloor.connectors.Lab#isUp")
final class LiveZabbixTest {
  private final FakeSecrets secrets = new FakeSecrets();
  private final Opening opening = new Opening(secrets, InstantSource.system(), EntityRules.DEFAULT);

  @BeforeEach
  void token() throws Exception {
    secrets.put("zabbix/token", new Secret(Lab.value("LAB_ZABBIX_TOKEN")));
    secrets.put("zabbix/password", new Secret("zabbix"));
  }

  private static SourceSettings settings(String auth) throws Exception {
    return new SourceSettings(
        new SourceId("zabbix"),
        "zabbix",
        Duration.ofSeconds(5),
        Lab.values(Map.of("url", Lab.value("LAB_ZABBIX_URL"), "auth", auth, "user", "Admin")));
  }

  private static Window window() {
    return Window.before(Instant.now(), Duration.ofSeconds(5));
  }

  @Test
  void everyStepOfTheConnectionTestPassesWithTokenAndWithPassword() throws Exception {
    for (var auth : List.of("bearer", "basic")) {
      var steps = new ArrayList<TestStep>();
      new ZabbixType().test(settings(auth), opening, steps::add);
      assertEquals(6, steps.size(), steps::toString);
      assertFalse(
          steps.stream().anyMatch(step -> step.result() == TestStep.Result.FAILED),
          steps::toString);
    }
  }

  @Test
  void valuesGoOnFromPullToPullWithoutRepeating() throws Exception {
    try (var source = new ZabbixType().open(settings("bearer"), opening)) {
      var first = source.pull(window(), Cursor.START);
      assertTrue(first.signals().stream().filter(Samples.class::isInstance).count() > 10);
      Thread.sleep(6_000);
      var told = new java.util.HashSet<String>();
      for (var pull : List.of(first, source.pull(window(), first.next())))
        for (var signal : pull.signals())
          if (signal instanceof Samples some)
            for (long at : some.epochMillis())
              assertTrue(told.add(some.labels() + "@" + at), () -> "twice " + some.labels());
      assertEquals(List.of(), first.notices());
    }
  }

  @Test
  void problemIsAcknowledgedCommentedPutInMaintenanceReleasedAndClosedAndNoOther()
      throws Exception {
    try (var source = new ZabbixType().open(settings("bearer"), opening)) {
      var pull = source.pull(window(), Cursor.START);
      var problems =
          pull.signals().stream()
              .filter(it -> it instanceof Alert alert && alert.state() == Alert.State.FIRING)
              .map(Alert.class::cast)
              .toList();
      org.junit.jupiter.api.Assumptions.assumeFalse(problems.isEmpty(), "nothing is wrong there");
      var alert = problems.getFirst();
      var back = source.writeBacks().getFirst();
      confirmed(back, act(Act.Kind.ACKNOWLEDGE, alert));
      var after = source.pull(window(), pull.next());
      for (var signal : after.signals())
        if (signal instanceof Alert told && told.state() != Alert.State.RESOLVED)
          assertEquals(
              told.fingerprint().equals(alert.fingerprint()),
              told.sourceState().contains("acknowledged"),
              told::toString);
      confirmed(back, act(Act.Kind.COMMENT, alert));
      confirmed(back, act(Act.Kind.UNACKNOWLEDGE, alert));
      var maintenance = confirmed(back, act(Act.Kind.DOWNTIME, alert)).ids().getFirst();
      assertTrue(back.silences().stream().anyMatch(it -> it.id().equals(maintenance)));
      confirmed(
          back,
          new Act(
              Act.Kind.END_SILENCE,
              List.of(),
              List.of(),
              maintenance,
              "tester",
              "",
              Instant.now(),
              Duration.ZERO));
      confirmed(back, act(Act.Kind.CLOSE, alert));
    }
  }

  private static WriteBack.Receipt confirmed(WriteBack back, Act act) throws Exception {
    var receipt = back.send(act);
    var read = back.readBack(receipt);
    for (int i = 0; i < 20 && !read.confirmed(); i++) {
      Thread.sleep(500);
      read = back.readBack(receipt);
    }
    assertTrue(read.confirmed(), act.kind() + ": " + read.words());
    return receipt;
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
}
