package io.watchfloor.app.ui.kit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/// Contrast, computed from the style sheets themselves (WCAG 2.2, 1.4.3 and 1.4.11).
@ExtendWith(ApplicationExtension.class)
class ThemeTest {
  private static final List<Ink> GROUNDS =
      List.of(Ink.PAGE, Ink.CARD, Ink.RAISED, Ink.SELECTED, Ink.RAIL);
  private static final List<Ink> WORDS =
      List.of(
          Ink.TEXT,
          Ink.TEXT_STRONG,
          Ink.TEXT_MUTED,
          Ink.ACCENT,
          Ink.CRITICAL,
          Ink.MAJOR,
          Ink.WARNING,
          Ink.UNKNOWN,
          Ink.VERIFIED);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void wordsAndShapesAreReadable(boolean light, FxRobot robot) {
    robot.interact(() -> Theme.setLight(light));
    var palette = Theme.palette().get();
    assertAll(
        Stream.of(Ink.values())
            .map(
                ink ->
                    () -> assertEquals(1.0, palette.of(ink).getOpacity(), ink + " has no colour")));
    assertAll(
        GROUNDS.stream()
            .flatMap(
                ground -> WORDS.stream().map(word -> () -> atLeast(4.5, word, ground, palette))));
    assertAll(
        () -> atLeast(3, Ink.CRITICAL_FILL, Ink.CARD, palette),
        () -> atLeast(3, Ink.LINE_CONTROL, Ink.CARD, palette));
    robot.interact(() -> Theme.setLight(false));
  }

  private static void atLeast(double wanted, Ink on, Ink ground, Palette palette) {
    double contrast = contrast(palette.of(on), palette.of(ground));
    assertTrue(contrast >= wanted, on + " on " + ground + ": " + contrast);
  }

  private static double contrast(Color a, Color b) {
    double one = luminance(a), two = luminance(b);
    return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
  }

  private static double luminance(Color c) {
    return 0.2126 * linear(c.getRed())
        + 0.7152 * linear(c.getGreen())
        + 0.0722 * linear(c.getBlue());
  }

  private static double linear(double part) {
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }
}
