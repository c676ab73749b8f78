package io.watchfloor.model.detect;

import io.watchfloor.model.log.Value;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One template of one entity under watch: its rate, what its parameters agree on, and the finding
/// it is part of.
final class TemplateWatch {
  record Key(SourceId source, EntityId entity, long template) {}

  private static final int LABELS = 8;

  private final Key key;
  private final long firstAt;
  private LineRate rate;
  private final ParameterCounts parameters = new ParameterCounts();
  private NumberBands numbers = new NumberBands();
  private Followers followers = new Followers();
  private boolean isStrange;
  private boolean isNews;
  private boolean wasSilent;
  private long lastAt;
  private int lines;
  private Severity worst = Severity.OK;
  private @Nullable LogFinding open;

  TemplateWatch(Key key, long firstAt, boolean isNews) {
    this.key = key;
    this.firstAt = firstAt;
    this.lastAt = firstAt;
    this.isNews = isNews;
    this.rate = new LineRate(firstAt);
  }

  Key key() {
    return key;
  }

  long firstAt() {
    return firstAt;
  }

  long lastAt() {
    return lastAt;
  }

  boolean isNews() {
    return isNews;
  }

  boolean wasSilent() {
    return wasSilent;
  }

  int lines() {
    return lines;
  }

  Severity worst() {
    return worst;
  }

  LineRate rate() {
    return rate;
  }

  @Nullable LogFinding open() {
    return open;
  }

  void take(LogLine line, List<Value> values) {
    long at = line.at().toEpochMilli();
    boolean isCounting = open != null || isNews;
    if (rate.roll(at, open == null || open.kind() == LogFinding.Kind.WENT_SILENT) && !isCounting) {
      parameters.clear();
      lines = 0;
      worst = Severity.OK;
    }
    rate.count();
    lines++;
    lastAt = Math.max(lastAt, at);
    wasSilent = false;
    worst = worst.worst(line.severity());
    parameters.add(values);
    isStrange = numbers.take(at, values);
  }

  /// The source was heard at `at`: windows that are over are closed, also those without a line.
  void heard(long at) {
    if (open == null || open.kind() == LogFinding.Kind.RATE_DOWN) rate.rollAlone(at, open == null);
  }

  /// Whether numbers of the last line, and of some before it, left their range.
  boolean isStrange() {
    return isStrange;
  }

  Followers followers() {
    return followers;
  }

  /// When the finding that is open was last true of a line.
  long lastTrueAt() {
    boolean isOfNumbers = open != null && open.kind() == LogFinding.Kind.PARAMETER_OUT_OF_RANGE;
    return isOfNumbers ? numbers.lastStrangeAt() : lastAt;
  }

  long firstStrangeAt() {
    return numbers.firstStrangeAt();
  }

  /// Each time the lines have doubled.
  boolean growsNotably() {
    return Integer.bitCount(lines) == 1;
  }

  LogFinding tell(TemplatePage template, LogFinding.Kind kind, Instant from, LogLine line) {
    var attributes = new TreeMap<>(parameters.dominant());
    if (kind == LogFinding.Kind.PARAMETER_OUT_OF_RANGE) attributes.putAll(numbers.evidence());
    open = finding(template, kind, from, line.at(), attributes);
    return open;
  }

  LogFinding tellSilence(TemplatePage template, Instant at) {
    wasSilent = true;
    var from = Instant.ofEpochMilli(lastAt);
    open = finding(template, LogFinding.Kind.WENT_SILENT, from, at, Map.of());
    return open;
  }

  LogFinding tellFewer(TemplatePage template, Instant at) {
    var from = Instant.ofEpochMilli(rate.lowSince());
    open = finding(template, LogFinding.Kind.RATE_DOWN, from, at, Map.of());
    return open;
  }

  LogFinding tellBroken(TemplatePage template, String missing, Instant at) {
    var from = Instant.ofEpochMilli(lastAt);
    var attributes = Map.of("missing", missing);
    open = finding(template, LogFinding.Kind.SEQUENCE_BROKEN, from, at, attributes);
    return open;
  }

