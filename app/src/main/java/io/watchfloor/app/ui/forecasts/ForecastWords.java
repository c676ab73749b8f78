package io.watchfloor.app.ui.forecasts;

import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.kit.Unusual;
import io.watchfloor.model.forecast.Forecast;
import io.watchfloor.model.forecast.ForecastRecord;
import io.watchfloor.model.forecast.Outlook;
import io.watchfloor.model.pipeline.Foresight;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.SeriesId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What the screen says of forecasts, as of `now`.
record ForecastWords(Times times, Instant now) {
  private static final int MOST_NAMED = 3;

  static String name(EntityId entity, SeriesId series) {
    return entity.isNone()
        ? PlainText.middle(series.toString(), 90)
        : Text.of("forecasts.name", entity.name(), series.metric());
  }

  String in(Outlook outlook) {
    return outlook
        .likely()
        .map(
            at ->
                at.isAfter(now)
                    ? Text.of("attention.in", Ages.brief(Duration.between(now, at)))
                    : Text.of("chart.now"))
        .orElseGet(() -> Text.of("forecasts.notSeen"));
  }

  /// To the minute: forecasts know no seconds.
  private String at(Instant moment) {
    var zone = times.zone();
    boolean isToday = moment.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
    return isToday ? times.minute(moment) : times.at(moment, now);
  }

  String when(Optional<Instant> at) {
    return at.map(this::at).orElseGet(() -> Text.of("forecasts.open"));
  }

  String interval(Outlook outlook) {
    if (isKnown(outlook)) return when(outlook.earliest());
    return Text.of("next.from-to", when(outlook.earliest()), when(outlook.latest()));
  }

  static String error(Outlook outlook) {
    if (Double.isNaN(outlook.errorHours())) return Text.of("forecasts.untested");
    if (isKnown(outlook)) return Text.of("forecasts.exact");
    return "± " + Figures.of(outlook.errorHours() * 3600, "s");
  }

  /// A moment that is written down, not foretold: the end of a certificate, a limit reached now.
  private static boolean isKnown(Outlook outlook) {
    return outlook.earliest().isPresent() && outlook.earliest().equals(outlook.latest());
  }

  /// The whole of it in one or two sentences.
  String sentence(Outlook outlook) {
    if (outlook.likely().isEmpty())
      return Text.of("forecasts.unlikely", Figures.share(1 - outlook.chanceOfNever()));
    if (isKnown(outlook)) return Text.of("forecasts.known", when(outlook.likely()), outlook.why());
    var told =
        Text.of(
            "forecasts.sentence",
            outlook.why(),
            at(outlook.likely().get()),
            when(outlook.earliest()),
            when(outlook.latest()),
            Figures.share(1 - outlook.chanceOfNever()));
    var tested =
        Double.isNaN(outlook.errorHours())
            ? Text.of("metrics.outlook.untested")
            : Text.of("forecasts.tested", Figures.of(outlook.errorHours() * 3600, "s").toString());
    return told + " " + tested;
  }

  /// The forecast's sentence, and after it what is out of its band now.
  String unusual(String said, Unusual one) {
    return Text.of("forecasts.unusual", said, one.sentence(times, now));
  }

  String peak(Optional<Forecast> forecast, Demand demand) {
    return forecast
        .map(Demand::peak)
        .map(peak -> Figures.of(peak.value(), demand.info()).toString())
        .orElse(Figures.UNKNOWN);
  }

  String peakAt(Optional<Forecast> forecast) {
    return forecast.map(Demand::peak).map(peak -> at(peak.at())).orElse(Figures.UNKNOWN);
  }

  String peakRange(Optional<Forecast> forecast, Demand demand) {
    return forecast
        .map(Demand::peak)
        .map(peak -> Figures.range(peak.low(), peak.high(), demand.info().unit()))
        .orElseGet(() -> Text.of("forecasts.young", Ages.brief(demand.known())));
  }

  static String error(Demand demand) {
    return demand
        .day()
        .map(day -> "± " + Figures.of(day.meanError(), demand.info()))
        .orElse(Figures.UNKNOWN);
  }

  String sentence(Demand demand) {
    if (demand.day().isEmpty()) return Text.of("forecasts.demand.young", Ages.of(demand.known()));
    var day = demand.day().get();
    var peak = Demand.peak(day);
    var told =
        Text.of(
            "forecasts.demand.sentence",
            Figures.of(peak.value(), demand.info()).toString(),
            at(peak.at()),
            Figures.range(peak.low(), peak.high(), demand.info().unit()));
    var tested =
        Text.of("forecasts.demand.tested", Figures.of(day.meanError(), demand.info()).toString());
    var better =
        Double.isNaN(day.error())
            ? ""
            : " " + Text.of("forecasts.demand.scaled", Figures.share(day.error()));
    return told + " " + tested + better;
  }

  /// How right such forecasts were, of those whose time has come.
  static String record(ForecastRecord record) {
    if (record.scored() == 0)
      return record.waiting() == 0
          ? Text.of("forecasts.record.none")
          : Text.of("forecasts.record.waiting", record.waiting());
    var off =
        record.came() == 0
            ? ""
            : " " + Text.of("forecasts.record.off", Figures.of(record.errorHours() * 3600, "s"));
    return Text.of("forecasts.record", record.scored(), record.within(), record.never()) + off;
  }

  /// How much was looked at, and what is too young.
  String looked(Foresight foresight) {
    var said = Text.of("forecasts.looked", foresight.looked(), times.minute(foresight.at()));
    if (!foresight.isWhole()) said += " " + Text.of("forecasts.notWhole", Foresight.MOST);
    if (foresight.young().isEmpty()) return said;
    var names =
        String.join(
            ", ",
            foresight.young().stream()
                .limit(MOST_NAMED)
                .map(id -> PlainText.middle(id.toString(), 60))
                .toList());
    boolean isMore = foresight.young().size() > MOST_NAMED;
    return said
        + " "
        + Text.of("forecasts.tooYoung", foresight.young().size(), names + (isMore ? ", …" : ""));
  }
}
