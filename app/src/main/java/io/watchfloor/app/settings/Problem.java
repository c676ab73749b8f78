package io.watchfloor.app.settings;

/// Something wrong in a file that a person wrote: where (`line` and `column` from 1; 0 where it is
/// about the whole file), what, and what to do next.
public record Problem(String path, int line, int column, String message, String nextStep) {
  @Override
  public String toString() {
    return path + (line > 0 ? ":" + line + ":" + column : "") + ": " + message + " " + nextStep;
  }
}
