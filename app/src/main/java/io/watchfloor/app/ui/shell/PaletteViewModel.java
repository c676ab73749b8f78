package io.watchfloor.app.ui.shell;

import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What the palette finds: screens, commands, incidents, sources, entities; series come later, from
/// history.
public final class PaletteViewModel {
  static final int MOST = 30;
  private static final int SERIES = 8;

  /// One line of the palette.
  public record Entry(Icon icon, String title, String kind, String keys, Runnable action) {}

  private final List<Place> places;
  private final Navigator navigator;

  PaletteViewModel(List<Place> places, Navigator navigator) {
    this.places = places;
    this.navigator = navigator;
  }

  /// The entries that hold every word of `query`; those that begin with it first.
  List<Entry> find(String query, Snapshot snapshot, List<KeyAction> commands) {
    var words = query.strip().toLowerCase(Locale.ROOT);
    return all(snapshot, commands).stream()
        .filter(entry -> holds(entry, words))
        .sorted(Comparator.comparing(entry -> rank(entry, words)))
        .limit(MOST)
        .toList();
  }

  private static boolean holds(Entry entry, String words) {
    var text = (entry.title() + " " + entry.kind()).toLowerCase(Locale.ROOT);
    for (var word : words.split("\\s+", -1)) if (!text.contains(word)) return false;
    return true;
  }

  private static int rank(Entry entry, String words) {
    return entry.title().toLowerCase(Locale.ROOT).startsWith(words) ? 0 : 1;
  }

  private List<Entry> all(Snapshot snapshot, List<KeyAction> commands) {
    var entries = new ArrayList<Entry>();
    for (var place : places) {
      entries.add(
          new Entry(
              place.icon(),
              Text.of("screen." + place.id()),
              Text.of("palette.screen"),
              "g " + place.key(),
              () -> navigator.go(place.id())));
    }
    for (var command : commands) {
      entries.add(
          new Entry(
              Icon.ARROW,
              command.text(),
              Text.of("palette.command"),
              command.keys(),
              command.action()));
    }
    for (var incident : snapshot.incidents()) entries.add(of(incident));
    for (var source : snapshot.sources()) {
      entries.add(
          new Entry(
              Icon.SOURCES,
              PlainText.line(source.id().name(), 80),
              Text.of("palette.source"),
              "",
              () -> navigator.open(new Ref.ToSource(source.id()))));
    }
    for (var service : snapshot.services()) {
      var name = service.entity().name();
      entries.add(
          new Entry(
              Icon.METRICS,
              PlainText.line(name, 80),
              Text.of("palette.entity"),
              "",
              () -> navigator.open(new Ref.ToEntity(name))));
    }
    return entries;
  }

  private Entry of(Incident incident) {
    return new Entry(
        Icon.INCIDENTS,
        incident.id() + "  " + PlainText.line(incident.title(), 120),
        Text.of("palette.incident"),
        "",
        () -> navigator.open(incident.id()));
  }

  /// Series from history as entries; they open over the last two hours.
  List<Entry> series(List<SeriesId> found, Instant now) {
    return found.stream()
        .limit(SERIES)
        .map(
            id ->
                new Entry(
                    Icon.METRICS,
                    PlainText.middle(id.toString(), 90),
                    Text.of("palette.series"),
                    "",
                    () ->
                        navigator.open(
                            new Ref.ToSeries(
                                id, Window.before(now.plusSeconds(1), Duration.ofHours(2))))))
        .toList();
  }
}
