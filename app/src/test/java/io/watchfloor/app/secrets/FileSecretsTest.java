package io.watchfloor.app.secrets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.Secrets.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileSecretsTest {
  private static final String CANARY = "canary-Tr0ub4dor";
  @TempDir Path home;

  @Test
  void whatIsKeptIsReadBackByTheNextStartAndIsNowhereInClear() throws IOException {
    new FileSecrets(home).put("a/password", new Secret(CANARY));
    assertEquals(CANARY, new FileSecrets(home).get("a/password").orElseThrow().reveal());
    try (var files = Files.walk(home)) {
      for (var file : files.filter(Files::isRegularFile).toList())
        assertFalse(
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(CANARY),
            file.toString());
    }
  }

  @Test
  void twoWritesOfTheSameSecretDiffer() throws IOException {
    var secrets = new FileSecrets(home);
    secrets.put("a", new Secret(CANARY));
    var first = Files.readAllBytes(home.resolve("secrets.bin"));
    secrets.put("a", new Secret(CANARY));
    assertFalse(java.util.Arrays.equals(first, Files.readAllBytes(home.resolve("secrets.bin"))));
  }

  @Test
  void aRemovedSecretIsGone() {
    var secrets = new FileSecrets(home);
    secrets.put("a", new Secret(CANARY));
    secrets.remove("a");
    assertEquals(Optional.empty(), new FileSecrets(home).get("a"));
  }

  @Test
  void aChangedByteIsNoticedAndNothingIsOverwritten() throws IOException {
    var secrets = new FileSecrets(home);
    secrets.put("a", new Secret(CANARY));
    var file = home.resolve("secrets.bin");
    var bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    var error = assertThrows(IllegalStateException.class, () -> secrets.get("a"));
    assertTrue(error.getMessage().contains("secrets.bin"));
    assertThrows(IllegalStateException.class, () -> secrets.put("b", new Secret("x")));
    assertArrayEquals(bytes, Files.readAllBytes(file));
  }

  @Test
  void aSecretNeverShowsItself() {
    assertEquals("***", new Secret(CANARY).toString());
    assertFalse(Optional.of(new Secret(CANARY)).toString().contains(CANARY));
  }

  @Test
  void aVariableOfTheEnvironmentGoesBeforeWhatIsKept() {
    var kept = new FileSecrets(home);
    kept.put("metrics/password", new Secret("kept"));
    var source =
        new SourceSettings(
            new SourceId("metrics"),
            "prometheus",
            Duration.ofSeconds(15),
            Map.of("password-env", List.of("PW")));
    var secrets = new EnvironmentSecrets(kept, List.of(source), Map.of("PW", "from outside"));
    assertEquals("from outside", secrets.get("metrics/password").orElseThrow().reveal());
    var unset = new EnvironmentSecrets(kept, List.of(source), Map.of());
    assertEquals(
        Optional.empty(), unset.get("metrics/password"), "said to be outside, and it is not there");
  }
}
