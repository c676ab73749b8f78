package io.watchfloor.app.ui.alerts;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.KeyHint;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.app.ui.shell.Unanswered;
import io.watchfloor.model.pipeline.Command;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.WriteBack;
import io.watchfloor.model.source.WriteBack.Act.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// Before anything is written outside: one comment for all, for how long, and what will be written
/// to each source, in the words that will be sent.
final class ActPanel extends VBox {
  private static final List<Duration> LENGTHS =
      List.of(
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(4),
          Duration.ofHours(12),
          Duration.ofDays(3));
  private static final int REQUESTS = 4;
  private static final Set<Kind> FOR_A_TIME =
      EnumSet.of(Kind.ACKNOWLEDGE, Kind.SILENCE, Kind.DOWNTIME);
  private final Backend backend;
  private final AlertsViewModel model;
  private final Navigator navigator;
  private final Kind kind;
  private final Optional<SourceId> at;
  private final Runnable close;
  private final Runnable sent;
  private final TextField comment = new TextField();
  private final ComboBox<String> length = new ComboBox<>();
  private final VBox preview = Nodes.column("wf-preview");
  private final Button act;

  ActPanel(
      Backend backend,
      AlertsViewModel model,
      Navigator navigator,
      Kind kind,
      Optional<SourceId> at,
      Runnable close,
      Runnable sent) {
    this.backend = backend;
    this.model = model;
    this.navigator = navigator;
    this.kind = kind;
    this.at = at;
    this.close = close;
    this.sent = sent;
    boolean acks = kind == Kind.ACKNOWLEDGE;
    int count = model.selection().size();
    getStyleClass().add("wf-bulk-bar");
    comment.setPromptText(Text.of("act.comment." + kind));
    comment.setId("act-comment");
    comment.setOnAction(event -> send());
    if (acks) length.getItems().add(Text.of("act.until-clear"));
    for (var choice : LENGTHS) length.getItems().add(io.watchfloor.app.ui.kit.Ages.of(choice));
    length.getSelectionModel().select(acks ? 0 : 1);
    length.setId("act-length");
    length.setOnAction(event -> look());
    Nodes.show(length, FOR_A_TIME.contains(kind));
    act = Nodes.button(Text.of("act.do." + kind, count), this::send, "accent");
    act.setId("act-send");
    act.setGraphic(Icon.CHECK.node());
    getChildren()
        .addAll(
            Nodes.label(
                Text.of("act.title." + kind, count)
                    + at.map(source -> "  " + PlainText.line(source.name(), 40)).orElse(""),
                "wf-lead"),
            Nodes.row("wf-gap-8", Nodes.grow(comment), length, act, cancel()),
            preview);
    look();
  }

  private Button cancel() {
    var button = Nodes.button(Text.of("button.cancel"), close, "ghost");
    button.setGraphic(new KeyHint("Esc"));
    return button;
  }

  void focusComment() {
    comment.requestFocus();
  }

  private Optional<Duration> chosen() {
    int at = length.getSelectionModel().getSelectedIndex();
    int first = kind == Kind.ACKNOWLEDGE ? 1 : 0;
    return at < first ? Optional.empty() : Optional.of(LENGTHS.get(at - first));
  }

  private WriteBack.Act actOn(List<AlertRow> rows) {
    boolean silence = kind == Kind.SILENCE;
    return new WriteBack.Act(
        kind,
        rows.stream().map(row -> row.tracked().alert()).toList(),
        silence ? Matchers.common(rows) : List.of(),
        "",
        backend.operator().name(),
        comment.getText().strip(),
        backend.clock().instant(),
        chosen().orElse(Duration.ofHours(1)));
  }

  /// Asks each source what would be sent; nothing is.
  private void look() {
    preview.getChildren().setAll(Nodes.label(Text.of("act.will-write"), "wf-caption"));
    targets().forEach(this::look);
  }

  /// Where it is written to: the source of each alert, or the one that was chosen for all.
  private Map<SourceId, List<AlertRow>> targets() {
    return at.map(source -> Map.of(source, model.selection())).orElseGet(model::selectionBySource);
  }

