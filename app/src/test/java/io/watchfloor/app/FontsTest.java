package io.watchfloor.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import javafx.scene.text.Font;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.framework.junit5.ApplicationExtension;

/// The style sheets name fonts by family; a font that does not load, or is called otherwise, would
/// silently be replaced.
@ExtendWith(ApplicationExtension.class)
class FontsTest {

  @ParameterizedTest
  @CsvSource({
    "Inter-Regular.otf,         Inter",
    "Inter-SemiBold.otf,        Inter Semi Bold",
    "JetBrainsMono-Regular.ttf, JetBrains Mono"
  })
  void aFontBringsTheFamilyThatTheThemeNames(String file, String family) throws Exception {
    try (var in = getClass().getResourceAsStream("/io/watchfloor/assets/fonts/" + file)) {
      var font = Font.loadFont(in, 13);
      assertNotNull(font, file);
      assertEquals(family, font.getFamily());
      assertEquals(family, Font.font(family, 13).getFamily());
    }
  }
}
