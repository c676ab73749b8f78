package io.watchfloor.app.ui.incidents;

import io.watchfloor.app.ui.kit.KeyHint;
import io.watchfloor.app.ui.kit.Later;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.remedy.Decision;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// What a person can do with an incident: acknowledge, note, assign, merge, put an alert in; each
/// opens one line to fill in first.
final class ActBar extends VBox {
  private final IncidentsViewModel model;
  private final Consumer<Decision> told;
  private final HBox buttons = new HBox();

  ActBar(IncidentsViewModel model, Consumer<Decision> told) {
    this.model = model;
    this.told = told;
    getStyleClass().add("wf-act-bar");
    buttons
        .getChildren()
        .addAll(
            button("incident.acknowledge", "a", this::acknowledge),
            button("incident.note", "c", this::note),
            button("incident.assign", "o", this::assign),
            button("incident.merge", "M", this::merge));
    buttons.getStyleClass().add("wf-gap-8");
    getChildren().add(buttons);
  }

  private static Button button(String key, String hint, Runnable action) {
    var button = Nodes.button(Text.of(key), action, "ghost");
    button.setId(key.replace('.', '-'));
    if (hint.isEmpty()) return button;
    button.setGraphic(new KeyHint(hint));
    button.setContentDisplay(ContentDisplay.RIGHT);
    return button;
  }

  boolean isAsking() {
    return !getChildren().contains(buttons);
  }

  void close() {
    getChildren().setAll(buttons);
  }

  void acknowledge() {
    ask("incident.acknowledge.prompt", "incident.acknowledge.send", true, model::acknowledge);
  }

  void note() {
    ask("incident.note.prompt", "incident.note.send", false, model::note);
  }

  void assign() {
    var who = new ComboBox<String>();
    who.setEditable(true);
    who.getItems().setAll(model.people());
    who.setValue(model.operator().name());
    form(
        who,
        Text.of("incident.assign.send"),
        () -> model.assign(who.getEditor().getText().strip()));
  }

  void merge() {
    var from = new ComboBox<String>();
    var mine = model.chosen().get();
    from.getItems()
        .setAll(
            model.list().stream()
                .filter(Incident::isOpen)
                .map(Incident::id)
                .filter(id -> !mine.equals(java.util.Optional.of(id)))
                .filter(id -> mine.map(IncidentId::isSandbox).orElse(false) == id.isSandbox())
                .map(IncidentId::text)
                .toList());
    from.setPromptText(Text.of("incident.merge.prompt"));
    form(
        from,
        Text.of("incident.merge.send"),
        () ->
            from.getValue() == null
                ? CompletableFuture.completedFuture(
                    new Decision.Refused(Text.of("incident.merge.prompt")))
                : model.merge(new IncidentId(from.getValue())));
  }

  /// Puts an alert in: those in no incident stand first.
  void link() {
    var which = new ComboBox<TrackedAlert>();
    which.setId("link-alert");
    which.setPrefWidth(320);
    which.getItems().setAll(model.linkable());
    which.setPromptText(Text.of("incident.link.prompt"));
    which.setConverter(new AlertWords());
    form(
        which,
        Text.of("incident.link.send"),
        () ->
            which.getValue() == null
                ? CompletableFuture.completedFuture(
                    new Decision.Refused(Text.of("incident.link.prompt")))
                : model.link(new Ref.ToAlert(which.getValue().key())));
    which.requestFocus();
  }

  private static final class AlertWords extends StringConverter<TrackedAlert> {
    @Override
    public String toString(@Nullable TrackedAlert alert) {
      if (alert == null) return "";
      return PlainText.line(alert.alert().entity().name(), 30)
          + ": "
          + PlainText.line(alert.alert().summary(), 60)
          + alert.incident().map(id -> " (" + id + ")").orElse("");
    }

    @Override
    public @Nullable TrackedAlert fromString(String words) {
      return null;
    }
  }

  private void ask(
      String prompt,
      String send,
      boolean mayBeEmpty,
      Function<String, CompletableFuture<Decision>> act) {
    var field = new TextField();
    field.setId("act-text");
    field.setPromptText(Text.of(prompt));
    field.setPrefColumnCount(28);
    field.setOnAction(
        event -> {
          if (mayBeEmpty || !field.getText().isBlank()) finish(act.apply(field.getText().strip()));
        });
    form(field, Text.of(send), () -> act.apply(field.getText().strip()));
    field.requestFocus();
  }

  private void form(
      Node input, String send, java.util.function.Supplier<CompletableFuture<Decision>> act) {
    var button = Nodes.button(send, () -> finish(act.get()));
    button.setId("act-send");
    var row =
        new HBox(8, input, button, Nodes.button(Text.of("button.cancel"), this::close, "ghost"));
    getChildren().setAll(row);
  }

  private void finish(CompletableFuture<Decision> sent) {
    Later.take(
        sent,
        decision -> {
          told.accept(decision);
          if (decision instanceof Decision.Accepted) close();
        });
  }
}
