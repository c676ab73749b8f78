package io.watchfloor.app.ui.incidents;

import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.model.detect.LogFinding;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.pipeline.History;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;

/// The rows behind a claim that rests on logs or on a change, verbatim, beside the incident.
final class EvidenceCard extends Card {
  private static final int MOST = 200;
  private final TextArea rows = new TextArea();
  private final Times times;
  private final Button inLogs;
  private Optional<Ref> shown = Optional.empty();

  /// What is shown: a heading and its lines.
  record Rows(String title, List<String> lines) {}

  /// `open` leads to the screen behind a claim.
  EvidenceCard(Times times, Consumer<Ref> open) {
    super("");
    this.times = times;
    inLogs = Nodes.button(Text.of("evidence.inLogs"), () -> shown.ifPresent(open), "small");
    inLogs.setId("evidence-in-logs");
    setId("evidence");
    rows.setEditable(false);
    rows.setId("evidence-rows");
    rows.getStyleClass().add("wf-run-output");
    getChildren().add(rows);
    setEnd(inLogs, Nodes.iconButton(Icon.CLOSE, Text.of("button.close"), this::close));
    close();
  }

  void close() {
    Nodes.show(this, false);
  }

  boolean isOpen() {
    return isVisible();
  }

  void show(Ref ref, Rows found) {
    shown = Optional.of(ref);
    Nodes.show(inLogs, ref instanceof Ref.ToLog);
    setTitle(PlainText.line(found.title(), 120));
    rows.setText(String.join("\n", found.lines()));
    rows.setPrefRowCount(Math.clamp(found.lines().size(), 2, 12));
    Nodes.show(this, true);
    rows.requestFocus();
  }

  /// Reads what `ref` points at; off the FX thread.
  Rows read(Ref ref, Incident incident, Snapshot snapshot, History history) {
    var window =
        new Window(
            incident.since().minus(Duration.ofMinutes(15)),
            incident.resolvedAt().orElse(snapshot.at()).plusSeconds(60));
    return switch (ref) {
      case Ref.ToLog(String id) -> log(id, snapshot, history, window);
      case Ref.ToChange(var source, String id) -> {
        var all = new ArrayList<>(history.changes(window, MOST));
        all.addAll(snapshot.changes());
        var found =
            all.stream()
                .filter(one -> one.id().equals(id) && one.source().equals(source))
                .findFirst();
        yield new Rows(
            Text.of("evidence.change"),
            found
                .map(
                    one ->
                        List.of(
                            times.full(one.at()) + "  " + PlainText.line(one.text(), 2_000),
                            Text.of(
                                "evidence.change.kind", one.kind(), one.entity(), one.version()),
                            one.labels().toString(),
                            Text.of("evidence.change.from", one.source())))
                .orElse(List.of(Text.of("evidence.gone"))));
      }
      case Ref.ToAlert other -> new Rows(Text.of("evidence.title"), List.of(other.key()));
      case Ref.ToAnomaly other -> new Rows(Text.of("evidence.title"), List.of(other.id()));
      case Ref.ToSeries other ->
          new Rows(Text.of("evidence.title"), List.of(other.series().toString()));
      case Ref.ToSource other ->
          new Rows(Text.of("evidence.title"), List.of(other.source().name()));
      case Ref.ToRun other -> new Rows(Text.of("evidence.title"), List.of(other.id()));
      case Ref.ToEntity other -> new Rows(Text.of("evidence.title"), List.of(other.entity()));
    };
  }

  /// A finding that is over: what it was about is still in store.
  private Rows old(String id, History history, Window window) {
    var template = LogFinding.templateOf(id);
    var lines =
        template.isEmpty()
            ? List.<LogLine>of()
            : history.logs(window, template.getAsLong(), EntityId.NONE, "", MOST);
    return new Rows(
        Text.of("evidence.logs"),
        lines.isEmpty()
            ? List.of(Text.of("evidence.gone"))
            : lines.stream()
                .map(line -> times.time(line.at()) + "  " + PlainText.line(line.text(), 2_000))
                .toList());
  }

  private Rows log(String id, Snapshot snapshot, History history, Window window) {
    var finding = snapshot.logFindings().stream().filter(one -> one.id().equals(id)).findFirst();
    if (finding.isEmpty()) return old(id, history, window);
    var entity = finding.get().entity();
    var lines =
        history
            .logs(
                window,
                finding.get().template(),
                entity.isNone() ? EntityId.NONE : entity,
                "",
                MOST)
            .stream()
            .map(line -> times.time(line.at()) + "  " + PlainText.line(line.text(), 2_000))
            .toList();
    return new Rows(
        Text.of("evidence.log", PlainText.line(finding.get().pattern(), 100)),
        lines.isEmpty() ? List.of(PlainText.line(finding.get().example(), 2_000)) : lines);
  }
}
