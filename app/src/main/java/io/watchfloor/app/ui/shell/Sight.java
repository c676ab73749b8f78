package io.watchfloor.app.ui.shell;

import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.source.SourceHealth;
import io.watchfloor.model.source.SourceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// What the lamp of the status strip says: how much we see, and since when not. Green only when
/// every source that should be seen is seen now. Sandboxes do not count.
public record Sight(Lamp lamp, String words, String detail) {
  public enum Lamp {
    ALL_SEEN,
    /// Something is late or starting: neither green nor blind.
    UNSURE,
    BLIND,
    NOTHING_WATCHED
  }

  /// The engine itself is silent from here on.
  private static final Duration ENGINE_SILENT = Duration.ofSeconds(30);

  public static Sight of(Snapshot snapshot, Instant now, Times times) {
    var sources =
        snapshot.sources().stream()
            .filter(s -> !s.id().isSandbox() && s.health() != SourceHealth.PAUSED)
            .toList();
    if (sources.isEmpty())
      return new Sight(
          Lamp.NOTHING_WATCHED, Text.of("strip.nothing"), Text.of("strip.nothing.why"));
    var blind = with(sources, SourceHealth.BLIND);
    var unsure = with(sources, SourceHealth.LATE, SourceHealth.STARTING);
    int seen = sources.size() - blind.size() - with(sources, SourceHealth.STARTING).size();
    var words = Text.of("strip.seeing", seen, sources.size());
    if (Duration.between(snapshot.at(), now).compareTo(ENGINE_SILENT) > 0)
      return new Sight(
          Lamp.BLIND,
          Text.of("strip.silent"),
          Text.of("strip.silent.since", times.since(snapshot.at(), now)));
    if (!blind.isEmpty()) return new Sight(Lamp.BLIND, words, blindness(blind, now, times));
    if (!unsure.isEmpty()) {
      var first = unsure.getFirst();
      var key = first.health() == SourceHealth.LATE ? "strip.late" : "strip.starting";
      return new Sight(Lamp.UNSURE, words, Text.of(key, PlainText.middle(first.id().name(), 32)));
    }
    return new Sight(Lamp.ALL_SEEN, words, "");
  }

  private static String blindness(List<SourceStatus> blind, Instant now, Times times) {
    var first = blind.getFirst();
    var name = PlainText.middle(first.id().name(), 32);
    var since = times.at(first.since(), now);
    return blind.size() == 1
        ? Text.of("strip.blind.one", name, since)
        : Text.of("strip.blind.many", name, blind.size() - 1, since);
  }

  private static List<SourceStatus> with(List<SourceStatus> sources, SourceHealth... healths) {
    return sources.stream()
        .filter(source -> List.of(healths).contains(source.health()))
        .sorted(Comparator.comparing(SourceStatus::since))
        .toList();
  }

  /// "1 s ago", of the newest signal of any real source.
  public static String newest(Snapshot snapshot, Instant now) {
    return snapshot.sources().stream()
        .filter(source -> !source.id().isSandbox())
        .flatMap(source -> source.newestSignal().stream())
        .max(Comparator.naturalOrder())
        .map(at -> Text.of("strip.newest", Ages.between(at, now)))
        .orElseGet(() -> Text.of("strip.newest.none"));
  }
}
