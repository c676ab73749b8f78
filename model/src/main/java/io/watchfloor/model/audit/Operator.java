package io.watchfloor.model.audit;

/// A person (or the program itself) who acts. `name` is the account of the operating system or of
/// the second person signed in.
public record Operator(String name) {
  /// Watchfloor itself: suggestions and runs at level auto.
  public static final Operator WATCHFLOOR = new Operator("watchfloor");

  public boolean isProgram() {
    return equals(WATCHFLOOR);
  }
}
