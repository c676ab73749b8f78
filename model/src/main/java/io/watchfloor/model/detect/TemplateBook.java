package io.watchfloor.model.detect;

import io.watchfloor.model.log.Template;
import io.watchfloor.model.log.TemplateMiner;
import io.watchfloor.model.log.Value;
import io.watchfloor.model.signal.LogLine;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The life of every template the miner knows: first and last seen, how many lines, an example.
final class TemplateBook {
  private static final int LONGEST_EXAMPLE = 400;
  private static final long TELL_EVERY_MILLIS = 30_000;

  /// One template's page.
  static final class Page {
    final Template template;
    final String example;
    final Instant firstSeen;
    Instant lastSeen;
    long toldAt = Long.MIN_VALUE / 2;

    Page(Template template, String example, Instant firstSeen) {
      this.template = template;
      this.example = example;
      this.firstSeen = firstSeen;
      this.lastSeen = firstSeen;
    }

    long id() {
      return template.id();
    }

    String pattern() {
      return template.pattern();
    }

    LogTemplate told() {
      return new LogTemplate(id(), pattern(), example, firstSeen, lastSeen, template.lines());
    }
  }

  private final TemplateMiner miner;
  private final Map<Long, Page> pages = new HashMap<>();
  private final Set<Long> changed = new LinkedHashSet<>();

  TemplateBook() {
    this(new TemplateMiner());
  }

  private TemplateBook(TemplateMiner miner) {
    this.miner = miner;
  }

  Page take(LogLine line) {
    var template = miner.take(line.text());
    for (var gone : miner.takeGone()) pages.remove(gone.id());
    var at = line.at().truncatedTo(ChronoUnit.MILLIS);
    var page = pages.computeIfAbsent(template.id(), id -> new Page(template, example(line), at));
    if (at.isAfter(page.lastSeen)) page.lastSeen = at;
    if (at.toEpochMilli() - page.toldAt >= TELL_EVERY_MILLIS) {
      page.toldAt = at.toEpochMilli();
      changed.add(page.id());
    }
    return page;
  }

  private static String example(LogLine line) {
    var text = line.text();
    return text.length() > LONGEST_EXAMPLE ? text.substring(0, LONGEST_EXAMPLE) + "…" : text;
  }

  /// The values of the line taken last.
  List<Value> values() {
    return miner.values();
  }

  @Nullable Page get(long id) {
    return pages.get(id);
  }

  /// The templates that are new, or had lines and were not told for a while.
  List<LogTemplate> takeChanged() {
    var told = new ArrayList<LogTemplate>(changed.size());
    for (var id : changed) {
      var page = pages.get(id);
      if (page != null) told.add(page.told());
    }
    changed.clear();
    return told;
  }

  List<LogTemplate> most(int limit) {
    return pages.values().stream()
        .sorted(
            Comparator.comparingLong((Page page) -> -page.template.lines())
                .thenComparingLong(Page::id))
        .limit(limit)
        .map(Page::told)
        .toList();
  }

  void write(DataOutput out) throws IOException {
    miner.write(out);
    out.writeInt(pages.size());
    for (var page : pages.values().stream().sorted(Comparator.comparingLong(Page::id)).toList()) {
      out.writeLong(page.id());
      Texts.write(out, page.example);
      out.writeLong(page.firstSeen.toEpochMilli());
      out.writeLong(page.lastSeen.toEpochMilli());
      out.writeLong(page.toldAt);
    }
  }

  /// @throws IllegalArgumentException if what follows is no such state
  static TemplateBook read(DataInput in) throws IOException {
    var book = new TemplateBook(TemplateMiner.read(in));
    var known = new HashMap<Long, Template>();
    for (var template : book.miner.all()) known.put(template.id(), template);
    int count = Texts.count(in, TemplateMiner.MOST);
    for (int i = 0; i < count; i++) {
      var template = known.get(in.readLong());
      if (template == null)
        throw new IllegalArgumentException("damaged state: page of no template");
      var page = new Page(template, Texts.read(in), Instant.ofEpochMilli(in.readLong()));
      page.lastSeen = Instant.ofEpochMilli(in.readLong());
      page.toldAt = in.readLong();
      book.pages.put(page.id(), page);
    }
    return book;
  }
}
