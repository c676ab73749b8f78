package io.watchfloor.connectors.icinga;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.FakeSecrets;
import io.watchfloor.connectors.Lab;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.TestStep;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Event;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.WriteBack;
import io.watchfloor.model.source.WriteBack.Act;
import io.watchfloor.model.topology.EntityRules;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// Against the lab's real Icinga 2, with a result of our own for one check.
@EnabledIf("io.watchfloor.connectors.Lab#isUp")
final class LiveIcingaTest {
  private static final String ONE = "edge!certificate";
  private final FakeSecrets secrets = new FakeSecrets();
  private final Opening opening = new Opening(secrets, InstantSource.system(), EntityRules.DEFAULT);

  @BeforeEach
  void password() throws Exception {
    secrets.put("icinga/password", new Secret(Lab.value("LAB_ICINGA_PASSWORD")));
  }

  private static SourceSettings settings() throws Exception {
    var values =
        Map.of(
            "url", Lab.value("LAB_ICINGA_URL"),
            "auth", "basic",
            "user", Lab.value("LAB_ICINGA_USER"),
            "ca", Path.of(System.getenv("LAB_HOME"), "conf", "icinga-ca.crt").toString());
    return new SourceSettings(
        new SourceId("icinga"), "icinga", Duration.ofSeconds(5), Lab.values(values));
  }

  @Test
  void everyStepOfTheConnectionTestPasses() throws Exception {
    var steps = new ArrayList<TestStep>();
    new IcingaType().test(settings(), opening, steps::add);
    assertEquals(6, steps.size(), steps::toString);
    assertFalse(
        steps.stream().anyMatch(step -> step.result() == TestStep.Result.FAILED), steps::toString);
  }

  /// Its own checks would mend at once what the test breaks.
  private void checks(boolean on) throws Exception {
    ask("/v1/objects/services/" + ONE, "{\"attrs\":{\"enable_active_checks\":%s}}".formatted(on));
  }

  private void release() throws Exception {
    var one = "{\"type\":\"Service\",\"filter\":\"service.__name==\\\"%s\\\"\"}".formatted(ONE);
    ask("/v1/actions/remove-acknowledgement", one);
    ask("/v1/actions/remove-downtime", one);
  }

  @AfterEach
  void checkAgain() throws Exception {
    checks(true);
    release();
  }

  @Test
  void oneServiceIsAcknowledgedCommentedPutInDowntimeAndReleasedAndNoOther() throws Exception {
    var first = new HashMap<String, Boolean>();
    try (var source = new IcingaType().open(settings(), opening)) {
      var cursor = pull(source, Cursor.START, first);
      release();
      checks(false);
      fail(2);
      fail(2);
      cursor = pull(source, cursor, first);
      var alert = alerts.get(ONE);
      assertEquals(Alert.State.FIRING, alert.state());
      var back = source.writeBacks().getFirst();
      var caught = back.preview(act(Act.Kind.ACKNOWLEDGE, alert)).caught();
      assertEquals(List.of(ONE), caught.stream().map(Alert::fingerprint).toList());

      confirmed(back, act(Act.Kind.ACKNOWLEDGE, alert));
      confirmed(back, act(Act.Kind.COMMENT, alert));
      cursor = pull(source, cursor, first);
      assertEquals(Alert.State.SUPPRESSED, alerts.get(ONE).state());
      assertTrue(alerts.get(ONE).sourceState().contains("acknowledged"));
      for (var other : alerts.values())
        if (!other.fingerprint().equals(ONE))
          assertFalse(other.sourceState().contains("acknowledged"), other::toString);
      // Icinga itself hands events on with some seconds' delay.
      for (int i = 0; i < 40 && !isToldBy("tester: INC-1"); i++)
        cursor = pull(source, cursor, first);
      assertTrue(isToldBy("tester: INC-1"), events::toString);

      confirmed(back, act(Act.Kind.UNACKNOWLEDGE, alert));
      var downtime = confirmed(back, act(Act.Kind.DOWNTIME, alert)).ids().getFirst();
      assertTrue(back.silences().stream().anyMatch(it -> it.id().equals(downtime)));
      cursor = pull(source, cursor, first);
      assertTrue(
          alerts.get(ONE).sourceState().contains("in downtime"), alerts.get(ONE)::sourceState);
      confirmed(
          back,
          new Act(
              Act.Kind.END_SILENCE,
              List.of(),
              List.of(),
              downtime,
              "tester",
              "",
              Instant.now(),
              Duration.ZERO));
      var receipt = confirmed(back, act(Act.Kind.RECHECK, alert));
      assertTrue(receipt.answer().contains("rescheduled"), receipt.answer());
      pull(source, cursor, first);
      assertEquals(Alert.State.RESOLVED, alerts.get(ONE).state(), alerts.get(ONE)::toString);
      var refused =
          org.junit.jupiter.api.Assertions.assertThrows(
              io.watchfloor.model.source.SourceException.class,
              () -> back.send(act(Act.Kind.ACKNOWLEDGE, alert)));
      assertTrue(refused.why().contains("is OK"), refused.why());
    }
  }

  private boolean isToldBy(String words) {
    return events.stream().anyMatch(it -> it.text().contains("by " + words));
  }

  private final Map<String, Alert> alerts = new HashMap<>();
  private final List<Event> events = new ArrayList<>();

  private Cursor pull(Source source, Cursor from, Map<String, Boolean> seen) throws Exception {
    Thread.sleep(300);
    var pull = source.pull(Window.before(Instant.now(), Duration.ofSeconds(5)), from);
    for (var signal : pull.signals()) {
      if (signal instanceof Alert alert) alerts.put(alert.fingerprint(), alert);
      if (signal instanceof Event event) events.add(event);
    }
    assertEquals(List.of(), pull.notices());
    return pull.next();
  }

  private static WriteBack.Receipt confirmed(WriteBack back, Act act) throws Exception {
    var receipt = back.send(act);
    var read = back.readBack(receipt);
    for (int i = 0; i < 20 && !read.confirmed(); i++) {
      Thread.sleep(300);
      read = back.readBack(receipt);
    }
    assertTrue(read.confirmed(), read.words());
    return receipt;
  }

  private static Act act(Act.Kind kind, Alert alert) {
    return new Act(
        kind,
        List.of(alert),
        List.of(),
        "",
        "tester",
        "INC-1",
        Instant.now(),
        Duration.ofMinutes(10),
        true);
  }

  /// Gives the check a result by hand.
  private void fail(int state) throws Exception {
    ask(
        "/v1/actions/process-check-result",
        "{\"type\":\"Service\",\"filter\":\"service.__name==\\\"%s\\\"\",\"exit_status\":%d,\"plugin_output\":\"by hand\"}"
            .formatted(ONE, state));
  }

  private void ask(String path, String body) throws Exception {
    try (var http =
        new io.watchfloor.connectors.http.Http(
            io.watchfloor.connectors.http.HttpSettings.of(
                settings(), secrets, Lab.value("LAB_ICINGA_URL").replaceAll("/v1$", "")),
            InstantSource.system())) {
      http.ask(io.watchfloor.connectors.http.Http.Ask.json("POST", path, body), 404);
    }
  }
}
