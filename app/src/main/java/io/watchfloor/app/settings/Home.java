package io.watchfloor.app.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;

/// The one folder where data, configuration and logs live; its owner's alone.
public record Home(Path root) {
  /// By the platform's convention where no folder is named.
  public static Home of(Optional<Path> chosen) {
    return new Home(chosen.orElseGet(Home::conventional).toAbsolutePath().normalize());
  }

  private static Path conventional() {
    var user = Path.of(System.getProperty("user.home", "."));
    var os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (os.contains("win"))
      return Optional.ofNullable(System.getenv("APPDATA"))
          .map(Path::of)
          .orElse(user)
          .resolve("Watchfloor");
    if (os.contains("mac")) return user.resolve("Library/Application Support/Watchfloor");
    return Optional.ofNullable(System.getenv("XDG_DATA_HOME"))
        .map(Path::of)
        .orElse(user.resolve(".local/share"))
        .resolve("watchfloor");
  }

  /// Makes what is missing, readable by its owner alone where the file system can say so.
  public void make() throws IOException {
    Files.createDirectories(root);
    if (Files.getFileStore(root).supportsFileAttributeView("posix"))
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(logs());
    Files.createDirectories(runbooks());
    Files.createDirectories(work());
  }

  public Path configuration() {
    return root.resolve("watchfloor.yaml");
  }

  /// The views of the alerts that a person has saved.
  public Path views() {
    return root.resolve("views.txt");
  }

  /// Notices that wait to be sent.
  public Path outbox() {
    return root.resolve("outbox");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Path runbooks() {
    return root.resolve("runbooks");
  }

  /// Where runbooks' programs are started.
  public Path work() {
    return root.resolve("work");
  }
}
