package io.watchfloor.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/// The front door. For now it only tells its version.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("watchfloor " + version());
  }

  static String version() {
    var properties = new Properties();
    try (var in = Main.class.getResourceAsStream("version.properties")) {
      if (in != null) properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }
}
