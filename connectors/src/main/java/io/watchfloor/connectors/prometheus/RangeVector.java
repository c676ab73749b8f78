package io.watchfloor.connectors.prometheus;

import io.watchfloor.connectors.http.Http.Ask;
import io.watchfloor.connectors.http.Json;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.source.SourceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The raw samples of a stretch of time, asked as an instant query of a range vector,
/// `{selector}[5m]` at the stretch's end.
///
/// Why not `query_range`: that evaluates at steps, so it repeats the last value for up to five
/// minutes after a series has gone (the look-back), moves every sample to the next step, and misses
/// or doubles some when the step is not exactly the scrape interval. A range vector gives each
/// stored sample once, with its own time. Prometheus, Thanos, Mimir and VictoriaMetrics all answer
/// it. It is not bound by the 11,000 points of `query_range` but by the server's limit of samples
/// and by our cap on answers: stretches are cut to both.
final class RangeVector {
  private static final int MOST_POINTS = 11_000;
  private static final long MOST_SAMPLES = 400_000;

  private final int mostSeries;
  private final Map<Labels, RawSeries> series = new LinkedHashMap<>();
  private int left;
  private int histograms;

  RangeVector(int mostSeries) {
    this.mostSeries = mostSeries;
  }

  /// The questions for `[from, to]`, each series' stretches in the order of time. Milliseconds.
  static List<Ask> asks(List<Catalogue.Question> questions, long from, long to, long step) {
    var asks = new ArrayList<Ask>();
    for (var question : questions) {
      long points = Math.clamp(MOST_SAMPLES / Math.max(1, question.series()), 10, MOST_POINTS);
      long length = Math.min(to - from, points * step);
      for (long end = from + length; ; end = Math.min(end + length, to)) {
        asks.add(ask(question.selector(), end, length));
        if (end == to) break;
      }
    }
    return asks;
  }

  static Ask ask(String selector, long end, long length) {
    return Ask.form(
        "/api/v1/query",
        List.of(
            Map.entry("query", selector + "[" + length + "ms]"),
            Map.entry("time", end / 1000 + "." + String.format("%03d", end % 1000))));
  }

  /// Takes one answer's `data`.
  void read(JsonParser parser) throws SourceException {
    Json.object(
        parser,
        name -> {
          if (name.equals("resultType") && !Json.text(parser).equals("matrix"))
            throw Json.unexpected(parser, "a matrix");
          if (name.equals("result")) Json.array(parser, () -> readSeries(parser));
        });
  }

  private void readSeries(JsonParser parser) throws SourceException {
    var read = new RawSeries[1];
    Json.object(
        parser,
        name -> {
          switch (name) {
            case "metric" -> read[0] = new RawSeries(Json.labels(parser, SafeText.LABEL));
            case "values" -> {
              if (read[0] == null) throw Json.unexpected(parser, "\"metric\" before \"values\"");
              readSamples(parser, read[0]);
            }
            case "histograms" -> histograms++;
            default -> {}
          }
        });
    if (read[0] != null && read[0].size() > 0) keep(read[0]);
  }

  private void keep(RawSeries read) {
    var known = series.get(read.labels);
    if (known != null) known.addAll(read);
    else if (series.size() < mostSeries) series.put(read.labels, read);
    else left++;
  }

  /// The loop in which nearly all time is spent: no object per sample.
  private static void readSamples(JsonParser parser, RawSeries into) throws SourceException {
    Json.expect(parser, JsonToken.START_ARRAY);
    while (parser.nextToken() == JsonToken.START_ARRAY) {
      parser.nextToken();
      long time = Math.round(Json.number(parser) * 1000);
      parser.nextToken();
      into.add(time, Json.number(parser));
      if (parser.nextToken() != JsonToken.END_ARRAY) throw Json.unexpected(parser, "a pair");
    }
    if (parser.currentToken() != JsonToken.END_ARRAY) throw Json.unexpected(parser, "a pair");
  }

  Map<Labels, RawSeries> series() {
    return series;
  }

  void tell(Api api) {
    if (histograms > 0)
      api.notice(histograms + " native histograms are not read yet; their series are left out.");
    if (left > 0)
      api.notice(
          left
              + " series beyond the cap of "
              + mostSeries
              + " appeared at once and were left out.");
  }
}
