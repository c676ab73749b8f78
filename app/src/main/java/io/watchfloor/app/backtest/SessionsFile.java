package io.watchfloor.app.backtest;

import io.watchfloor.model.log.SessionModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Reads a file of sessions twice: once to learn from its training rows, once to judge every row.
/// What is held in memory is the training rows, at most [#MOST_LEARNT].
final class SessionsFile {
  static final int MOST_LEARNT = 200_000;

  private final Path in;
  private final Path out;
  private final Consumer<String> complain;

  SessionsFile(Path in, Path out, Consumer<String> complain) {
    this.in = in;
    this.out = out;
    this.complain = complain;
  }

  record Done(int learnt, long judged, long alerts, int bad) {
    String sentence(Path out) {
      return "%,d sessions judged by %,d ordinary ones: %,d alerts, in %s"
          .formatted(judged, learnt, alerts, out);
    }
  }

  /// Which cells of a row are read.
  private record Layout(int session, int split, int events) {
    static Layout of(String header) throws BadInput {
      var names = Arrays.stream(header.split(",", -1)).map(Moments::unquoted).toList();
      var layout =
          new Layout(names.indexOf("session"), names.indexOf("split"), names.indexOf("events"));
      if (Math.min(layout.session, Math.min(layout.split, layout.events)) < 0)
        throw new BadInput(1, "it must name the columns session, split and events");
      return layout;
    }

    boolean fits(String[] cells) {
      return cells.length > Math.max(session, Math.max(split, events));
    }

    boolean isTraining(String[] cells) {
      return Moments.unquoted(cells[split]).equals("train");
    }

    List<String> events(String[] cells) {
      var text = Moments.unquoted(cells[events]);
      return text.isEmpty() ? List.of() : List.of(text.split(" +"));
    }
  }

  /// @throws BadInput if the file holds nothing to learn from or cannot be read
  Done run() throws IOException {
    var ordinary = new ArrayList<List<String>>();
    int bad = 0;
    try (var rows = RowFile.open(in)) {
      var layout = layout(rows);
      for (var row = rows.next(); row != null; row = rows.next()) {
        if (row.isBlank()) continue;
        var cells = row.split(",", -1);
        if (!layout.fits(cells)) {
          bad++;
          complain.accept(in + ": line " + rows.line() + ": cells are missing; left out.");
        } else if (layout.isTraining(cells) && ordinary.size() < MOST_LEARNT)
          ordinary.add(layout.events(cells));
      }
    }
    if (ordinary.isEmpty()) throw new BadInput(1, "no row's split is train: nothing to learn from");
    return judge(SessionModel.learn(ordinary), ordinary.size(), bad);
  }

  private static Layout layout(RowFile rows) throws IOException {
    var header = rows.next();
    if (header == null) throw new BadInput(1, "the file is empty");
    return Layout.of(header);
  }

  private Done judge(SessionModel model, int learnt, int bad) throws IOException {
    long judged = 0, alerts = 0;
    try (var rows = RowFile.open(in);
        var answer = Files.newBufferedWriter(out, StandardCharsets.ISO_8859_1)) {
      var layout = layout(rows);
      answer.write("session,score,alert\n");
      for (var row = rows.next(); row != null; row = rows.next()) {
        var cells = row.split(",", -1);
        if (row.isBlank() || !layout.fits(cells)) continue;
        var it = model.judge(layout.events(cells));
        var score = String.format(Locale.ROOT, "%.4f", it.score());
        answer.write(cells[layout.session] + "," + score + (it.isAlert() ? ",1\n" : ",0\n"));
        judged++;
        if (it.isAlert()) alerts++;
      }
    }
    return new Done(learnt, judged, alerts, bad);
  }
}
