package io.watchfloor.model.remedy;

import java.util.OptionalInt;

/// How an execution ended. `exit` is the program's code (or the HTTP status), empty when it never
/// ended by itself.
public record RunReport(Ending ending, OptionalInt exit, String words) {
  public enum Ending {
    WELL,
    BADLY,
    TIMED_OUT,
    CANCELLED,
    /// It may or may not have happened.
    UNKNOWN
  }
}
