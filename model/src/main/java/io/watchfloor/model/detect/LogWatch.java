package io.watchfloor.model.detect;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Watches every template of every entity: new ones (once the source has been heard for a while),
/// ones that come much more or much less often than before, steady ones that stopped while their
/// source goes on, ones with strange numbers, ones no longer followed by what always followed.
final class LogWatch {
  private static final long LEARNING_MILLIS = 60_000;
  private static final long QUIET_MILLIS = 45_000;
  private static final int MOST = 20_000;

  /// Entities of sources whose last lines are kept.
  private static final int MOST_RECENT = 5_000;

  /// Lines of no severity in particular that make a new template news.
  private static final int NEWS_LINES = 8;

  private static final double STEADY = 3;
  private static final int STEADY_WINDOWS = 12;

  /// Fewer lines in a window are steady where their number hardly varies.
  private static final double SLOW = 0.8;

  private static final double EVEN = 0.5;
  private static final long SILENT_MILLIS = 60_000;
  private static final double SILENT_LINES = 25;

  /// Lines of one source may come in another order than they were said.
  private static final long LATE_MILLIS = 10_000;

  private static final long SILENCE_ENDS_MILLIS = 15 * 60_000L;

  private TemplateBook book = new TemplateBook();
  private final Map<SourceId, long[]> heard = new TreeMap<>();
  private final LinkedHashMap<TemplateWatch.Key, RecentLines> recent =
      new LinkedHashMap<>(64, 0.75f, true);
  private final LinkedHashMap<TemplateWatch.Key, TemplateWatch> watched =
      new LinkedHashMap<>(256, 0.75f, true);

  /// Takes a line and returns its template's id.
  long observe(LogLine line, List<LogFinding> into) {
    long at = line.at().toEpochMilli();
    var template = book.take(line);
    var source = heard.computeIfAbsent(line.source(), s -> new long[] {at, at});
    source[1] = Math.max(source[1], at);
    var key = new TemplateWatch.Key(line.source(), line.entity(), template.id());
    var it = watched.get(key);
    if (it == null) {
      it = new TemplateWatch(key, at, at - source[0] > LEARNING_MILLIS);
      watched.put(key, it);
      if (watched.size() > MOST) watched.pollFirstEntry();
    }
    it.take(line, book.values());
    judge(it, line, template, into);
    recent(line)
        .take(
            template.id(),
            at,
            (earlier, from, followed) -> settle(key, earlier, from, followed, line.at(), into));
    return template.id();
  }

  private RecentLines recent(LogLine line) {
    var key = new TemplateWatch.Key(line.source(), line.entity(), 0);
    var lines = recent.get(key);
    if (lines != null) return lines;
    lines = new RecentLines();
    recent.put(key, lines);
    if (recent.size() > MOST_RECENT) recent.pollFirstEntry();
    return lines;
  }

  /// One line has waited for what follows it. What came later than usual, because more lines than
  /// usual came between, has come.
  private void settle(
      TemplateWatch.Key of,
      long template,
      long from,
      long[] followed,
      Instant at,
      List<LogFinding> into) {
    var it = watched.get(new TemplateWatch.Key(of.source(), of.entity(), template));
    if (it == null) return;
    var followers = it.followers();
    long expected = followers.expected();
    var next = watched.get(new TemplateWatch.Key(of.source(), of.entity(), expected));
    boolean hasCome = expected != 0 && next != null && next.lastAt() >= from;
    followers.take(hasCome ? new long[] {expected} : followed);
    var open = it.open();
    boolean isOpen = open != null && open.kind() == LogFinding.Kind.SEQUENCE_BROKEN;
    if (isOpen && followers.isWhole()) into.add(it.end(at, at));
    if (open != null || !followers.isBroken()) return;
    var page = book.get(template);
    var missing = book.get(followers.expected());
    if (page == null || missing == null) followers.forget();
    else into.add(it.tellBroken(page, missing.pattern(), at));
  }

  private static void judge(
      TemplateWatch it, LogLine line, TemplatePage template, List<LogFinding> into) {
    var open = it.open();
    if (open != null && open.kind() == LogFinding.Kind.WENT_SILENT)
      into.add(it.end(line.at(), line.at()));
    else if (open != null && open.kind() == LogFinding.Kind.SEQUENCE_BROKEN) return;
    else if (open != null && open.kind() == LogFinding.Kind.RATE_DOWN) {
      if (!it.rate().isLow()) into.add(it.end(line.at(), line.at()));
      return;
    } else if (open != null) {
      if (it.growsNotably()) into.add(it.tell(template, open.kind(), open.from(), line));
      return;
    }
    boolean isNew =
        it.isNews()
            && line.at().toEpochMilli() - it.firstAt() < LEARNING_MILLIS
            && (it.worst().atLeast(Severity.WARNING) || it.lines() >= NEWS_LINES);
    if (isNew) {
      var from = Instant.ofEpochMilli(it.firstAt());
      into.add(it.tell(template, LogFinding.Kind.NEW_TEMPLATE, from, line));
    } else if (it.rate().isHigh()) {
      var from = Instant.ofEpochMilli(it.rate().windowStart());
      into.add(it.tell(template, LogFinding.Kind.RATE_UP, from, line));
    } else if (it.isStrange()) {
      var from = Instant.ofEpochMilli(it.firstStrangeAt());
      into.add(it.tell(template, LogFinding.Kind.PARAMETER_OUT_OF_RANGE, from, line));
    }
  }

