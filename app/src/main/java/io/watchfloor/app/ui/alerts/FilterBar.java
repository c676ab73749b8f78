package io.watchfloor.app.ui.alerts;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.KeyHint;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Words;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.model.signal.Severity;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.util.StringConverter;

/// The filter as text, with severities and sources to tick beside it. The text is what counts: a
/// tick writes it, and what is ticked is read from it.
final class FilterBar extends HBox {
  private static final List<String> SEVERITIES =
      Stream.of(
              Severity.CRITICAL, Severity.MAJOR, Severity.WARNING, Severity.UNKNOWN, Severity.INFO)
          .map(one -> one.name().toLowerCase(Locale.ROOT))
          .toList();

  private final Backend backend;
  private final AlertsViewModel model;
  private final TextField text = new TextField();
  private final PickBox severities =
      picks(
          "severity",
          Text.of("alerts.pick.severity"),
          name -> Words.of(Severity.valueOf(name.toUpperCase(Locale.ROOT))));
  private final PickBox sources =
      picks("source", Text.of("alerts.pick.source"), name -> PlainText.middle(name, 40));

  FilterBar(Backend backend, AlertsViewModel model, Navigator navigator) {
    this.backend = backend;
    this.model = model;
    getStyleClass().add("wf-filter-bar");
    text.setText(model.filterText());
    text.setPromptText(Text.of("alerts.filter.prompt"));
    text.setAccessibleText(Text.of("alerts.filter.prompt"));
    text.setId("alert-filter");
    text.textProperty().addListener((property, old, typed) -> model.filter(typed));
    var field = new StackPane(text, new KeyHint("/"));
    field.getStyleClass().add("wf-filter-field");
    getChildren()
        .addAll(
            Icon.FILTER.node("muted"),
            Nodes.grow(field),
            severities,
            sources,
            new ViewsMenu(model, navigator));
  }

  /// Where the filter is typed.
  TextField text() {
    return text;
  }

  private PickBox picks(String field, String title, Function<String, String> words) {
    var converter =
        new StringConverter<String>() {
          @Override
          public String toString(String value) {
            return words.apply(value);
          }

          @Override
          public String fromString(String typed) {
            return typed;
          }
        };
    return new PickBox(
        "pick-" + field,
        title,
        converter,
        values -> text.setText(FilterPicks.with(text.getText(), field, values)));
  }

  /// The ticks say what the text says, whoever wrote it.
  void show() {
    severities.show(SEVERITIES, FilterPicks.picked(model.filterText(), "severity"));
    var names = backend.snapshot().sources().stream().map(one -> one.id().name()).sorted().toList();
    sources.show(names, FilterPicks.picked(model.filterText(), "source"));
  }
}
