package io.watchfloor.connectors.files;

import io.watchfloor.connectors.LogParser;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.topology.EntityRules;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Follows log files. A line without a time of its own has that of the line before it in its file.
final class LogFileSource implements Source {
  private final SourceId id;
  private final List<String> globs;
  private final Follower.Start start;
  private final LogParser parser;
  private final Optional<NameTemplate> names;
  private final EntityRules rules;

  LogFileSource(
      SourceId id,
      List<String> globs,
      Follower.Start start,
      LogParser parser,
      Optional<NameTemplate> names,
      EntityRules rules) {
    this.id = id;
    this.globs = List.copyOf(globs);
    this.start = start;
    this.parser = parser;
    this.names = names;
    this.rules = rules;
  }

  @Override
  public SourceId id() {
    return id;
  }

  @Override
  public Pull pull(Window window, Cursor from) throws SourceException {
    var taken = Follower.take(globs, start, from.state());
    var signals = new ArrayList<Signal>(taken.lines().size());
    var before = new HashMap<Path, Instant>();
    for (var line : taken.lines()) signals.add(signal(line, before, window.to()));
    signals.sort(Comparator.comparing(Signal::at));
    return new Pull(signals, new Cursor(window.to(), taken.state()), taken.notices(), 1);
  }

  private LogLine signal(Follower.Line line, Map<Path, Instant> before, Instant now) {
    var parsed = parser.parse(line.text(), now);
    var at = parsed.at().orElseGet(() -> before.getOrDefault(line.file(), now));
    before.put(line.file(), at);
    var labels = new HashMap<>(parsed.labels());
    labels.putIfAbsent("file", String.valueOf(line.file().getFileName()));
    var all = Labels.of(labels);
    return new LogLine(
        id, entity(line, parsed, all), all, parsed.severity(), parsed.text(), at, now);
  }

  /// What the line names, else its file's name, else its labels: who it runs as before where it
  /// runs.
  private EntityId entity(Follower.Line line, LogParser.Parsed parsed, Labels labels) {
    if (!parsed.entity().isEmpty()) return rules.named(parsed.entity());
    var named = names.flatMap(template -> template.entity(line.file()));
    if (named.isPresent()) return rules.named(named.get());
    var ran = rules.entity(labels.without("host", "instance"));
    if (!ran.isNone()) return ran;
    var program = labels.value("program");
    return program.isEmpty() ? rules.entity(labels) : rules.named(program);
  }
}
