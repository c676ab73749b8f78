package io.watchfloor.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.Connectors;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.model.signal.SourceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SettingsEditTest {
  private static final SourceSettings SOURCE =
      new SourceSettings(
          new SourceId("west: \"1\""),
          "prometheus",
          Duration.ofSeconds(15),
          Map.of("url", List.of("http://127.0.0.1:9090/a b#c")));

  private static List<SourceSettings> sources(String text) {
    var loaded = new SettingsFile(Connectors.types(), Map.of()).read("w.yaml", text);
    assertEquals(List.of(), loaded.problems(), text);
    return loaded.settings().sources();
  }

  private static SourceSettings named(String name) {
    return new SourceSettings(
        new SourceId(name), SOURCE.type(), SOURCE.interval(), SOURCE.values());
  }

  @Test
  void whatIsPutIsReadBackWhateverItsTextIs() {
    var text = SettingsEdit.commentedDefault().orElseThrow();
    var source = named("west \"1\" # not a comment");
    assertEquals(List.of(source), sources(SettingsEdit.put(text, source)));
  }

  @Test
  void puttingTwiceReplacesAndLeavesTheOthersAndTheComments() {
    var text =
        "# mine\nsources:\n  # the first\n  - name: a\n    type: machine\ndemo: false  # off\n";
    var once = SettingsEdit.put(text, named("b"));
    var twice = SettingsEdit.put(once, named("b"));
    assertEquals(2, sources(twice).size());
    assertTrue(twice.startsWith("# mine\n"));
    assertTrue(twice.contains("# the first"));
    assertTrue(twice.contains("demo: false  # off"));
  }

  @Test
  void removingTakesOnlyThatSource() {
    var text = SettingsEdit.put(SettingsEdit.put("demo: true\n", named("a")), named("b"));
    assertEquals(List.of(named("b")), sources(SettingsEdit.remove(text, "a")));
    assertEquals(text, SettingsEdit.remove(text, "none"));
  }

  @Test
  void aSettingIsSetInItsGroupAndKeepsItsComment() {
    var text = "look:\n  theme: dark  # or light\n";
    assertEquals(
        "look:\n  theme: light  # or light\n", SettingsEdit.set(text, "look.theme", "light"));
    var fresh = SettingsEdit.set("demo: true\n", "look.theme", "light");
    assertEquals(
        "light", new SettingsFile(List.of(), Map.of()).read("w", fresh).settings().look().theme());
  }
}
