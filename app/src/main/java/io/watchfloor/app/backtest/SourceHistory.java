package io.watchfloor.app.backtest;

import io.watchfloor.model.detect.Tier;
import io.watchfloor.model.pipeline.History;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Window;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// What would have alerted on a source's own history: one answer a series, named by its number, and
/// `series.csv`, which says which series each number is.
final class SourceHistory {
  /// How much was judged.
  record Judged(int series, long rows, long episodes) {}

  private final History history;
  private final Window window;
  private final Tier tier;
  private long rows;
  private long episodes;

  SourceHistory(History history, Window window, Tier tier) {
    this.history = history;
    this.window = window;
    this.tier = tier;
  }

  /// After a stop, what was judged is whole and in the index.
  Judged judge(List<SeriesId> all, Path out, LongWork work) throws IOException {
    var index = new StringBuilder("file,series\n");
    int number = 0;
    for (var id : all) {
      if (!work.goesOn()) break;
      var name = "series-%05d.csv".formatted(++number);
      whole(out.resolve(name), answer(id));
      index.append(name).append(",\"");
      index.append(id.toString().replaceAll("\\p{Cntrl}", "?").replace("\"", "\"\""));
      index.append("\"\n");
      work.done(rows + " rows");
    }
    whole(out.resolve("series.csv"), index.toString());
    return new Judged(number, rows, episodes);
  }

  private String answer(SeriesId id) {
    var series = history.series(id, window);
    var judge = Judge.of(tier, 1);
    var text = new StringBuilder("timestamp,score,alert\n");
    var row = new double[1];
    boolean wasAlert = false;
    for (int i = 0; i < series.size(); i++) {
      row[0] = series.values()[i];
      judge.take(series.epochMillis()[i], row);
      text.append(series.epochMillis()[i]).append(',').append((float) judge.score());
      text.append(judge.isAlert() ? ",1\n" : ",0\n");
      if (judge.isAlert() && !wasAlert) episodes++;
      wasAlert = judge.isAlert();
    }
    rows += series.size();
    return text.toString();
  }

  private static void whole(Path file, String text) throws IOException {
    var part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, text, StandardCharsets.UTF_8);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
