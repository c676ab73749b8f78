package io.watchfloor.app.ui.settings;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import org.controlsfx.control.PropertySheet;
import org.controlsfx.property.editor.AbstractPropertyEditor;
import org.controlsfx.property.editor.Editors;
import org.controlsfx.property.editor.PropertyEditor;

/// Settings one below the other, each with the control that fits it. FX thread only.
final class SettingSheet extends PropertySheet {
  SettingSheet(List<Setting> settings) {
    getItems().setAll(settings);
    setMode(Mode.NAME);
    setModeSwitcherVisible(false);
    setSearchBoxVisible(false);
    setPropertyEditorFactory(item -> editor((Setting) item));
  }

  /// How many of its settings are shown now.
  long shown() {
    var words = getTitleFilter() == null ? "" : getTitleFilter().toLowerCase(java.util.Locale.ROOT);
    return getItems().stream()
        .filter(item -> item.getName().toLowerCase(java.util.Locale.ROOT).contains(words))
        .count();
  }

  private static PropertyEditor<?> editor(Setting setting) {
    PropertyEditor<?> editor;
    if (!setting.choices().isEmpty())
      editor = Editors.createChoiceEditor(setting, setting.choices());
    else if (setting.getType() == Boolean.class) editor = Editors.createCheckEditor(setting);
    else editor = new TextEditor(setting);
    Node control = editor.getEditor();
    control.setId(setting.key().replace('.', '-'));
    control.setAccessibleText(setting.getName());
    return editor;
  }

  /// Text that counts when it is finished: at Enter, or when the focus leaves. ControlsFX's own
  /// takes every letter, and each would be written into the configuration.
  private static final class TextEditor extends AbstractPropertyEditor<String, TextField> {
    TextEditor(Setting setting) {
      super(setting, new TextField(), true);
      getEditor().setOnAction(event -> setting.setValue(getEditor().getText().strip()));
      getEditor()
          .focusedProperty()
          .addListener(
              (property, was, on) -> {
                if (!on) setting.setValue(getEditor().getText().strip());
              });
    }

    @Override
    protected ObservableValue<String> getObservableValue() {
      return getEditor().textProperty();
    }

    @Override
    public void setValue(String value) {
      getEditor().setText(value);
    }
  }
}
