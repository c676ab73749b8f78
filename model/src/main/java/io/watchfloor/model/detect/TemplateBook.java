package io.watchfloor.model.detect;

import io.watchfloor.model.log.Template;
import io.watchfloor.model.log.TemplateMiner;
import io.watchfloor.model.log.Value;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.SourceId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The life of every template the miner knows. A page is kept as long as its template; one that is
/// merged into another is taken over by that one's page.
final class TemplateBook {
  private static final long STORE_EVERY_MILLIS = 30_000;
  private static final long TELL_EVERY_MILLIS = 5_000;
  private static final int MOST_SOURCES = 1 << 16;

  private final TemplateMiner miner;
  private final Map<Long, TemplatePage> pages = new HashMap<>();
  private final Set<Long> changed = new LinkedHashSet<>();

  /// The newest line of each source, epoch milliseconds.
  private final Map<SourceId, Long> heard = new TreeMap<>();

  private List<Value> values = List.of();

  TemplateBook() {
    this(new TemplateMiner());
  }

  private TemplateBook(TemplateMiner miner) {
    this.miner = miner;
  }

  TemplatePage take(LogLine line) {
    var template = miner.take(line.text());
    values = miner.values();
    var at = TemplatePage.at(line);
    heard.merge(line.source(), at.toEpochMilli(), Math::max);
    var page = pages.computeIfAbsent(template.id(), id -> new TemplatePage(template, at));
    page.take(line, at, values, miner.isOfForm());
    for (var gone : miner.takeGone()) forget(gone);
    changed.add(page.id());
    return page;
  }

  private void forget(Template gone) {
    changed.remove(gone.id());
    var page = pages.remove(gone.id());
    var heir = pages.get(gone.now().id());
    if (page != null && heir != null) heir.take(page);
  }

  /// The values of the line taken last.
  List<Value> values() {
    return values;
  }

  @Nullable TemplatePage get(long id) {
    return pages.get(id);
  }

  /// Up to when a page is known: nothing is said about minutes its sources were not heard in.
  private long heard(TemplatePage page) {
    long newest = page.lastSeen().toEpochMilli();
    for (var source : page.sources()) newest = Math.max(newest, heard.getOrDefault(source, newest));
    return newest;
  }

  /// Templates that are new, or had lines and were not given to the store for a while.
  List<LogTemplate> takeChanged() {
    var told = new ArrayList<LogTemplate>();
    var ids = changed.iterator();
    while (ids.hasNext()) {
      var page = pages.get(ids.next());
      if (page == null) {
        ids.remove();
        continue;
      }
      long at = heard(page);
      if (at - page.storedAt < STORE_EVERY_MILLIS) continue;
      ids.remove();
      page.storedAt = at;
      told.add(page.told(at, 0));
    }
    return told;
  }

  /// Those of `first`, then those heard last, at most `limit`; a few seconds old at most.
  List<LogTemplate> told(Collection<Long> first, int limit) {
    var chosen = new LinkedHashSet<TemplatePage>();
    for (long id : first) {
      var page = pages.get(id);
      if (page != null && chosen.size() < limit) chosen.add(page);
    }
    pages.values().stream()
        .sorted(
            Comparator.comparing(TemplatePage::lastSeen)
                .reversed()
                .thenComparingLong(TemplatePage::id))
        .limit(limit)
        .takeWhile(page -> chosen.size() < limit)
        .forEach(chosen::add);
    return chosen.stream().map(page -> page.told(heard(page), TELL_EVERY_MILLIS)).toList();
  }

  void write(DataOutput out) throws IOException {
    miner.write(out);
    out.writeInt(heard.size());
    for (var source : heard.entrySet()) {
      Texts.write(out, source.getKey().name());
      out.writeLong(source.getValue());
    }
    out.writeInt(pages.size());
    for (var page :
        pages.values().stream().sorted(Comparator.comparingLong(TemplatePage::id)).toList())
      page.write(out);
    out.writeInt(changed.size());
    for (long id : changed) out.writeLong(id);
  }

  /// @throws IllegalArgumentException if what follows is no such state
  static TemplateBook read(DataInput in) throws IOException {
    var book = new TemplateBook(TemplateMiner.read(in));
    int sources = Texts.count(in, MOST_SOURCES);
    for (int i = 0; i < sources; i++) book.heard.put(new SourceId(Texts.read(in)), in.readLong());
    var known = new HashMap<Long, Template>();
    for (var template : book.miner.all()) known.put(template.id(), template);
    int count = Texts.count(in, TemplateMiner.MOST);
    for (int i = 0; i < count; i++) {
      var template = known.get(in.readLong());
      if (template == null)
        throw new IllegalArgumentException("damaged state: page of no template");
      book.pages.put(template.id(), TemplatePage.read(template, in));
    }
    int changed = Texts.count(in, TemplateMiner.MOST);
    for (int i = 0; i < changed; i++) book.changed.add(in.readLong());
    return book;
  }
}
