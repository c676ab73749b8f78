package io.watchfloor.app.ui.alerts;

import io.watchfloor.model.source.WriteBack.Matcher;
import java.util.List;

/// The narrowest silence that catches all of some alerts: the labels they have in common.
final class Matchers {
  private Matchers() {}

  static List<Matcher> common(List<AlertRow> rows) {
    if (rows.isEmpty()) return List.of();
    return rows.getFirst().tracked().alert().labels().map().entrySet().stream()
        .filter(
            label ->
                rows.stream()
                    .allMatch(
                        row ->
                            row.tracked()
                                .alert()
                                .labels()
                                .value(label.getKey())
                                .equals(label.getValue())))
        .map(label -> new Matcher(label.getKey(), label.getValue(), false, true))
        .toList();
  }
}