  private boolean isOffered(SourceId source) {
    return kind == Kind.ACKNOWLEDGE || backend.offers(source).contains(kind);
  }

  private void look(SourceId source, List<AlertRow> rows) {
    var place = Nodes.column("wf-preview-source");
    preview.getChildren().add(place);
    var head = PlainText.line(source.name(), 60);
    if (!backend.offers(source).contains(kind)) {
      var words =
          kind == Kind.ACKNOWLEDGE
              ? Text.of("act.local.only", head)
              : Text.of("act.not-offered", head, rows.size());
      place.getChildren().add(Nodes.label(words, "wf-small", "wf-muted"));
      return;
    }
    place.getChildren().add(Nodes.label(Text.of("act.asking", head), "wf-small", "wf-muted"));
    var asked = backend.preview(source, actOn(rows));
    navigator.follow(Text.of("jobs.preview", head), asked);
    asked
        .thenAccept(found -> show(place, head, found))
        .exceptionally(
            problem -> {
              place
                  .getChildren()
                  .setAll(
                      Nodes.paragraph(
                          Text.of(
                              "act.local",
                              head,
                              PlainText.line(String.valueOf(problem.getMessage()))),
                          "wf-small",
                          "wf-muted"));
              return null;
            });
  }

  private static void show(VBox place, String source, WriteBack.Preview found) {
    int requests = found.requests().size();
    place
        .getChildren()
        .setAll(
            Nodes.label(
                requests == 0
                    ? Text.of("act.local.only", source)
                    : Text.of("act.writes", source, requests, found.caught().size()),
                "wf-small",
                "wf-strong-colour"));
    for (var request : found.requests().subList(0, Math.min(REQUESTS, requests)))
      place.getChildren().add(Nodes.label(PlainText.line(request, 240), "wf-mono", "wf-muted"));
    if (requests > REQUESTS)
      place.getChildren().add(Nodes.label(Text.of("act.more", requests - REQUESTS), "wf-caption"));
  }

  private void send() {
    if (kind == Kind.COMMENT && comment.getText().isBlank()) {
      comment.requestFocus();
      return;
    }
    act.setDisable(true);
    var answer =
        switch (kind) {
          case ACKNOWLEDGE -> acknowledge();
          case SILENCE -> silence();
          case TICKET_CREATE -> ticket();
          default -> actOn();
        };
    answer
        .thenAccept(
            decision -> {
              navigator.tell(decision);
              if (decision instanceof Decision.Accepted) {
                close.run();
                model.clearSelection();
                sent.run();
              } else {
                act.setDisable(false);
              }
            })
        .exceptionally(Unanswered.log("act"));
  }

  private CompletableFuture<Decision> acknowledge() {
    return model.acknowledge(comment.getText().strip(), chosen());
  }

  private CompletableFuture<Decision> actOn() {
    var keys =
        model.selection().stream()
            .filter(row -> isOffered(row.source()))
            .map(AlertRow::key)
            .toList();
    return backend.send(
        new Command.ActOn(
            backend.operator(),
            kind,
            keys,
            comment.getText().strip(),
            chosen().orElse(Duration.ofHours(1))));
  }

  private CompletableFuture<Decision> ticket() {
    return backend.send(
        new Command.CreateTicket(backend.operator(), at.orElseThrow(), actOn(model.selection())));
  }

  /// One silence a source; the first refusal is what is told.
  private CompletableFuture<Decision> silence() {
    var all = new ArrayList<CompletableFuture<Decision>>();
    for (Map.Entry<SourceId, List<AlertRow>> entry : model.selectionBySource().entrySet())
      if (isOffered(entry.getKey()))
        all.add(
            backend.send(
                new Command.Silence(backend.operator(), entry.getKey(), actOn(entry.getValue()))));
    return all.stream()
        .reduce(
            (a, b) -> a.thenCombine(b, (one, two) -> one instanceof Decision.Refused ? one : two))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    new Decision.Refused(Text.of("act.nobody-offers"))));
  }
}
