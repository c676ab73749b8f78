package io.watchfloor.app.ui.settings;

import io.watchfloor.app.ui.kit.Text;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import org.controlsfx.control.PropertySheet;

/// One line of a sheet of settings: text, one of a few words, or yes and no. `key` names its words
/// in the bundle (`settings.theme`, and `settings.why.theme` for its explanation). It is kept as
/// soon as a person has changed it; what a person has not changed is never written. FX thread only.
final class Setting implements PropertySheet.Item {
  private final String key;
  private final Class<?> type;
  private final List<String> choices;
  private final Consumer<String> keep;
  private Object value;
  private Optional<ObservableValue<?>> told = Optional.empty();

  private Setting(
      String key, Class<?> type, List<String> choices, Object value, Consumer<String> keep) {
    this.key = key;
    this.type = type;
    this.choices = choices;
    this.value = value;
    this.keep = keep;
  }

  static Setting text(String key, String value, Consumer<String> keep) {
    return new Setting(key, String.class, List.of(), value, keep);
  }

  static Setting oneOf(String key, List<String> choices, String value, Consumer<String> keep) {
    return new Setting(key, String.class, choices, value, keep);
  }

  static Setting flag(String key, boolean value, Consumer<String> keep) {
    return new Setting(key, Boolean.class, List.of(), value, keep);
  }

  /// It may also be changed elsewhere, as `value` tells.
  Setting toldBy(ObservableValue<Boolean> elsewhere) {
    told = Optional.of(elsewhere);
    value = elsewhere.getValue();
    elsewhere.subscribe(newer -> value = newer);
    return this;
  }

  String key() {
    return key;
  }

  List<String> choices() {
    return choices;
  }

  @Override
  public Class<?> getType() {
    return type;
  }

  @Override
  public String getCategory() {
    return "";
  }

  @Override
  public String getName() {
    return Text.of(key);
  }

  @Override
  public String getDescription() {
    return Text.of("settings.why." + key.substring(key.indexOf('.') + 1));
  }

  @Override
  public Object getValue() {
    return value;
  }

  @Override
  public void setValue(Object newer) {
    if (newer == null || newer.equals(value)) return;
    value = newer;
    keep.accept(newer.toString());
  }

  @Override
  public Optional<ObservableValue<? extends Object>> getObservableValue() {
    return told.map(elsewhere -> elsewhere);
  }
}
