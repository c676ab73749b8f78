package io.watchfloor.app.ui.overview;

import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.model.detect.Bands;
import io.watchfloor.model.pipeline.History;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One figure of this machine that a person expects: processor, memory, disks, network,
/// temperature. `low` and `high` are NaN where there is not enough history; `recent` is oldest
/// first, NaN where nothing was seen.
///
/// @param note a second word about it (what is free), or empty
record MachineFigure(
    String caption,
    String note,
    SeriesId series,
    MetricInfo info,
    double value,
    double low,
    double high,
    double[] recent) {
  private static final Duration SHOWN = Duration.ofMinutes(10);
  private static final int LEAST = 30;
  private static final int DISKS = 2;
  private static final int FOUND = 40;
  private static final int MOST_RECENT = 300;

  /// Reads the figures, in the order in which they are shown; what the machine does not tell is
  /// left out.
  static List<MachineFigure> read(History history, SourceId source, Instant now) {
    var window = Window.before(now.plusSeconds(1), SHOWN);
    var reader = new Reader(history, source, window);
    var figures = new ArrayList<MachineFigure>();
    reader.only("machine_cpu_busy_ratio", "machine.cpu", "").ifPresent(figures::add);
    var free = reader.last("machine_memory_available_bytes", "", "");
    reader.only("machine_memory_used_ratio", "machine.memory", free).ifPresent(figures::add);
    figures.addAll(reader.disks());
    reader.busiest("machine_network_received_bytes", "machine.in").ifPresent(figures::add);
    reader.busiest("machine_network_sent_bytes", "machine.out").ifPresent(figures::add);
    reader.only("machine_cpu_celsius", "machine.temperature", "").ifPresent(figures::add);
    return figures;
  }

  private record Reader(History history, SourceId source, Window window) {
    List<Series> all(String metric) {
      return history.find(metric, FOUND).stream()
          .filter(id -> id.source().equals(source) && id.metric().equals(metric))
          .map(id -> history.series(id, window))
          .filter(series -> !series.isEmpty())
          .toList();
    }

    Optional<MachineFigure> only(String metric, String key, String note) {
      return all(metric).stream().findFirst().map(one -> figure(one, Text.of(key), note));
    }

    /// The fullest first.
    List<MachineFigure> disks() {
      return all("machine_filesystem_used_ratio").stream()
          .filter(one -> one.last() > 0)
          .sorted(Comparator.comparing(Series::last).reversed())
          .limit(DISKS)
          .map(
              one -> {
                var mount = one.id().labels().value("mount");
                var free = last("machine_filesystem_avail_bytes", "mount", mount);
                return figure(one, Text.of("machine.disk", PlainText.middle(mount, 20)), free);
              })
          .toList();
    }

    /// The interface that moved most in the time shown.
    Optional<MachineFigure> busiest(String metric, String key) {
      return all(metric).stream()
          .max(
              Comparator.comparing(
                  one -> Arrays.stream(one.values()).filter(Double::isFinite).sum()))
          .map(
              one ->
                  figure(
                      one,
                      Text.of(key),
                      PlainText.middle(one.id().labels().value("interface"), 16)));
    }

    String last(String metric, String label, String value) {
      return all(metric).stream()
          .filter(one -> label.isEmpty() || one.id().labels().value(label).equals(value))
          .findFirst()
          .map(one -> Text.of("machine.free", Figures.of(one.last(), one.info())))
          .orElse("");
    }

    private MachineFigure figure(Series one, String caption, String note) {
      double low = Double.NaN, high = Double.NaN;
      if (one.size() >= LEAST) {
        var verdicts = Bands.replay(one);
        double least = Arrays.stream(one.values()).filter(Double::isFinite).min().orElse(0);
        low = one.info().notBelowZero(verdicts.low[one.size() - 1], least);
        high = verdicts.high[one.size() - 1];
        double most = Arrays.stream(one.values()).filter(Double::isFinite).max().orElse(0);
        if (one.info().unit().equals("ratio") && most <= 1) high = Math.min(1, high);
      }
      var recent = one.evenly(MOST_RECENT, window.to().toEpochMilli());
      return new MachineFigure(caption, note, one.id(), one.info(), one.last(), low, high, recent);
    }
  }
}
