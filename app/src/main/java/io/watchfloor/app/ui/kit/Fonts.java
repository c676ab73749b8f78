package io.watchfloor.app.ui.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javafx.scene.text.Font;

/// The three faces we ship, loaded once. JavaFX does not reach semi bold by weight: it is a family
/// of its own.
public final class Fonts {
  public static final String TEXT = "Inter";
  public static final String STRONG = "Inter Semi Bold";
  public static final String MONO = "JetBrains Mono";

  private static final List<String> FILES =
      List.of("Inter-Regular.otf", "Inter-SemiBold.otf", "JetBrainsMono-Regular.ttf");
  private static boolean loaded;

  private Fonts() {}

  /// FX thread only.
  public static void load() {
    if (loaded) return;
    for (var file : FILES) {
      try (var in = Fonts.class.getResourceAsStream("/io/watchfloor/assets/fonts/" + file)) {
        if (in != null) Font.loadFont(in, 13);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    loaded = true;
  }

  public static Font text(double size) {
    return Font.font(TEXT, size);
  }

  public static Font strong(double size) {
    return Font.font(STRONG, size);
  }

  public static Font mono(double size) {
    return Font.font(MONO, size);
  }
}
