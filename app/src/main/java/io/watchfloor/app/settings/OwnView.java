package io.watchfloor.app.settings;

import java.util.Optional;

/// A view of the alerts that a person has named: a name and a filter. As text it is one line,
/// `name: filter`, so that it can be sent to a colleague.
public record OwnView(String name, String filter) {
  /// Characters of a name at most.
  public static final int LONGEST_NAME = 40;

  private static final int LONGEST_FILTER = 1_000;

  public OwnView {
    if (!isName(name)) throw new IllegalArgumentException("no name for a view: " + name);
    if (filter.length() > LONGEST_FILTER || filter.chars().anyMatch(c -> c < ' '))
      throw new IllegalArgumentException("no filter for a view");
  }

  /// Whether a view can have this name: some letters on one line, no colon.
  public static boolean isName(String name) {
    return !name.isBlank()
        && name.equals(name.strip())
        && name.length() <= LONGEST_NAME
        && name.chars().noneMatch(c -> c == ':' || c < ' ' || c == '#');
  }

  /// Reads one line; empty where it is none.
  public static Optional<OwnView> parse(String line) {
    int colon = line.indexOf(':');
    if (colon < 1) return Optional.empty();
    try {
      return Optional.of(
          new OwnView(line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return name + ": " + filter;
  }
}
