package io.watchfloor.connectors.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.SourceType;
import io.watchfloor.connectors.TestStep;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.Secrets;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.topology.EntityRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The sources that read files, opened from settings as the console does.
final class FileSourcesTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  @TempDir Path folder;

  private static final Secrets NONE =
      new Secrets() {
        @Override
        public Optional<Secret> get(String key) {
          return Optional.empty();
        }

        @Override
        public void put(String key, Secret secret) {}

        @Override
        public void remove(String key) {}
      };
  private final Opening opening = new Opening(NONE, InstantSource.fixed(NOW), EntityRules.DEFAULT);

  private SourceSettings settings(String type, String... keysAndValues) {
    var values = new HashMap<String, List<String>>();
    for (int i = 0; i < keysAndValues.length; i += 2)
      values.put(keysAndValues[i], List.of(keysAndValues[i + 1]));
    return new SourceSettings(new SourceId("x"), type, Duration.ofSeconds(2), values);
  }

  private Pull pull(SourceType type, SourceSettings settings, Cursor from) throws Exception {
    return type.open(settings, opening).pull(new Window(NOW.minusSeconds(2), NOW), from);
  }

  private String file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void entityIsTheFieldThenTheFilesNameThenTheProgramThenTheHost() throws Exception {
    file("cart.app.log", "{\"service\":\"pay\",\"msg\":\"1\"}\nplain\n");
    file("sys.log", "2026-11-24T11:00:00Z web1 cron: ran\n");
    var settings =
        settings(
            "logs",
            "files",
            folder + "/*.log",
            "fileName",
            "{entity}.app.log",
            "start",
            "beginning");
    var entities = new HashMap<String, String>();
    for (var signal : pull(new LogFileType(), settings, Cursor.START).signals())
      entities.put(((LogLine) signal).text(), signal.entity().name());
    assertEquals(Map.of("1", "pay", "plain", "cart", "ran", "cron"), entities);
  }

  @Test
  void lineWithoutATimeHasThatOfTheLineBefore() throws Exception {
    var log = file("a.log", "2026-11-24T11:00:00Z ERROR died\n  at x\n");
    var lines = pull(new LogFileType(), settings("logs", "files", log), Cursor.START).signals();
    assertEquals(lines.get(0).at(), lines.get(1).at());
  }

  @Test
  void restartGoesOnWhereItWas() throws Exception {
    var log = file("a.log", "one\n");
    var settings = settings("logs", "files", log);
    var first = pull(new LogFileType(), settings, Cursor.START);
    Files.writeString(folder.resolve("a.log"), "one\ntwo\n");
    var second = pull(new LogFileType(), settings, first.next());
    assertEquals(
        List.of("two"), second.signals().stream().map(line -> ((LogLine) line).text()).toList());
  }

  @Test
  void changesAreReadWithAStableIdAndBadLinesAreNoticed() throws Exception {
    var events =
        file(
            "events.jsonl",
            "{\"time\":1795521590.5,\"kind\":\"deploy\",\"service\":\"cart\",\"version\":\"2\",\"text\":\"cart"
                + " 2\"}\n"
                + "garbage\n"
                + "[1]\n"
                + "{\"kind\":\"x\"}\n"
                + "{\"time\":\"2026-11-24T11:59:59Z\",\"service\":\"<b>\"}\n");
    var settings = settings("changes", "files", events);
    var pull = pull(new ChangeFileType(), settings, Cursor.START);
    var changes = pull.signals().stream().map(Change.class::cast).toList();
    assertEquals(List.of("deploy", "change"), changes.stream().map(Change::kind).toList());
    assertEquals("cart", changes.getFirst().entity().name());
    assertEquals(3, pull.notices().size());
    assertTrue(
        pull.notices().getFirst().contains("events.jsonl at byte 85"), pull.notices().getFirst());
    var again = pull(new ChangeFileType(), settings, Cursor.START).signals();
    assertEquals(changes.getFirst().id(), ((Change) again.getFirst()).id());
    assertNotEquals(changes.get(0).id(), changes.get(1).id());
  }

  @Test
  void fieldsOfChangesCanBeNamed() throws Exception {
    var events = file("e.jsonl", "{\"at\":1795521590,\"what\":\"config\",\"app\":\"a\"}\n");
    var settings =
        settings(
            "changes",
            "files",
            events,
            "timeField",
            "at",
            "kindField",
            "what",
            "serviceField",
            "app");
    var change = (Change) pull(new ChangeFileType(), settings, Cursor.START).signals().getFirst();
    assertEquals("config of a", change.text());
  }

  @ParameterizedTest
  @CsvSource({
    "files,' ',files:",
    "zone,Mars/X,zone:",
    "format,xml,format:",
    "start,middle,start:",
    "fileName,app.log,fileName:"
  })
  void badSettingIsNamed(String key, String value, String words) {
    var settings =
        key.equals("files")
            ? settings("logs", key, value)
            : settings("logs", "files", "/x", key, value);
    var error =
        assertThrows(SourceException.class, () -> new LogFileType().open(settings, opening));
    assertTrue(error.why().startsWith(words), error.why());
  }

  @Test
  void testTellsWhatItFound() throws Exception {
    var steps = new ArrayList<TestStep>();
    new LogFileType().test(settings("logs", "files", file("a.log", "one\n")), opening, steps::add);
    new LogFileType().test(settings("logs", "files", folder + "/no.log"), opening, steps::add);
    assertEquals(
        List.of(TestStep.Result.PASSED, TestStep.Result.FAILED),
        steps.stream().map(TestStep::result).toList());
  }

  @Test
  void topologyIsReadFromJsonAndFromYaml() throws Exception {
    var json =
        file(
            "t.json",
            "{\"comment\":\"x\",\"services\":[{\"name\":\"a\",\"kind\":\"app\",\"tier\":\"web\",\"owner\":\"me\",\"depends_on\":[\"b\"]},{\"name\":\"b\"}]}");
    var yaml =
        file(
            "t.yaml",
            "services:\n"
                + "- name: a\n"
                + "  kind: app\n"
                + "  tier: web\n"
                + "  owner: me\n"
                + "  depends_on: [b]\n"
                + "- name: b\n");
    var one = TopologyFile.read(Path.of(json), new SourceId("t"), NOW);
    assertEquals(one, TopologyFile.read(Path.of(yaml), new SourceId("t"), NOW));
    assertEquals(2, one.entities().size());
    assertEquals("b", one.edges().getFirst().target().name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "services: 7|line 1: services must be a list",
        "other: 7|services must be a list",
        "services:^- kind: app|line 2: a service needs a name",
        "services:^- name: a^  depends_on: b|line 3: depends_on must be a list",
        "services:^- name: [a]|line 2: a text is expected",
        "{\"services\":[|line 1, column",
        "a: &a [*a]|services must be a list",
        "- !!javax.script.ScriptEngineManager [x]|services must be a list"
      })
  void badTopologyIsNamedByItsPlace(String text, String words) throws Exception {
    var file = Path.of(file("t.yaml", text.replace('^', '\n')));
    var error =
        assertThrows(SourceException.class, () -> TopologyFile.read(file, new SourceId("t"), NOW));
    assertTrue(error.why().contains(words) && error.why().contains("t.yaml"), error.why());
  }

  @Test
  void deepAndMissingTopologiesAreRefused() throws Exception {
    var deep = Path.of(file("t.yaml", "[".repeat(200_000)));
    assertThrows(SourceException.class, () -> TopologyFile.read(deep, new SourceId("t"), NOW));
    assertThrows(
        SourceException.class,
        () -> TopologyFile.read(folder.resolve("no"), new SourceId("t"), NOW));
  }
}
