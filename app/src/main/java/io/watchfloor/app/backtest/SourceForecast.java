package io.watchfloor.app.backtest;

import io.watchfloor.model.forecast.Forecast;
import io.watchfloor.model.forecast.Forecasters;
import io.watchfloor.model.pipeline.History;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Window;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How right forecasts of a source's own history would have been: for each series, what would have
/// been told `horizon` before the end of the window, beside what came.
final class SourceForecast {
  static final String HEADER = "series,at,mean,lo80,hi80,lo95,hi95,came";

  private static final int MOST_STEPS = 288;
  private static final int LEAST_COMPARED = 4;

  private final History history;
  private final Window window;
  private final Duration horizon;
  private final List<Double> errors = new ArrayList<>();
  private int told;
  private int tooShort;
  private long compared;
  private long within80;
  private long within95;

  SourceForecast(History history, Window window, Duration horizon) {
    this.history = history;
    this.window = window;
    this.horizon = horizon;
  }

  /// Writes the rows of each series as it is done; the file is whole or, after a stop, holds whole
  /// series.
  boolean write(List<SeriesId> all, Path out, LongWork work) throws IOException {
    var parent = out.toAbsolutePath().getParent();
    if (parent != null) Files.createDirectories(parent);
    var part = out.resolveSibling(out.getFileName() + ".part");
    try (var rows = Files.newBufferedWriter(part)) {
      rows.write(HEADER + "\n");
      for (var id : all) {
        if (!work.goesOn()) break;
        look(id, rows);
        work.done(told + " forecast");
      }
    }
    Files.move(part, out, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    return work.isWhole();
  }

  private void look(SeriesId id, BufferedWriter rows) throws IOException {
    var whole = history.series(id, window);
    long cut = window.to().minus(horizon).toEpochMilli();
    int n = 0;
    while (n < whole.size() && whole.epochMillis()[n] < cut) n++;
    var past =
        new Series(
            id,
            whole.info(),
            Arrays.copyOf(whole.epochMillis(), n),
            Arrays.copyOf(whole.values(), n));
    var forecast = Forecasters.forecast(past, horizon.toMillis(), step(past));
    if (forecast.isEmpty()) {
      tooShort++;
      return;
    }
    told++;
    rows(forecast.get(), whole, n, rows);
  }

  /// The series' own usual step, or one of which there are not too many.
  private long step(Series past) {
    long own = past.size() < 2 ? 0 : usual(past.epochMillis());
    return Math.max(own, horizon.toMillis() / MOST_STEPS);
  }

  private static long usual(long[] at) {
    var gaps = new long[at.length - 1];
    for (int i = 0; i < gaps.length; i++) gaps[i] = at[i + 1] - at[i];
    Arrays.sort(gaps);
    return gaps[gaps.length / 2];
  }

  private void rows(Forecast forecast, Series whole, int from, BufferedWriter rows)
      throws IOException {
    var name = TaskFile.field(forecast.series().toString().replaceAll("\\p{Cntrl}", "?"));
    double error = 0;
    int here = 0;
    int next = from;
    for (int h = 0; h < forecast.mean().length; h++) {
      long at = forecast.startMillis() + h * forecast.stepMillis();
      double sum = 0;
      int count = 0;
      for (;
          next < whole.size() && whole.epochMillis()[next] < at + forecast.stepMillis();
          next++) {
        if (whole.epochMillis()[next] < at || !Double.isFinite(whole.values()[next])) continue;
        sum += whole.values()[next];
        count++;
      }
      double came = count == 0 ? Double.NaN : sum / count;
      rows.write(
          name
              + ","
              + at
              + ","
              + forecast.mean()[h]
              + ","
              + forecast.low80()[h]
              + ","
              + forecast.high80()[h]
              + ","
              + forecast.low95()[h]
              + ","
              + forecast.high95()[h]
              + ","
              + (count == 0 ? "" : Double.toString(came))
              + "\n");
      if (count == 0) continue;
      here++;
      error += Math.abs(came - forecast.mean()[h]);
      if (came >= forecast.low80()[h] && came <= forecast.high80()[h]) within80++;
      if (came >= forecast.low95()[h] && came <= forecast.high95()[h]) within95++;
    }
    compared += here;
    if (here >= LEAST_COMPARED && forecast.meanError() > 0)
      errors.add(error / here / forecast.meanError());
  }

  /// What all of it amounts to.
  String sentence(Path out) {
    var sorted = errors.stream().sorted().toList();
    double median = sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    return "%d series forecast, %d without enough history; of %d values that came, %s lay in the 80 %% interval and %s in the 95 %% one; their errors were %s of what the back-test had said (median), in %s"
        .formatted(
            told,
            tooShort,
            compared,
            share(within80),
            share(within95),
            Double.isNaN(median) ? "(unknown)" : String.format(Locale.ROOT, "%.2f ×", median),
            out);
  }

  private String share(long count) {
    return compared == 0 ? "–" : String.format(Locale.ROOT, "%.1f %%", 100.0 * count / compared);
  }
}
