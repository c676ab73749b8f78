package io.watchfloor.model.remedy;

import java.util.List;

/// A typed parameter of a runbook. `from` says where its value comes from: `entity`,
/// `attribute.NAME` of the hypothesis, `label.NAME` of the alert, or a constant in quotes. A value
/// that does not fit `type` (and `choices` where there are any) makes the runbook inapplicable; it
/// is never cut or escaped into shape.
public record Parameter(
    String name, Type type, String from, List<String> choices, long min, long max) {
  public enum Type {
    /// Letters, digits, `.`, `_`, `-`; does not start with `-`.
    NAME,
    INTEGER,
    /// An IPv4 or IPv6 address.
    IP,
    HOST,
    VERSION
  }

  public Parameter {
    choices = List.copyOf(choices);
  }
}
