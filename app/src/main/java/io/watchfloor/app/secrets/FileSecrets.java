package io.watchfloor.app.secrets;

import io.watchfloor.model.source.Secrets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Secrets in a file of the home, encrypted with AES-256-GCM under a key in a second file that only
/// its owner can read. That keeps them out of backups of one of the two files, of logs and of the
/// database; it does not keep them from whoever can read everything that this account can. Any
/// thread.
public final class FileSecrets implements Secrets {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final Path file;
  private final byte[] key;
  private final SecureRandom random = new SecureRandom();

  /// @throws IllegalStateException if the key file is damaged; nothing is overwritten then
  public FileSecrets(Path home) {
    this.file = home.resolve("secrets.bin");
    this.key = key(home.resolve("secrets.key"));
  }

  private byte[] key(Path path) {
    try {
      if (!Files.exists(path)) {
        var fresh = new byte[32];
        random.nextBytes(fresh);
        Files.write(path, fresh);
        ownerOnly(path);
      }
      var bytes = Files.readAllBytes(path);
      if (bytes.length != 32)
        throw new IllegalStateException(
            path
                + " is damaged. Put it back from a backup, or move it and secrets.bin away and"
                + " enter the secrets again.");
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(path + " can't be read or written", e);
    }
  }

  private static void ownerOnly(Path path) throws IOException {
    if (Files.getFileStore(path).supportsFileAttributeView("posix"))
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
  }

  @Override
  public synchronized Optional<Secret> get(String name) {
    return Optional.ofNullable(read().get(name)).map(Secret::new);
  }

  @Override
  public synchronized void put(String name, Secret secret) {
    var all = read();
    all.put(name, secret.reveal());
    write(all);
  }

  @Override
  public synchronized void remove(String name) {
    var all = read();
    if (all.remove(name) != null) write(all);
  }

  private Map<String, String> read() {
    var all = new TreeMap<String, String>();
    if (!Files.exists(file)) return all;
    try {
      var bytes = Files.readAllBytes(file);
      if (bytes.length <= NONCE) throw new IllegalStateException(file + " is damaged.");
      var plain =
          cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, NONCE))
              .doFinal(bytes, NONCE, bytes.length - NONCE);
      try (var in = new DataInputStream(new ByteArrayInputStream(plain))) {
        int count = in.readInt();
        for (int i = 0; i < count; i++) all.put(in.readUTF(), in.readUTF());
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          file
              + " is damaged or belongs to another key. Put it back from a backup, or move it away"
              + " and enter the secrets again.",
          e);
    }
  }

  private void write(Map<String, String> all) {
    try {
      var plain = new ByteArrayOutputStream();
      try (var out = new DataOutputStream(plain)) {
        out.writeInt(all.size());
        for (var entry : all.entrySet()) {
          out.writeUTF(entry.getKey());
          out.writeUTF(entry.getValue());
        }
      }
      var nonce = new byte[NONCE];
      random.nextBytes(nonce);
      var whole = new ByteArrayOutputStream();
      whole.write(nonce);
      whole.write(cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain.toByteArray()));
      var fresh = file.resolveSibling("secrets.bin.new");
      Files.write(fresh, whole.toByteArray());
      ownerOnly(fresh);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be written", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }
}
