package io.watchfloor.app.report;

import io.watchfloor.app.report.ReportData.Median;
import io.watchfloor.app.report.ReportData.Noise;
import io.watchfloor.app.report.ReportData.Rule;
import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The report's sentences, the same on paper and in HTML.
final class ReportWords {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm", Locale.ENGLISH);
  private final ReportData data;
  private final Times times;

  ReportWords(ReportData data) {
    this.data = data;
    this.times = new Times(data.zone());
  }

  /// One head figure: caption, figure, what it rests on.
  record Head(String caption, String figure, String under) {}

  String range() {
    return MOMENT.format(data.window().from().atZone(data.zone()))
        + " to "
        + MOMENT.format(data.window().to().atZone(data.zone()))
        + ", "
        + zone();
  }

  private String zone() {
    return data.zone().normalized().equals(ZoneOffset.UTC) ? "UTC" : data.zone().getId();
  }

  String made() {
    return Text.of("report.made", MOMENT.format(data.now().atZone(data.zone())));
  }

  List<Head> heads() {
    var fixes = data.fixes();
    return List.of(
        new Head(
            Text.of("report.figure.repair"),
            value(data.repair()),
            Text.of("report.figure.repair.n", data.repair().count(), data.stillOpen())),
        new Head(
            Text.of("report.figure.acknowledge"),
            value(data.acknowledge()),
            Text.of(
                "report.figure.acknowledge.n", data.acknowledge().count(), data.incidentCount())),
        new Head(
            Text.of("report.figure.fixes"),
            fixes.runs() == 0
                ? Figures.UNKNOWN
                : Text.of("report.figure.fixes.value", fixes.held(), fixes.runs()),
            fixes.runs() == 0
                ? Text.of("report.figure.fixes.none")
                : Text.of("report.figure.fixes.n", fixes.undone())),
        new Head(Text.of("report.figure.seen"), percent(data.sight().share()), blindBriefly()));
  }

  private String blindBriefly() {
    var gaps = data.sight().gaps();
    if (gaps.isEmpty()) return Text.of("report.figure.sources", data.sight().sources());
    var names = gaps.stream().map(ReportData.SourceGap::source).limit(2);
    return Text.of(
        "report.figure.blind",
        Ages.of(data.sight().blind()),
        names.collect(Collectors.joining(", ")) + (gaps.size() > 2 ? ", …" : ""));
  }

  static String value(Median median) {
    return median.value().map(Ages::of).orElse(Figures.UNKNOWN);
  }

  /// Two digits behind the point, as availability is read: `99.93 %`. Never rounded up to 100.
  static String percent(double share) {
    if (Double.isNaN(share)) return Figures.UNKNOWN;
    double percent = Math.floor(Math.clamp(share, 0, 1) * 10_000) / 100;
    return String.format(Locale.ENGLISH, "%.2f %%", percent);
  }

  static String minutes(Duration length) {
    return String.format(Locale.ENGLISH, "%d:%02d", length.toMinutes(), length.toSecondsPart());
  }

  String began(ReportData.Happened row) {
    return times.at(row.began(), data.now());
  }

  static String lasted(ReportData.Happened row) {
    var length = Ages.of(row.lasted());
    return row.isOpen() ? Text.of("report.lasting", length) : length;
  }

  static String noise(Noise noise) {
    return noise.alerts() == 0
        ? Text.of("report.noise.none")
        : Text.of("report.noise", noise.alerts(), noise.incidents(), Figures.share(noise.folded()));
  }

  static String suggests(Rule rule) {
    double share = rule.fired() == 0 ? 0 : (double) rule.inIncidents() / rule.fired();
    return Text.of(
        share == 0
            ? "report.suggest.never"
            : share < 0.2 ? "report.suggest.rarely" : "report.suggest.useful");
  }

  List<String> next() {
    return data.next().isEmpty() ? List.of(Text.of("report.next.none")) : data.next();
  }

  List<String> blind() {
    var gaps = data.sight().gaps();
    if (gaps.isEmpty())
      return List.of(
          Text.of(data.sight().sources() == 0 ? "report.lead.nothing" : "report.blind.none"));
    return gaps.stream()
        .limit(3)
        .map(gap -> Text.of("report.blind.row", gap.source(), Ages.of(gap.blind()), gap.gaps()))
        .toList();
  }

  String incidents() {
    int shown = data.incidents().size();
    return shown < data.incidentCount()
        ? Text.of("report.incidents.more", shown, data.incidentCount())
        : Text.of("report.incidents");
  }

  String period(Window window, int count) {
    boolean isDays = data.window().length().compareTo(Duration.ofDays(5)) >= 0;
    var pattern = isDays ? "d MMM" : "EEE HH:mm";
    var label =
        DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
            .format(window.from().atZone(data.zone()));
    return Text.of("report.n", label, count);
  }

  String foot() {
    return Text.of("report.leftOut", data.leftOut()) + Text.of("report.definitions");
  }
}
