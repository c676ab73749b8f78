package io.watchfloor.app.secrets;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import io.watchfloor.model.source.Secrets;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Secrets in the key ring of the operating system (Keychain, Credential Manager, Secret Service),
/// where the account's own sign-in guards them. What an earlier start kept in the home's encrypted
/// file is found there still, and moves over when it is entered again. Any thread.
public final class KeyringSecrets implements Secrets {
  private static final Logger LOG = LoggerFactory.getLogger(KeyringSecrets.class);

  private final Keyring ring;
  private final String service;
  private final Secrets file;

  KeyringSecrets(Keyring ring, String service, Secrets file) {
    this.ring = ring;
    this.service = service;
    this.file = file;
  }

  /// The key ring where this session has one that works, otherwise the home's encrypted file. It is
  /// tried by keeping, reading and removing a word.
  public static Secrets open(Path home) {
    var file = new FileSecrets(home);
    try {
      var ring = Keyring.create();
      var service = "watchfloor " + home;
      ring.setPassword(service, "probe", "probe");
      var read = ring.getPassword(service, "probe");
      ring.deletePassword(service, "probe");
      if ("probe".equals(read)) return new KeyringSecrets(ring, service, file);
      LOG.info("key ring not used why={}", "it did not give back what it was given");
    } catch (BackendNotSupportedException
        | PasswordAccessException
        | RuntimeException
        | LinkageError e) {
      LOG.info("key ring not used why={}", e.getClass().getSimpleName());
    }
    return file;
  }

  @Override
  public Optional<Secret> get(String key) {
    try {
      var kept = ring.getPassword(service, key);
      if (kept != null) return Optional.of(new Secret(kept));
    } catch (PasswordAccessException e) {
      // Not in the ring: the key rings tell "none" this way.
      return file.get(key);
    }
    return file.get(key);
  }

  @Override
  public void put(String key, Secret secret) {
    try {
      ring.setPassword(service, key, secret.reveal());
      file.remove(key);
    } catch (PasswordAccessException e) {
      LOG.warn("key ring refused a secret; it is kept in the home's encrypted file key={}", key);
      file.put(key, secret);
    }
  }

  @Override
  public void remove(String key) {
    file.remove(key);
    try {
      ring.deletePassword(service, key);
    } catch (PasswordAccessException e) {
      LOG.debug("nothing to remove from the key ring key={}", key);
    }
  }
}
