package io.watchfloor.connectors.files;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads an entity out of a file's name: `{entity}.app.log`. `*` stands for any text.
final class NameTemplate {
  private static final String HOLE = "{entity}";
  private final Pattern pattern;

  private NameTemplate(Pattern pattern) {
    this.pattern = pattern;
  }

  /// Empty where the template has no `{entity}`.
  static Optional<NameTemplate> of(String template) {
    int hole = template.indexOf(HOLE);
    if (hole < 0) return Optional.empty();
    var regex =
        quoted(template.substring(0, hole))
            + "(.+?)"
            + quoted(template.substring(hole + HOLE.length()));
    return Optional.of(new NameTemplate(Pattern.compile(regex)));
  }

  private static String quoted(String text) {
    return Pattern.quote(text).replace("*", "\\E.*\\Q");
  }

  Optional<String> entity(Path file) {
    var name = pattern.matcher(String.valueOf(file.getFileName()));
    return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
  }
}
