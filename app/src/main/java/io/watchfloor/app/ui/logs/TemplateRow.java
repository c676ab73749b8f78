package io.watchfloor.app.ui.logs;

import io.watchfloor.model.detect.LogFinding;
import io.watchfloor.model.detect.LogTemplate;
import io.watchfloor.model.log.LogParameter;
import io.watchfloor.model.signal.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One template with what is found about it: open findings first, the newest of them first.
record TemplateRow(LogTemplate template, List<LogFinding> findings) {
  /// A template of a recorded incident and one of the live world may say the same.
  record Key(long template, boolean isSandbox) {}

  /// By which rows are put in order; equal ones by their last line.
  enum Order {
    STANDS_OUT,
    RATE,
    NEWEST;

    Comparator<TemplateRow> by() {
      Comparator<TemplateRow> first =
          switch (this) {
            case STANDS_OUT ->
                Comparator.comparing((TemplateRow row) -> row.standing() == Standing.USUAL)
                    .thenComparing(row -> !row.isOpen())
                    .thenComparing(TemplateRow::severity, Severity.WORST_FIRST)
                    .thenComparing(row -> row.from(), Comparator.reverseOrder());
            case RATE -> Comparator.comparingDouble((TemplateRow row) -> -row.perMinute());
            case NEWEST ->
                Comparator.comparing((TemplateRow row) -> row.template().firstSeen()).reversed();
          };
      return first
          .thenComparing(row -> row.template().lastSeen(), Comparator.reverseOrder())
          .thenComparing(row -> row.template().pattern());
    }
  }

  private static final int RECENT_MINUTES = 5;

  static List<TemplateRow> of(Collection<LogTemplate> templates, Collection<LogFinding> findings) {
    Map<Key, List<LogFinding>> found = new HashMap<>();
    for (var finding : findings)
      found
          .computeIfAbsent(
              new Key(finding.template(), finding.source().isSandbox()), k -> new ArrayList<>())
          .add(finding);
    for (var list : found.values())
      list.sort(
          Comparator.comparing(LogFinding::isOpen)
              .reversed()
              .thenComparing(LogFinding::from, Comparator.reverseOrder()));
    var rows = new ArrayList<TemplateRow>(templates.size());
    for (var template : templates) {
      var key = new Key(template.id(), template.isSandbox());
      rows.add(new TemplateRow(template, List.copyOf(found.getOrDefault(key, List.of()))));
    }
    return rows;
  }

  Key key() {
    return new Key(template.id(), template.isSandbox());
  }

  Optional<LogFinding> finding() {
    return findings.stream().findFirst();
  }

  Standing standing() {
    return finding().map(one -> Standing.of(one.kind())).orElse(Standing.USUAL);
  }

  boolean isOpen() {
    return finding().filter(LogFinding::isOpen).isPresent();
  }

  private Instant from() {
    return finding().map(LogFinding::from).orElse(Instant.EPOCH);
  }

  /// The severity to show: that of its lines where something stands out, else calm.
  Severity severity() {
    if (!isOpen()) return Severity.OK;
    var worst = finding().map(LogFinding::severity).orElse(Severity.OK);
    return worst.atLeast(Severity.WARNING) ? worst : Severity.WARNING;
  }

  /// Lines a minute of late: of the last whole minutes, at most five.
  double perMinute() {
    var lines = template.rates().lines();
    int to = lines.size() - 1;
    if (to <= 0) return lines.isEmpty() ? 0 : lines.getFirst();
    int from = Math.max(0, to - RECENT_MINUTES);
    double sum = 0;
    for (int i = from; i < to; i++) sum += lines.get(i);
    return sum / (to - from);
  }

  /// Who says it, in few words: the commonest, and how many more.
  List<String> entities() {
    return template.entities().stream().map(LogParameter.Share::text).toList();
  }

  /// Whether every word of `query` (lower case) is in its pattern, an example or an entity's name.
  boolean holds(String query) {
    if (query.isEmpty()) return true;
    var text = new StringBuilder(template.pattern());
    for (var example : template.examples()) text.append('\n').append(example);
    for (var entity : template.entities()) text.append('\n').append(entity.text());
    var all = text.toString().toLowerCase(Locale.ROOT);
    for (var word : query.split(" ", -1)) if (!all.contains(word)) return false;
    return true;
  }
}
