package io.watchfloor.app.secrets;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import io.watchfloor.model.source.Secrets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Secrets in the key ring of the operating system (Keychain, Credential Manager, Secret Service),
/// where the account's own sign-in guards them. What an earlier start kept in the home's encrypted
/// file is found there still, and moves over when it is entered again. Any thread.
public final class KeyringSecrets implements Secrets {
  private static final Logger LOG = LoggerFactory.getLogger(KeyringSecrets.class);
  private static final String PROBE = "probe";

  /// A key ring, one account a secret; `get` answers null or throws where there is none.
  interface Ring {
    void put(String account, String secret) throws PasswordAccessException;

    @Nullable String get(String account) throws PasswordAccessException;

    void remove(String account) throws PasswordAccessException;
  }

  private final Ring ring;
  private final Secrets file;

  KeyringSecrets(Ring ring, Secrets file) {
    this.ring = ring;
    this.file = file;
  }

  /// The key ring where this session has one that works, otherwise the home's encrypted file. It is
  /// tried by keeping, reading and removing a word.
  public static Secrets open(Path home) {
    var file = new FileSecrets(home);
    try {
      var ring = of(Keyring.create(), "watchfloor " + home);
      ring.put(PROBE, PROBE);
      var read = ring.get(PROBE);
      ring.remove(PROBE);
      if (PROBE.equals(read)) return new KeyringSecrets(ring, file);
      LOG.info("key ring not used why={}", "it did not give back what it was given");
    } catch (BackendNotSupportedException
        | PasswordAccessException
        | RuntimeException
        | LinkageError e) {
      LOG.info("key ring not used why={}", e.getClass().getSimpleName());
    }
    return file;
  }

  private static Ring of(Keyring keyring, String service) {
    return new Ring() {
      @Override
      public void put(String account, String secret) throws PasswordAccessException {
        keyring.setPassword(service, account, secret);
      }

      @Override
      public @Nullable String get(String account) throws PasswordAccessException {
        return keyring.getPassword(service, account);
      }

      @Override
      public void remove(String account) throws PasswordAccessException {
        keyring.deletePassword(service, account);
      }
    };
  }

  @Override
  public Optional<Secret> get(String key) {
    // A secret is in the file only while the ring does not have it, or has an older one.
    var inFile = file.get(key);
    if (inFile.isPresent()) return inFile;
    try {
      return Optional.ofNullable(ring.get(key)).map(Secret::new);
    } catch (PasswordAccessException e) {
      // The key rings tell "none" this way.
      return Optional.empty();
    }
  }

  @Override
  public void put(String key, Secret secret) {
    try {
      ring.put(key, secret.reveal());
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
      ring.remove(key);
    } catch (PasswordAccessException e) {
      LOG.debug("nothing to remove from the key ring key={}", key);
    }
  }
}
