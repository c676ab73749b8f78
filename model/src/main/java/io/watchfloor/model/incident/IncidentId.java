package io.watchfloor.model.incident;

/// `INC-7`, or `SBX-7` in a sandbox.
public record IncidentId(String text) implements Comparable<IncidentId> {
  public static final String LIVE = "INC-";
  public static final String SANDBOX = "SBX-";

  public boolean isSandbox() {
    return text.startsWith(SANDBOX);
  }

  @Override
  public int compareTo(IncidentId other) {
    return text.length() != other.text.length()
        ? Integer.compare(text.length(), other.text.length())
        : text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
