package io.watchfloor.model.detect;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Watches the rate of every template of every entity: new ones (once the source has been heard for
/// a while), and ones that come much more often than before. Rates are counted in windows of ten
/// seconds.
final class LogWatch {
  private static final Duration LEARNING = Duration.ofSeconds(60);
  private static final long WINDOW_MILLIS = 10_000;
  private static final Duration QUIET = Duration.ofSeconds(45);
  private static final int MOST = 20_000;
  private static final int MANY = 8;
  private static final double TIMES = 5;
  private static final double DOMINANT = 0.6;

  private record Key(SourceId source, EntityId entity, long template) {}

  private static final class Watched {
    long windowStart;
    int inWindow;
    double usual;
    int windows;
    Instant firstAt = Instant.EPOCH;
    Instant lastAt = Instant.EPOCH;
    boolean isNews;
    @Nullable LogFinding open;
    int lines;
    final Map<String, Map<String, Integer>> values = new HashMap<>();
  }

  private final TemplateMiner miner = new TemplateMiner();
  private final Map<SourceId, Instant> heardSince = new HashMap<>();
  private final LinkedHashMap<Key, Watched> watched = new LinkedHashMap<>(256, 0.75f, true);

  /// Takes a line and returns its template's id.
  long observe(LogLine line, List<LogFinding> into) {
    var words = LogScanner.words(line.text());
    var template = miner.match(line, words);
    var since = heardSince.computeIfAbsent(line.source(), s -> line.at());
    var key = new Key(line.source(), line.entity(), template.id);
    var it = watched.get(key);
    if (it == null) {
      it = new Watched();
      it.firstAt = line.at();
      it.windowStart = line.at().toEpochMilli();
      it.isNews = Duration.between(since, line.at()).compareTo(LEARNING) > 0;
      watched.put(key, it);
      if (watched.size() > MOST) watched.pollFirstEntry();
    }
    roll(it, line.at().toEpochMilli());
    it.inWindow++;
    it.lastAt = line.at();
    if (it.open != null || it.isNews || it.inWindow >= MANY) remember(it, words);
    judge(it, key, line, template, into);
    return template.id;
  }

  private static void roll(Watched it, long at) {
    while (at - it.windowStart >= WINDOW_MILLIS) {
      double gain = Math.max(1.0 / (it.windows + 1), 0.05);
      if (it.open == null) it.usual += gain * (it.inWindow - it.usual);
      it.windows++;
      it.inWindow = 0;
      if (it.open == null) it.values.clear();
      it.windowStart =
          at - it.windowStart > 100 * WINDOW_MILLIS ? at : it.windowStart + WINDOW_MILLIS;
    }
  }

  private static void judge(
      Watched it, Key key, LogLine line, TemplateMiner.Template template, List<LogFinding> into) {
    if (it.open != null) {
      it.lines++;
      if (Integer.bitCount(it.lines) == 1)
        into.add(
            it.open =
                finding(it, key, line, template, it.open.kind(), it.open.from(), Optional.empty()));
      return;
    }
    boolean isNew =
        it.isNews
            && Duration.between(it.firstAt, line.at()).compareTo(LEARNING) < 0
            && line.severity().atLeast(Severity.WARNING);
    boolean isMore =
        it.windows >= 3 && it.inWindow >= MANY && it.inWindow > TIMES * Math.max(1, it.usual);
    if (!isNew && !isMore) return;
    it.lines = it.inWindow;
    var kind = isNew ? LogFinding.Kind.NEW_TEMPLATE : LogFinding.Kind.RATE_UP;
    it.open =
        finding(
            it,
            key,
            line,
            template,
            kind,
            isNew ? it.firstAt : Instant.ofEpochMilli(it.windowStart),
            Optional.empty());
    into.add(it.open);
  }

  private static LogFinding finding(
      Watched it,
      Key key,
      LogLine line,
      TemplateMiner.Template template,
      LogFinding.Kind kind,
      Instant from,
      Optional<Instant> until) {
    var id =
        Long.toHexString(key.template())
            + "-"
            + key.entity()
            + "-"
            + Long.toString(from.toEpochMilli(), 36);
    return new LogFinding(
        id,
        kind,
        key.source(),
        key.entity(),
        key.template(),
        String.join(" ", template.words),
        template.example,
        line.severity(),
        from,
        until,
        line.at(),
        it.lines,
        dominant(it));
  }

  private static void remember(Watched it, List<LogScanner.Word> words) {
    for (var word : words) {
      if (!word.isMasked() || word.kind().equals("number")) continue;
      var counts = it.values.computeIfAbsent(word.kind(), k -> new HashMap<>());
      if (counts.size() < 64 || counts.containsKey(word.text()))
        counts.merge(word.text(), 1, Integer::sum);
    }
  }

  /// The value that most lines agree on, for each kind of parameter.
  private static Map<String, String> dominant(Watched it) {
    var dominant = new HashMap<String, String>();
    it.values.forEach(
        (kind, counts) -> {
          int all = counts.values().stream().mapToInt(Integer::intValue).sum();
          counts.entrySet().stream()
              .max(
                  Map.Entry.<String, Integer>comparingByValue()
                      .thenComparing(Map.Entry.comparingByKey()))
              .filter(top -> top.getValue() >= DOMINANT * all && top.getKey().length() <= 200)
              .ifPresent(top -> dominant.put(kind, top.getKey()));
        });
    return dominant;
  }

  /// Ends findings whose lines have stopped.
  void tick(Instant now, List<LogFinding> into) {
    for (var it : watched.values()) {
      if (it.open == null || Duration.between(it.lastAt, now).compareTo(QUIET) < 0) continue;
      var open = it.open;
      it.open = null;
      it.isNews = false;
      into.add(
          new LogFinding(
              open.id(),
              open.kind(),
              open.source(),
              open.entity(),
              open.template(),
              open.pattern(),
              open.example(),
              open.severity(),
              open.from(),
              Optional.of(it.lastAt),
              now,
              it.lines,
              open.attributes()));
    }
  }

  List<LogFinding> open() {
    var open = new ArrayList<LogFinding>();
    for (var it : watched.values()) if (it.open != null) open.add(it.open);
    return open;
  }

  List<LogTemplate> takeChangedTemplates() {
    return miner.takeChanged();
  }

  List<LogTemplate> templates(int limit) {
    return miner.most(limit);
  }
}