  private LogFinding finding(
      TemplatePage template,
      LogFinding.Kind kind,
      Instant from,
      Instant at,
      Map<String, String> attributes) {
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
        template.pattern(),
        template.example(),
        isAbsence(kind) ? Severity.WARNING.worst(worst) : worst,
        from,
        Optional.empty(),
        at,
        kind == LogFinding.Kind.WENT_SILENT ? 0 : lines,
        attributes);
  }

  private static boolean isAbsence(LogFinding.Kind kind) {
    return kind == LogFinding.Kind.WENT_SILENT
        || kind == LogFinding.Kind.RATE_DOWN
        || kind == LogFinding.Kind.SEQUENCE_BROKEN;
  }

  /// Ends the open finding.
  LogFinding end(Instant until, Instant now) {
    var before = open;
    if (before == null) throw new IllegalStateException("nothing is open of " + key);
    open = null;
    isNews = false;
    numbers.forgetStrange();
    parameters.clear();
    var ended =
        new LogFinding(
            before.id(),
            before.kind(),
            before.source(),
            before.entity(),
            before.template(),
            before.pattern(),
            before.example(),
            before.severity(),
            before.from(),
            Optional.of(until),
            now,
            before.kind() == LogFinding.Kind.WENT_SILENT ? 0 : lines,
            before.attributes());
    lines = 0;
    worst = Severity.OK;
    return ended;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(firstAt);
    rate.write(out);
    parameters.write(out);
    numbers.write(out);
    followers.write(out);
    out.writeBoolean(isStrange);
    out.writeBoolean(isNews);
    out.writeBoolean(wasSilent);
    out.writeLong(lastAt);
    out.writeInt(lines);
    out.writeByte(worst.ordinal());
    out.writeBoolean(open != null);
    if (open != null) write(open, out);
  }

  private static void write(LogFinding finding, DataOutput out) throws IOException {
    Texts.write(out, finding.id());
    out.writeByte(finding.kind().ordinal());
    Texts.write(out, finding.pattern());
    Texts.write(out, finding.example());
    out.writeByte(finding.severity().ordinal());
    out.writeLong(finding.from().toEpochMilli());
    out.writeLong(finding.at().toEpochMilli());
    out.writeInt(finding.lines());
    out.writeInt(finding.attributes().size());
    for (var attribute : new TreeMap<>(finding.attributes()).entrySet()) {
      Texts.write(out, attribute.getKey());
      Texts.write(out, attribute.getValue());
    }
  }

  /// @throws IllegalArgumentException if what follows is no such state
  static TemplateWatch read(Key key, DataInput in) throws IOException {
    var it = new TemplateWatch(key, in.readLong(), false);
    it.rate = LineRate.read(in);
    it.parameters.read(in);
    it.numbers = NumberBands.read(in);
    it.followers = Followers.read(in);
    it.isStrange = in.readBoolean();
    it.isNews = in.readBoolean();
    it.wasSilent = in.readBoolean();
    it.lastAt = in.readLong();
    it.lines = in.readInt();
    it.worst = one(Severity.values(), in);
    if (in.readBoolean()) it.open = readFinding(key, in);
    return it;
  }

  private static LogFinding readFinding(Key key, DataInput in) throws IOException {
    var id = Texts.read(in);
    var kind = one(LogFinding.Kind.values(), in);
    var pattern = Texts.read(in);
    var example = Texts.read(in);
    var severity = one(Severity.values(), in);
    var from = Instant.ofEpochMilli(in.readLong());
    var at = Instant.ofEpochMilli(in.readLong());
    int lines = in.readInt();
    var attributes = new TreeMap<String, String>();
    int count = Texts.count(in, LABELS);
    for (int i = 0; i < count; i++) attributes.put(Texts.read(in), Texts.read(in));
    return new LogFinding(
        id,
        kind,
        key.source(),
        key.entity(),
        key.template(),
        pattern,
        example,
        severity,
        from,
        Optional.empty(),
        at,
        lines,
        attributes);
  }

  private static <T> T one(T[] values, DataInput in) throws IOException {
    int i = in.readUnsignedByte();
    if (i >= values.length) throw new IllegalArgumentException("damaged state: " + i);
    return values[i];
  }
}
