package io.watchfloor.app.ui.alerts;

import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.source.SourceHealth;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The alerts of one snapshot as the list shows them: every row, those that pass the filter in
/// order, how many wait to be looked at, and how many each view holds. Immutable; worked out off
/// the FX thread, so that twenty thousand alerts do not hold up a key.
record Arrangement(
    Map<String, AlertRow> all, List<AlertRow> wanted, int waiting, Map<String, Integer> counts) {
  static final Arrangement NONE = new Arrangement(Map.of(), List.of(), 0, Map.of());

  /// What is asked for.
  ///
  /// @param looked keys that are not new; null where everything is looked at
  /// @param selected keys that stay in sight whatever the filter says
  record Wish(
      Predicate<AlertRow> filter,
      Comparator<AlertRow> order,
      @org.jspecify.annotations.Nullable Set<String> looked,
      Set<String> selected,
      Map<String, Predicate<AlertRow>> views) {}

  static Arrangement of(Snapshot snapshot, Wish wish) {
    var all = rows(snapshot);
    var wanted =
        all.values().stream()
            .filter(row -> isOld(row, wish))
            .filter(row -> wish.filter().test(row) || wish.selected().contains(row.key()))
            .sorted(wish.order())
            .toList();
    int waiting =
        (int)
            all.values().stream()
                .filter(row -> !isOld(row, wish) && wish.filter().test(row))
                .count();
    var counts = new HashMap<String, Integer>();
    wish.views()
        .forEach(
            (view, test) -> counts.put(view, (int) all.values().stream().filter(test).count()));
    return new Arrangement(all, wanted, waiting, counts);
  }

  private static boolean isOld(AlertRow row, Wish wish) {
    return wish.looked() == null || wish.looked().contains(row.key());
  }

  private static Map<String, AlertRow> rows(Snapshot snapshot) {
    var blind =
        snapshot.sources().stream()
            .filter(source -> source.health() == SourceHealth.BLIND)
            .map(source -> source.id())
            .collect(Collectors.toSet());
    Map<IncidentId, Incident> incidents = new HashMap<>();
    for (var incident : snapshot.incidents()) incidents.put(incident.id(), incident);
    var rows = new LinkedHashMap<String, AlertRow>();
    for (var tracked : snapshot.alerts()) {
      var owner = tracked.incident().map(incidents::get).flatMap(Incident::owner);
      rows.put(
          tracked.key(), AlertRow.of(tracked, blind.contains(tracked.alert().source()), owner));
    }
    return rows;
  }
}
