package io.watchfloor.connectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.notice.DestinationType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

/// The README's table of connectors is the code's. `-Dwrite=true` writes it anew.
final class ConnectorTableTest {
  private static final Path README = Path.of("..", "README.md");
  private static final String BEGIN = "<!-- connectors: written by ConnectorTableTest -->\n";
  private static final String END = "<!-- /connectors -->";

  @Test
  void readmeHasTheTableOfTheCode() throws Exception {
    var text = Files.readString(README);
    int from = text.indexOf(BEGIN);
    int to = text.indexOf(END);
    assertTrue(from >= 0 && to > from, "README.md has lost the marks of the table");
    var before = text.substring(0, from + BEGIN.length());
    if (Boolean.getBoolean("write"))
      Files.writeString(README, before + ConnectorTable.markdown() + text.substring(to));
    assertEquals(
        ConnectorTable.markdown(),
        Files.readString(README).substring(from + BEGIN.length()).split(END, 2)[0],
        "write it anew: mvn -pl connectors test -Dwrite=true -Dtest=ConnectorTableTest");
  }

  @Test
  void everyConnectorHasItsOwnNameAndSaysWhatItBringsAndAgainstWhatItWasTried() {
    var names = new HashSet<String>();
    for (var type : Connectors.types()) {
      assertTrue(names.add(type.name()), type.name());
      assertFalse(type.capabilities().reads().isEmpty(), type.name());
      assertFalse(type.capabilities().proof().against().isBlank(), type.name());
      var keys = new HashSet<String>();
      for (var field : type.form().fields()) {
        assertTrue(keys.add(field.key()), type.name() + " asks twice for " + field.key());
        assertFalse(field.label().isBlank(), type.name() + " " + field.key());
      }
    }
  }

  @Test
  void eachIsOneLineOfFourColumns() {
    assertEquals(
        Connectors.types().size() + DestinationType.all().size(), ConnectorTable.lines().size());
    for (var line : ConnectorTable.lines()) assertEquals(4, line.split("\t").length, line);
  }
}
