package io.watchfloor.app;

import io.watchfloor.app.cli.Watchfloor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/// The front door: a command line whose default is the window.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(Watchfloor.run(args, WindowLauncher::open));
  }

  /// This build's version, as `--version` prints it.
  public static String version() {
    var properties = new Properties();
    try (var in = Main.class.getResourceAsStream("version.properties")) {
      if (in != null) properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }
}
