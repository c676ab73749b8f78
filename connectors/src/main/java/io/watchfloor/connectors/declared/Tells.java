package io.watchfloor.connectors.declared;

import io.watchfloor.connectors.Capabilities.Brings;
import java.util.List;

/// What kind of signal the items of a read become, and which fields that takes.
enum Tells {
  ALERTS(Brings.ALERTS),
  EVENTS(Brings.EVENTS),
  CHANGES(Brings.CHANGES),
  TICKETS(Brings.TICKETS),
  LOGS(Brings.LOGS),
  METRICS(Brings.METRICS),
  DEPENDENCIES(Brings.TOPOLOGY);

  private final Brings brings;

  Tells(Brings brings) {
    this.brings = brings;
  }

  Brings brings() {
    return brings;
  }

  /// Whether each is told once, when it happened.
  boolean isDated() {
    return this == EVENTS || this == CHANGES || this == TICKETS || this == LOGS;
  }

  List<String> needed() {
    return switch (this) {
      case ALERTS -> List.of("id", "name");
      case EVENTS, LOGS -> List.of("text", "at");
      case CHANGES -> List.of("id", "at");
      case TICKETS -> List.of("id", "subject", "at");
      case METRICS -> List.of("name", "value", "at");
      case DEPENDENCIES -> List.of("from", "to");
    };
  }

  /// All that may stand in `map`.
  List<String> keys() {
    return switch (this) {
      case ALERTS ->
          List.of(
              "id",
              "name",
              "summary",
              "severity",
              "state",
              "suppressed",
              "said",
              "start",
              "end",
              "at",
              "labels",
              "annotations");
      case EVENTS -> List.of("text", "at", "id", "kind", "severity", "labels");
      case LOGS -> List.of("text", "at", "id", "severity", "labels");
      case CHANGES -> List.of("id", "at", "kind", "version", "text", "labels");
      case TICKETS -> List.of("id", "subject", "at", "state", "labels");
      case METRICS -> List.of("name", "value", "at", "unit", "help", "labels");
      case DEPENDENCIES -> List.of("from", "to", "labels");
    };
  }
}
