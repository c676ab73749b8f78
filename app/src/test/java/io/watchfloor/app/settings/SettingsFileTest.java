package io.watchfloor.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.Connectors;
import io.watchfloor.model.remedy.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsFileTest {
  @TempDir Path folder;
  private final SettingsFile file =
      new SettingsFile(Connectors.types(), Map.of("LAB_URL", "http://127.0.0.1:9090"));

  private SettingsFile.Loaded read(String text) {
    return file.read("w.yaml", text);
  }

  @Test
  void theCommentedDefaultIsReadWithoutAProblemAndIsTheDefault() {
    var loaded = read(SettingsEdit.commentedDefault().orElseThrow());
    assertEquals(List.of(), loaded.problems());
    assertEquals(Settings.DEFAULT, loaded.settings());
  }

  @Test
  void aSourceIsReadWithItsVariablesFilledIn() {
    var loaded =
        read(
            """
            sources:
              - name: metrics
                type: prometheus
                interval: 5s
                url: ${LAB_URL}
            """);
    assertEquals(List.of(), loaded.problems());
    var source = loaded.settings().sources().getFirst();
    assertEquals(Duration.ofSeconds(5), source.interval());
    assertEquals("http://127.0.0.1:9090", source.text("url", ""));
  }

  @Test
  void oneBadSourceIsNamedWithItsLineAndTheOthersHold() {
    var loaded =
        read(
            """
            sources:
              - name: good
                type: prometheus
                url: http://127.0.0.1:9090
              - name: bad
                type: promethius
                url: http://127.0.0.1:9090
            """);
    assertEquals(1, loaded.settings().sources().size());
    var problem = loaded.problems().getFirst();
    assertEquals("w.yaml", problem.path());
    assertEquals(6, problem.line());
    assertTrue(problem.message().contains("promethius"));
    assertTrue(problem.nextStep().contains("prometheus"), problem.nextStep());
  }

  @Test
  void aSecretInTheFileIsRefusedAndNeverRepeated() {
    var loaded =
        read(
            """
            sources:
              - name: metrics
                type: prometheus
                url: http://127.0.0.1:9090
                auth: basic
                user: reader
                password: hunter2-canary
            """);
    assertEquals(1, loaded.problems().size());
    assertFalse(loaded.problems().toString().contains("hunter2-canary"));
    assertTrue(loaded.problems().getFirst().nextStep().contains("password-env"));
  }

  @Test
  void whoIsToldElsewhereIsReadAndAMistakeNamed() {
    var loaded =
        read(
            """
            notices:
              - {name: on-call, to: slack, least: critical, address-env: HOOK}
              - {name: desk, to: mail, server: mail, from: a@b, recipients: [c@d, e@f]}
              - {name: pigeon, to: dove}
              - {name: loud, to: slack, least: awful, address: https://hooks/secret}
            """);
    var notices = loaded.settings().notices();
    assertEquals(List.of("on-call", "desk"), notices.stream().map(it -> it.name()).toList());
    assertEquals(io.watchfloor.model.signal.Severity.CRITICAL, notices.getFirst().least());
    assertEquals(List.of("c@d", "e@f"), notices.get(1).settings().list("recipients"));
    assertEquals(3, loaded.problems().size(), () -> loaded.problems().toString());
    assertEquals(4, loaded.problems().getFirst().line());
    assertTrue(!loaded.problems().toString().contains("hooks/secret"));
  }

  @Test
  void anUnknownKeyIsToldRatherThanIgnored() {
    var loaded = read("retention:\n  dayz: 3\n");
    assertEquals(1, loaded.problems().size());
    assertTrue(loaded.problems().getFirst().message().contains("dayz"));
    assertEquals(Settings.DEFAULT.retention(), loaded.settings().retention());
  }

  @Test
  void levelsLimitsRetentionAndServicesAreRead() {
    var loaded =
        read(
            """
            runbooks:
              levels: {start: auto}
              allowed-hosts: ["127.0.0.1:80"]
            automation: {kill-switch: true, runs-per-hour: 3}
            retention: {days: 7, gib: 2}
            services:
              - name: Checkout
                at-least: 2
                of: [cart, payment, edge]
            """);
    assertEquals(List.of(), loaded.problems());
    var settings = loaded.settings();
    assertEquals(Map.of("start", Level.AUTO), settings.levels());
    assertTrue(settings.automation().killSwitch());
    assertEquals(new Settings.Retention(Duration.ofDays(7), 2L << 30), settings.retention());
    assertEquals(2, settings.services().getFirst().count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sources: [",
        "- a\n- b\n",
        "sources: 7\n",
        "\u0000\u0001",
        "a: &x [*x]\n",
        "!!java.lang.Runtime x",
        "sources:\n  - name: \"\u202ezyx\"\n    type: <img src=x>\n",
        "look: {theme: plaid}\n",
        "services:\n  - all: []\n",
        "automation: {runs-per-hour: -1}\n",
        "retention: {days: 1e99}\n"
      })
  void hostileTextIsAProblemWithAPlaceAndNeverAnException(String text) {
    var loaded = read(text);
    assertFalse(loaded.problems().isEmpty(), text);
    assertFalse(loaded.problems().getFirst().nextStep().isBlank());
    assertEquals(List.of(), loaded.settings().sources());
  }

  @Test
  void aFileThatIsNotThereSaysSo() {
    var loaded = file.load(folder.resolve("none.yaml"));
    assertTrue(loaded.problems().getFirst().path().endsWith("none.yaml"));
    assertEquals(Settings.DEFAULT, loaded.settings());
  }
}
