package io.watchfloor.model.signal;

import java.util.List;

/// Matching with `*` (any text, also none) and nothing else. Time is linear in practice and never
/// more than the product of both lengths, whatever the text.
public final class Glob {
  private Glob() {}

  public static boolean matches(String glob, String text) {
    int g = 0, t = 0, star = -1, mark = 0;
    while (t < text.length()) {
      if (g < glob.length() && glob.charAt(g) == '*') {
        star = g++;
        mark = t;
      } else if (g < glob.length() && glob.charAt(g) == text.charAt(t)) {
        g++;
        t++;
      } else if (star >= 0) {
        g = star + 1;
        t = ++mark;
      } else {
        return false;
      }
    }
    while (g < glob.length() && glob.charAt(g) == '*') g++;
    return g == glob.length();
  }

  /// Whether any of `globs` matches; an empty list asks nothing and matches all.
  public static boolean anyOf(List<String> globs, String text) {
    return globs.isEmpty() || globs.stream().anyMatch(glob -> matches(glob, text));
  }
}
