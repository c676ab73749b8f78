package io.watchfloor.app.ui.sources;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.app.ui.shell.Unanswered;
import io.watchfloor.app.ui.sources.WizardViewModel.Step;
import io.watchfloor.connectors.SettingsForm.Field;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.TestStep;
import io.watchfloor.model.remedy.Decision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The wizard beside the list of sources. The form is drawn from the connector's own description;
/// the test tells each step, stops at the first that fails, and marks the field concerned.
final class WizardView extends Card {
  private static final int WORDS = 2_000;
  private final WizardViewModel model;
  private final Navigator navigator;
  private final Runnable close;
  private final HBox rail = Nodes.row("wf-wizard-steps");
  private final VBox form = Nodes.column("wf-form");
  private final VBox results = Nodes.column("wf-test-steps");
  private final HBox foot = Nodes.row("wf-wizard-foot");
  private final Map<String, FormField> fields = new LinkedHashMap<>();
  private List<String> shownFields = List.of("not drawn yet");

  WizardView(Backend backend, Navigator navigator, Runnable close) {
    super(Text.of("wizard.title"));
    this.model = new WizardViewModel(backend, navigator);
    this.navigator = navigator;
    this.close = close;
    getStyleClass().add("wf-wizard");
    setId("wizard");
    setEnd(Nodes.iconButton(Icon.CLOSE, Text.of("button.close"), close));
    var body = new VBox(form, results);
    var scroll = new ScrollPane(body);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(rail, scroll, foot);
    model.onChange(this::show);
    show();
  }

  void start(String type) {
    shownFields = List.of("not drawn yet");
    model.choose(type);
  }

  void edit(SourceSettings settings) {
    shownFields = List.of("not drawn yet");
    model.edit(settings);
  }

  private void show() {
    var step = model.step();
    setTitle(
        model
            .type()
            .map(
                type ->
                    Text.of(model.isEdit() ? "wizard.title.edit" : "wizard.title.of", type.title()))
            .orElseGet(() -> Text.of("wizard.title")));
    showRail(step);
    if (step == Step.CHOOSE) showTypes();
    else showForm();
    showResults();
    showFoot(step);
  }

  private void showRail(Step now) {
    rail.getChildren().clear();
    for (var step : Step.values()) {
      boolean done = step.compareTo(now) < 0;
      var mark = Nodes.label(done ? "✓" : Integer.toString(step.ordinal() + 1), "wf-wizard-mark");
      var word = Nodes.label(Text.of("wizard.step." + step), "wf-small");
      mark.setMinWidth(USE_PREF_SIZE);
      word.setMinWidth(USE_PREF_SIZE);
      var node = Nodes.row("wf-wizard-step", mark, word);
      node.setMinWidth(USE_PREF_SIZE);
      node.getStyleClass().add(step == now ? "now" : done ? "done" : "later");
      rail.getChildren().add(node);
    }
  }

  private void showTypes() {
    var choices = new TypeChoices(model.types(), model::choose);
    form.getChildren().setAll(Nodes.label(Text.of("wizard.choose"), "wf-strong"), choices);
    shownFields = List.of("not drawn yet");
  }

  /// Draws the fields anew only when others are shown, so that the one being typed in stays.
  private void showForm() {
    var wanted = fields();
    var keys = wanted.stream().map(field -> field.key()).toList();
    if (!keys.equals(shownFields)) {
      shownFields = keys;
      fields.clear();
      form.getChildren().setAll(nameField());
      for (var field : wanted) {
        var drawn =
            new FormField(
                field,
                model.value(field.key()),
                text -> {
                  model.set(field, text);
                  if (!fields().stream().map(f -> f.key()).toList().equals(shownFields)) show();
                });
        fields.put(field.key(), drawn);
        form.getChildren().add(drawn);
      }
    }
    var wrong = model.failed().map(TestStep::field).orElse("");
    fields.forEach((key, field) -> field.mark(key.equals(wrong)));
  }

  /// First what the server needs to be reached; what to take is asked once it was.
  private List<Field> fields() {
    return model.fields().stream()
        .filter(field -> model.isEdit() || model.isTaking() != WizardViewModel.isAccess(field))
        .toList();
  }

  private Node nameField() {
    var name = new TextField(model.name());
    name.getStyleClass().add("wf-mono");
    name.setId("field-name");
    name.setDisable(model.isEdit());
    name.textProperty().addListener((property, old, text) -> model.name(text));
    var label = Nodes.label(Text.of("wizard.name"), "wf-caption");
    label.setLabelFor(name);
    return Nodes.column("wf-field", label, name);
  }

