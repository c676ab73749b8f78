package io.watchfloor.model.detect;

import io.watchfloor.model.log.CommonValues;
import io.watchfloor.model.log.MinuteRing;
import io.watchfloor.model.log.ParameterLife;
import io.watchfloor.model.log.Template;
import io.watchfloor.model.log.Value;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.SourceId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One template's life so far: when, how often, by whom, with what in it. Bounded whatever comes.
final class TemplatePage {
  private static final int LONGEST_EXAMPLE = 400;
  private static final int MOST_EXAMPLES = 3;
  private static final int MOST_SOURCES = 4;

  /// A line may not claim to come from later than this after we had it.
  private static final long AHEAD_MILLIS = 60_000;

  private final Template template;
  private final List<String> examples = new ArrayList<>();
  private final TreeSet<SourceId> sources = new TreeSet<>();
  private CommonValues entities = new CommonValues();
  private MinuteRing rates;
  private ParameterLife parameters = new ParameterLife();
  private Instant firstSeen;
  private Instant lastSeen;
  private long exampleMinute;
  private @Nullable LogTemplate told;
  private long toldAt = Long.MIN_VALUE / 2;

  /// When it was last given to the store, epoch milliseconds.
  long storedAt = Long.MIN_VALUE / 2;

  TemplatePage(Template template, Instant at) {
    this.template = template;
    this.firstSeen = at;
    this.lastSeen = at;
    this.rates = new MinuteRing(at.toEpochMilli());
  }

  /// When a line is held to have come.
  static Instant at(LogLine line) {
    var at = line.at().truncatedTo(ChronoUnit.MILLIS);
    var latest = line.received().plusMillis(AHEAD_MILLIS);
    return at.isAfter(latest) && line.received().isAfter(Instant.EPOCH)
        ? latest.truncatedTo(ChronoUnit.MILLIS)
        : at;
  }

  void take(LogLine line, Instant at, List<Value> values, boolean isOfForm) {
    if (at.isAfter(lastSeen)) lastSeen = at;
    if (at.isBefore(firstSeen)) firstSeen = at;
    rates.count(at.toEpochMilli());
    if (sources.size() < MOST_SOURCES) sources.add(line.source());
    if (!line.entity().isNone()) entities.add(line.entity().name());
    if (isOfForm) parameters.take(values);
    exemplify(line, at);
  }

  /// The first line stays; the others are of recent minutes.
  private void exemplify(LogLine line, Instant at) {
    long minute = at.toEpochMilli() / 60_000;
    if (examples.size() == MOST_EXAMPLES && minute == exampleMinute) return;
    var text = line.text();
    if (text.length() > LONGEST_EXAMPLE) text = text.substring(0, LONGEST_EXAMPLE) + "…";
    if (examples.contains(text)) return;
    exampleMinute = minute;
    if (examples.size() == MOST_EXAMPLES) examples.remove(1);
    examples.add(text);
  }

  /// Takes in the life of a template that was merged into this one.
  void take(TemplatePage other) {
    if (other.firstSeen.isBefore(firstSeen)) firstSeen = other.firstSeen;
    if (other.lastSeen.isAfter(lastSeen)) lastSeen = other.lastSeen;
    rates.add(other.rates);
    parameters.take(other.parameters);
    for (var source : other.sources) if (sources.size() < MOST_SOURCES) sources.add(source);
    entities.add(other.entities);
    told = null;
  }

  long id() {
    return template.id();
  }

  Template template() {
    return template;
  }

  String pattern() {
    return template.pattern();
  }

  String example() {
    return examples.isEmpty() ? pattern() : examples.getFirst();
  }

  Instant lastSeen() {
    return lastSeen;
  }

  Iterable<SourceId> sources() {
    return sources;
  }

  /// Its life as of `at` (epoch milliseconds), but not told anew within `every` of the last time.
  LogTemplate told(long at, long every) {
    if (told != null && at - toldAt < every) return told;
    toldAt = at;
    told =
        new LogTemplate(
            id(),
            pattern(),
            examples.isEmpty() ? List.of(pattern()) : examples,
            firstSeen,
            lastSeen,
            template.lines(),
            entities.most(),
            List.copyOf(sources),
            rates.told(at),
            parameters.told(template));
    return told;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(id());
    out.writeByte(examples.size());
    for (var example : examples) Texts.write(out, example);
    out.writeByte(sources.size());
    for (var source : sources) Texts.write(out, source.name());
    out.writeLong(firstSeen.toEpochMilli());
    out.writeLong(lastSeen.toEpochMilli());
    out.writeLong(exampleMinute);
    out.writeLong(storedAt);
    entities.write(out);
    rates.write(out);
    parameters.write(out);
  }

  /// Reads what follows the id.
  static TemplatePage read(Template template, DataInput in) throws IOException {
    var page = new TemplatePage(template, Instant.EPOCH);
    int examples = in.readUnsignedByte();
    for (int i = 0; i < examples; i++) page.examples.add(Texts.read(in));
    int sources = in.readUnsignedByte();
    for (int i = 0; i < sources; i++) page.sources.add(new SourceId(Texts.read(in)));
    page.firstSeen = Instant.ofEpochMilli(in.readLong());
    page.lastSeen = Instant.ofEpochMilli(in.readLong());
    page.exampleMinute = in.readLong();
    page.storedAt = in.readLong();
    page.entities = CommonValues.read(in);
    page.rates = MinuteRing.read(in);
    page.parameters = ParameterLife.read(in);
    return page;
  }
}
