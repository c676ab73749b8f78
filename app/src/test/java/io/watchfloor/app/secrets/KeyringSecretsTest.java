package io.watchfloor.app.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.javakeyring.PasswordAccessException;
import io.watchfloor.model.source.Secrets.Secret;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyringSecretsTest {
  @TempDir Path home;
  private final FakeRing ring = new FakeRing();
  private FileSecrets file;
  private KeyringSecrets secrets;

  /// As the real ones: what is not there is an exception; a locked one refuses everything.
  private static final class FakeRing implements KeyringSecrets.Ring {
    final Map<String, String> kept = new TreeMap<>();
    boolean isLocked;

    @Override
    public void put(String account, String secret) throws PasswordAccessException {
      if (isLocked) throw new PasswordAccessException("locked");
      kept.put(account, secret);
    }

    @Override
    public String get(String account) throws PasswordAccessException {
      if (isLocked || !kept.containsKey(account)) throw new PasswordAccessException("none");
      return kept.get(account);
    }

    @Override
    public void remove(String account) throws PasswordAccessException {
      if (isLocked || kept.remove(account) == null) throw new PasswordAccessException("none");
    }
  }

  @BeforeEach
  void open() {
    file = new FileSecrets(home);
    secrets = new KeyringSecrets(ring, file);
  }

  private Optional<String> read(String key) {
    return secrets.get(key).map(Secret::reveal);
  }

  @Test
  void aSecretIsInTheRingAndNotInTheFile() {
    secrets.put("a", new Secret("one"));
    assertEquals(Optional.of("one"), read("a"));
    assertEquals("one", ring.kept.get("a"));
    assertEquals(Optional.empty(), file.get("a"));
  }

  @Test
  void whatAnEarlierStartKeptInTheFileIsFoundAndMovesWhenItIsEnteredAgain() {
    file.put("a", new Secret("old"));
    assertEquals(Optional.of("old"), read("a"));
    secrets.put("a", new Secret("new"));
    assertEquals(Optional.of("new"), read("a"));
    assertEquals(Optional.empty(), file.get("a"));
  }

  @Test
  void aLockedRingLosesNothingAndItsOlderSecretDoesNotComeBack() {
    secrets.put("a", new Secret("old"));
    ring.isLocked = true;
    secrets.put("a", new Secret("new"));
    assertEquals(Optional.of("new"), read("a"));
    ring.isLocked = false;
    assertEquals(Optional.of("new"), read("a"));
  }

  @Test
  void aRemovedSecretIsGoneFromBoth() {
    file.put("a", new Secret("old"));
    ring.kept.put("a", "new");
    secrets.remove("a");
    assertEquals(Optional.empty(), read("a"));
  }
}
