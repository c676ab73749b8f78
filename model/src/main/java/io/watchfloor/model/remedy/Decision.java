package io.watchfloor.model.remedy;

/// The answer to a person's command. A refusal says why, and what would help.
public sealed interface Decision {
  record Accepted(String words) implements Decision {}

  record Refused(String reason) implements Decision {}
}