  private void showResults() {
    results.getChildren().clear();
    if (!model.trouble().isEmpty())
      results.getChildren().add(Nodes.paragraph(PlainText.line(model.trouble()), "wf-warning"));
    if (model.isTesting() && model.steps().isEmpty())
      results.getChildren().add(Nodes.label(Text.of("wizard.testing"), "wf-muted"));
    if (!model.steps().isEmpty()) {
      results.getChildren().add(Nodes.label(verdict(), "wf-strong"));
      for (var step : model.steps()) results.getChildren().add(row(step));
    }
    if (model.passed())
      results.getChildren().addFirst(WizardPreview.of(model.arriving(), model.notArriving()));
    if (model.isTaking()) results.getChildren().clear();
    Nodes.show(results, !results.getChildren().isEmpty());
  }

  private String verdict() {
    var failed = model.failed();
    if (failed.isPresent())
      return Text.of(
          "wizard.stopped", model.steps().indexOf(failed.get()) + 1, model.steps().size());
    return Text.of(model.isTesting() ? "wizard.testing" : "wizard.passed", model.steps().size());
  }

  private static Node row(TestStep step) {
    var icon =
        switch (step.result()) {
          case PASSED -> Icon.CHECK.node("muted");
          case FAILED -> Icon.FAILED.node("critical");
          case SKIPPED -> Icon.NEW.node("muted");
        };
    boolean failed = step.result() == TestStep.Result.FAILED;
    boolean skipped = step.result() == TestStep.Result.SKIPPED;
    var title =
        Nodes.label(
            PlainText.line(step.name(), 80),
            failed ? "wf-critical" : skipped ? "wf-muted" : "wf-strong-colour");
    if (failed) title.getStyleClass().add("wf-lead-small");
    var took = Nodes.label(skipped ? "" : Ages.took(step.took()), "wf-number", "wf-muted");
    var words = new VBox(new HBox(title, Nodes.spacer(), took));
    words.getStyleClass().add("wf-test-words");
    if (skipped) words.getChildren().add(Nodes.label(Text.of("wizard.not-tried"), "wf-caption"));
    else if (failed)
      words
          .getChildren()
          .add(Nodes.paragraph(PlainText.block(step.words(), WORDS), "wf-output", "wf-failed"));
    else if (!step.words().isEmpty())
      words.getChildren().add(Nodes.paragraph(PlainText.line(step.words(), 240), "wf-caption"));
    return Nodes.row("wf-test-step", icon, Nodes.grow(words));
  }

  private void showFoot(Step step) {
    foot.getChildren().clear();
    if (step == Step.CHOOSE) {
      Nodes.show(foot, false);
      return;
    }
    Nodes.show(foot, true);
    if (!model.isEdit())
      foot.getChildren().add(button("button.back", this::back, "ghost", "wizard-back"));
    foot.getChildren().add(Nodes.spacer());
    if (model.isTesting()) {
      foot.getChildren().add(button("button.cancel", model::cancelTest, "ghost", "wizard-cancel"));
      return;
    }
    if (model.passed()) {
      if (!model.isTaking()) {
        foot.getChildren().add(button("wizard.again", model::test, "ghost", "wizard-test"));
        if (!model.isEdit())
          foot.getChildren()
              .add(button("wizard.choose-what", () -> model.take(true), "ghost", "wizard-take"));
      }
      foot.getChildren().add(button("wizard.save", this::save, "accent", "wizard-save"));
      return;
    }
    foot.getChildren().add(button("wizard.save-untested", this::save, "ghost", "wizard-save"));
    foot.getChildren()
        .add(
            button(
                model.steps().isEmpty() ? "wizard.test" : "wizard.again",
                model::test,
                "accent",
                "wizard-test"));
  }

  private void back() {
    if (model.isTaking()) model.take(false);
    else model.choose("");
  }

  private static Button button(String key, Runnable action, String style, String id) {
    var button = Nodes.button(Text.of(key), action, style);
    button.setId(id.toLowerCase(Locale.ROOT));
    return button;
  }

  private void save() {
    model
        .save()
        .thenAccept(
            decision -> {
              navigator.tell(decision);
              if (decision instanceof Decision.Accepted) close.run();
            })
        .exceptionally(Unanswered.log("save source"));
  }
}
