package io.watchfloor.connectors;

import java.util.List;

/// The settings a connector asks for, in the order in which a person fills them in.
public record SettingsForm(List<Field> fields) {
  public SettingsForm {
    fields = List.copyOf(fields);
  }

  /// One setting. `shownWhen` is empty or `key=value|value`: shown only while that other field has
  /// one of these values.
  public record Field(
      String key,
      String label,
      String help,
      Kind kind,
      String otherwise,
      List<String> choices,
      boolean required,
      String shownWhen) {
    public enum Kind {
      TEXT,
      URL,
      SECRET,
      CHOICE,
      FLAG,
      INTEGER,
      DURATION,
      LIST,
      FILE
    }

    public static Field of(
        String key, String label, String help, Kind kind, String otherwise, boolean required) {
      return new Field(key, label, help, kind, otherwise, List.of(), required, "");
    }

    public Field when(String condition) {
      return new Field(key, label, help, kind, otherwise, choices, required, condition);
    }

    public static Field choice(
        String key, String label, String help, String otherwise, List<String> choices) {
      return new Field(key, label, help, Kind.CHOICE, otherwise, choices, true, "");
    }
  }
}
