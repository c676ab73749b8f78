package io.watchfloor.app.access;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.source.Secrets.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// The people who may sign in at this desk for one decision, each with a password of his own. Kept
/// as PBKDF2-HMAC-SHA256 (NIST SP 800-132) with a salt; after five wrong tries a name waits a
/// minute. Any thread; slow on purpose.
public final class People {
  private static final int ITERATIONS = 600_000;
  private static final int TRIES = 5;
  private static final Duration WAIT = Duration.ofMinutes(1);

  private record Tries(int wrong, Instant last) {}

  private final Path file;
  private final InstantSource clock;
  private final int iterations;
  private final Map<String, Tries> tries = new HashMap<>();

  public People(Path home, InstantSource clock) {
    this(home, clock, ITERATIONS);
  }

  People(Path home, InstantSource clock, int iterations) {
    this.file = home.resolve("people.txt");
    this.clock = clock;
    this.iterations = iterations;
  }

  /// Who sits here: the account of the operating system.
  public static Operator account() {
    return new Operator(System.getProperty("user.name", "unknown"));
  }

  public synchronized List<String> names() {
    return List.copyOf(read().keySet());
  }

  /// Why a name or password can't be taken, or nothing once it is kept.
  public synchronized Optional<String> setPassword(String name, Secret password) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,59}"))
      return Optional.of("A name is letters, digits, dots, hyphens; at most 60.");
    if (name.equals(account().name()))
      return Optional.of("That is you; the second person has to be somebody else.");
    if (name.equals(Operator.WATCHFLOOR.name()))
      return Optional.of("That name is the program's own.");
    if (password.reveal().length() < 10)
      return Optional.of("A password needs at least 10 characters.");
    var salt = new byte[16];
    new SecureRandom().nextBytes(salt);
    var all = read();
    all.put(
        name,
        iterations
            + ":"
            + HexFormat.of().formatHex(salt)
            + ":"
            + HexFormat.of().formatHex(hash(password, salt, iterations)));
    write(all);
    return Optional.empty();
  }

  /// The person, when name and password are right and the name does not have to wait.
  public synchronized Optional<Operator> signIn(String name, Secret password) {
    var before = tries.getOrDefault(name, new Tries(0, Instant.EPOCH));
    var now = clock.instant();
    if (before.wrong() >= TRIES && Duration.between(before.last(), now).compareTo(WAIT) < 0)
      return Optional.empty();
    var known = read().get(name);
    var parts = (known == null ? ITERATIONS + ":00:00" : known).split(":", 3);
    var salt = HexFormat.of().parseHex(parts[1]);
    var right =
        MessageDigest.isEqual(
            hash(password, salt, Integer.parseInt(parts[0])), HexFormat.of().parseHex(parts[2]));
    if (known != null && right) {
      tries.remove(name);
      return Optional.of(new Operator(name));
    }
    tries.put(name, new Tries(before.wrong() + 1, now));
    return Optional.empty();
  }

  private static byte[] hash(Secret password, byte[] salt, int iterations) {
    try {
      var spec = new PBEKeySpec(password.reveal().toCharArray(), salt, iterations, 256);
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has PBKDF2", e);
    }
  }

  private Map<String, String> read() {
    var all = new TreeMap<String, String>();
    if (!Files.exists(file)) return all;
    try {
      for (var line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        var parts = line.split(" ", 2);
        if (parts.length == 2 && parts[1].matches("[0-9]{1,8}:[0-9a-f]+:[0-9a-f]+"))
          all.put(parts[0], parts[1]);
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read", e);
    }
  }

  private void write(Map<String, String> all) {
    try {
      var fresh = file.resolveSibling("people.txt.new");
      Files.write(
          fresh,
          all.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()).toList(),
          StandardCharsets.UTF_8);
      if (Files.getFileStore(fresh).supportsFileAttributeView("posix"))
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be written", e);
    }
  }
}
