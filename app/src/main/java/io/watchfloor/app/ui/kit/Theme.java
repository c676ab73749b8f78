package io.watchfloor.app.ui.kit;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.Scene;

/// Dark or light, for every window at once: AtlantaFX below, our tokens and style classes above. FX
/// thread only.
public final class Theme {
  private static final PseudoClass LIGHT = PseudoClass.getPseudoClass("light");
  private static final List<String> SHEETS =
      Stream.of(
              "tokens",
              "bridge",
              "inks",
              "parts",
              "shell",
              "overview",
              "alerts",
              "sources",
              "settings",
              "incidents",
              "metrics",
              "fixes",
              "forecasts",
              "hindsight",
              "managers",
              "wallboard",
              "topology",
              "logs")
          .map(Theme::sheet)
          .toList();
  private static final Set<Scene> DRESSED = Collections.newSetFromMap(new WeakHashMap<>());
  private static final ReadOnlyObjectWrapper<Palette> PALETTE = new ReadOnlyObjectWrapper<>();
  private static boolean light;

  private Theme() {}

  private static String sheet(String name) {
    var path = "/io/watchfloor/assets/theme/" + name + ".css";
    return Objects.requireNonNull(Theme.class.getResource(path), path).toExternalForm();
  }

  /// The sheet that lies on the root of a pop-over.
  static String floating() {
    return sheet("popover");
  }

  /// Gives a scene (of a window, a dialog, a second window) the look, and keeps it in step.
  public static void dress(Scene scene) {
    if (PALETTE.get() == null) change(light);
    scene.getStylesheets().setAll(SHEETS);
    DRESSED.add(scene);
    scene.getRoot().pseudoClassStateChanged(LIGHT, light);
  }

  public static void setLight(boolean on) {
    if (PALETTE.get() == null || on != light) change(on);
  }

  public static boolean isLight() {
    return light;
  }

  /// The colours for what is drawn by hand; changes with the theme.
  public static ReadOnlyObjectProperty<Palette> palette() {
    if (PALETTE.get() == null) change(light);
    return PALETTE.getReadOnlyProperty();
  }

  private static void change(boolean on) {
    light = on;
    Fonts.load();
    Application.setUserAgentStylesheet(
        on
            ? new PrimerLight().getUserAgentStylesheet()
            : new PrimerDark().getUserAgentStylesheet());
    for (var scene : new ArrayList<>(DRESSED)) {
      scene.getRoot().pseudoClassStateChanged(LIGHT, on);
    }
    PALETTE.set(Palette.read(SHEETS, LIGHT, on));
  }
}
