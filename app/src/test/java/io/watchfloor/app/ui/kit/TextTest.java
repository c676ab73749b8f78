package io.watchfloor.app.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The bundle and the code agree: no key without words, no words that nobody speaks.
class TextTest {
  private static final Path CODE = Path.of("src/main/java/io/watchfloor/app");
  private static final Pattern KEY = Pattern.compile("\"([a-z][a-zA-Z-]*(?:\\.[a-zA-Z_-]+)+)\"");
  private static final Pattern SPOKEN = Pattern.compile("Text\\.of\\(\\s*\"([^\"]+)\"\\s*[,)]");
  private static final Pattern OPEN = Pattern.compile("\"([a-z][a-zA-Z.-]*\\.)\"");
  private final ResourceBundle bundle = ResourceBundle.getBundle(Text.BUNDLE, Locale.ENGLISH);

  @Test
  void everyKeyThatIsSpokenHasWords() throws IOException {
    var missing = new TreeSet<>(found(SPOKEN));
    missing.removeAll(bundle.keySet());
    assertEquals(Set.of(), missing);
  }

  @Test
  void noWordsAreLeftOver() throws IOException {
    var used = found(KEY);
    var prefixes = found(OPEN);
    var unused = new TreeSet<>(bundle.keySet());
    unused.removeIf(key -> used.contains(key) || prefixes.stream().anyMatch(key::startsWith));
    assertEquals(Set.of(), unused);
  }

  @Test
  void everyPatternCanBeReadAndNoQuoteIsLost() {
    for (var key : bundle.keySet()) {
      new MessageFormat(bundle.getString(key), Locale.ENGLISH);
      assertEquals(-1, bundle.getString(key).indexOf('\''), key + ": write ’");
    }
  }

  private static Set<String> found(Pattern pattern) throws IOException {
    try (var files = Files.walk(CODE)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(TextTest::read)
          .flatMap(code -> pattern.matcher(code).results())
          .map(match -> match.group(1))
          .collect(Collectors.toSet());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
