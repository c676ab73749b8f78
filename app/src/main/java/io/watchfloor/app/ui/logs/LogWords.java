package io.watchfloor.app.ui.logs;

import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.model.detect.LogFinding;
import io.watchfloor.model.log.Kind;
import io.watchfloor.model.log.LogParameter;
import java.time.Instant;
import java.util.Locale;

/// What is found about a template, in one sentence each.
record LogWords(Times times, Instant now) {
  String sentence(LogFinding finding) {
    var since = times.since(finding.from(), now);
    var of = finding.entity().isNone() ? finding.source().name() : finding.entity().name();
    var entity = PlainText.middle(of, 40);
    var said =
        switch (finding.kind()) {
          case NEW_TEMPLATE -> Text.of("logs.found.new", entity, since, finding.lines());
          case RATE_UP -> Text.of("logs.found.up", entity, since, finding.lines());
          case RATE_DOWN -> Text.of("logs.found.down", entity, since);
          case WENT_SILENT -> Text.of("logs.found.silent", entity, since);
          case PARAMETER_OUT_OF_RANGE ->
              Text.of(
                  "logs.found.number",
                  entity,
                  since,
                  PlainText.line(finding.attributes().getOrDefault("number", ""), 80));
          case SEQUENCE_BROKEN ->
              Text.of(
                  "logs.found.broken",
                  entity,
                  since,
                  PlainText.line(finding.attributes().getOrDefault("missing", ""), 160));
        };
    return finding
        .until()
        .map(until -> said + " " + Text.of("logs.found.ended", times.at(until, now)))
        .orElse(said);
  }

  /// "user (name)": the word before it, or what its values look like.
  static String name(LogParameter parameter) {
    var kind = kind(parameter.kind());
    return parameter.name().isEmpty()
        ? kind
        : Text.of("logs.parameter.name", PlainText.line(parameter.name(), 24), kind);
  }

  private static String kind(Kind kind) {
    return Text.of("logs.kind." + kind.name().toLowerCase(Locale.ROOT));
  }
}
