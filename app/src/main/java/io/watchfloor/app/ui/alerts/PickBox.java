package io.watchfloor.app.ui.alerts;

import io.watchfloor.app.ui.kit.Text;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.util.StringConverter;
import org.controlsfx.control.CheckComboBox;

/// Several of a few values, ticked by hand. FX thread only.
final class PickBox extends CheckComboBox<String> {
  private final String title;
  private boolean isShowing;

  /// `changed` takes the ticked values whenever a person ticks; `words` are what is shown of one.
  PickBox(String id, String title, StringConverter<String> words, Consumer<List<String>> changed) {
    setId(id);
    this.title = title;
    setTitle(title);
    setConverter(words);
    setAccessibleText(title);
    getStyleClass().add("wf-pick");
    getCheckModel()
        .getCheckedItems()
        .addListener(
            (ListChangeListener<String>)
                change -> {
                  count();
                  if (!isShowing) changed.accept(List.copyOf(getCheckModel().getCheckedItems()));
                });
  }

  private void count() {
    int ticked = getCheckModel().getCheckedItems().size();
    setTitle(ticked == 0 ? title : Text.of("alerts.pick.count", title, ticked));
  }

  /// Shows what can be ticked and what is.
  void show(Collection<String> values, Set<String> picked) {
    isShowing = true;
    if (!List.copyOf(values).equals(getItems())) getItems().setAll(values);
    for (var value : getItems()) {
      boolean isPicked = picked.contains(value.toLowerCase(Locale.ROOT));
      if (isPicked == getCheckModel().isChecked(value)) continue;
      if (isPicked) getCheckModel().check(value);
      else getCheckModel().clearCheck(value);
    }
    isShowing = false;
  }
}