  /// Ends findings whose lines have stopped; notices steady templates that fell silent.
  void tick(Instant now, List<LogFinding> into) {
    settleOld(into);
    watched.values().removeIf(it -> it.open() == null && book.get(it.key().template()) == null);
    for (var it : watched.values()) {
      var source = heard.get(it.key().source());
      long sourceAt = source == null ? it.lastAt() : source[1];
      var open = it.open();
      it.heard(sourceAt - LATE_MILLIS);
      if (open == null) {
        if (isSilent(it, sourceAt)) tellSilence(it, sourceAt, into);
        else if (it.rate().isLow()) tellFewer(it, sourceAt, into);
        continue;
      }
      boolean isSilence = open.kind() == LogFinding.Kind.WENT_SILENT;
      long quiet = now.toEpochMilli() - it.lastTrueAt();
      if (quiet < (isSilence ? SILENCE_ENDS_MILLIS : QUIET_MILLIS)) continue;
      into.add(it.end(isSilence ? now : Instant.ofEpochMilli(it.lastTrueAt()), now));
    }
  }

  /// Lines that wait though their source has gone on.
  private void settleOld(List<LogFinding> into) {
    recent.forEach(
        (key, lines) -> {
          var source = heard.get(key.source());
          if (source == null) return;
          var at = Instant.ofEpochMilli(source[1]);
          lines.settle(
              source[1],
              (earlier, from, followed) -> settle(key, earlier, from, followed, at, into));
        });
  }

  private static boolean isSilent(TemplateWatch it, long sourceAt) {
    double usual = it.rate().usual();
    boolean isSteady = usual >= STEADY || (usual >= SLOW && it.rate().spread() <= EVEN * usual);
    if (it.wasSilent() || !isSteady || it.rate().windows() < STEADY_WINDOWS) return false;
    long silence = sourceAt - it.lastAt();
    return silence > SILENT_MILLIS && silence * usual > SILENT_LINES * LineRate.WINDOW_MILLIS;
  }

  private void tellSilence(TemplateWatch it, long sourceAt, List<LogFinding> into) {
    var template = book.get(it.key().template());
    if (template != null) into.add(it.tellSilence(template, Instant.ofEpochMilli(sourceAt)));
  }

  private void tellFewer(TemplateWatch it, long sourceAt, List<LogFinding> into) {
    var template = book.get(it.key().template());
    if (template != null) into.add(it.tellFewer(template, Instant.ofEpochMilli(sourceAt)));
  }

  List<LogFinding> open() {
    var open = new ArrayList<LogFinding>();
    for (var it : watched.values()) Optional.ofNullable(it.open()).ifPresent(open::add);
    return open;
  }

  List<LogTemplate> takeChangedTemplates() {
    return book.takeChanged();
  }

  /// Those with findings first, then those heard last.
  List<LogTemplate> templates(int limit) {
    var first = new LinkedHashSet<Long>();
    for (var it : watched.values()) if (it.open() != null) first.add(it.key().template());
    return book.told(first, limit);
  }

  void write(DataOutput out) throws IOException {
    book.write(out);
    out.writeInt(heard.size());
    for (var source : heard.entrySet()) {
      Texts.write(out, source.getKey().name());
      out.writeLong(source.getValue()[0]);
      out.writeLong(source.getValue()[1]);
    }
    out.writeInt(recent.size());
    for (var lines : recent.entrySet()) {
      write(lines.getKey(), out);
      lines.getValue().write(out);
    }
    out.writeInt(watched.size());
    for (var it : watched.values()) {
      write(it.key(), out);
      it.write(out);
    }
  }

  private static void write(TemplateWatch.Key key, DataOutput out) throws IOException {
    Texts.write(out, key.source().name());
    Texts.write(out, key.entity().name());
    out.writeLong(key.template());
  }

  private static TemplateWatch.Key readKey(DataInput in, Map<String, SourceId> names)
      throws IOException {
    var source = names.computeIfAbsent(Texts.read(in), SourceId::new);
    return new TemplateWatch.Key(source, new EntityId(Texts.read(in)), in.readLong());
  }

  /// @throws IllegalArgumentException if what follows is no such state
  static LogWatch read(DataInput in) throws IOException {
    var logs = new LogWatch();
    logs.book = TemplateBook.read(in);
    int sources = Texts.count(in, 1 << 16);
    for (int i = 0; i < sources; i++)
      logs.heard.put(new SourceId(Texts.read(in)), new long[] {in.readLong(), in.readLong()});
    var names = new HashMap<String, SourceId>();
    int entities = Texts.count(in, MOST_RECENT);
    for (int i = 0; i < entities; i++) logs.recent.put(readKey(in, names), RecentLines.read(in));
    int count = Texts.count(in, MOST);
    for (int i = 0; i < count; i++) {
      var key = readKey(in, names);
      logs.watched.put(key, TemplateWatch.read(key, in));
    }
    return logs;
  }
}
