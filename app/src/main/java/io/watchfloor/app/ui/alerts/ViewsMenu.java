package io.watchfloor.app.ui.alerts;

import io.watchfloor.app.settings.OwnView;
import io.watchfloor.app.ui.kit.Floating;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.Later;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.model.signal.Severity;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.controlsfx.control.PopOver.ArrowLocation;

/// Views of one's own: save the filter as one, rename, delete, and share them as text.
final class ViewsMenu extends MenuButton {
  private final AlertsViewModel model;
  private final Navigator navigator;

  ViewsMenu(AlertsViewModel model, Navigator navigator) {
    super(Text.of("views.menu"));
    this.model = model;
    this.navigator = navigator;
    setId("views-menu");
    setGraphic(Icon.SAVE_VIEW.node());
    getStyleClass().add("ghost");
    setMinWidth(USE_PREF_SIZE);
    setOnShowing(event -> fill());
    fill();
  }

  private void fill() {
    getItems().setAll(item("views.save", this::save));
    chosen()
        .ifPresent(
            view ->
                getItems()
                    .addAll(
                        item("views.rename", () -> rename(view)),
                        item(
                            "views.delete",
                            () -> Later.take(model.delete(view), navigator::tell))));
    if (!model.own().isEmpty()) getItems().add(item("views.copy", this::copy));
    getItems().add(item("views.paste", this::paste));
  }

  private static MenuItem item(String key, Runnable action) {
    var item = new MenuItem(Text.of(key));
    item.setId(key.replace('.', '-'));
    item.setMnemonicParsing(false);
    item.setOnAction(event -> action.run());
    return item;
  }

  /// The view of one's own whose filter is in force.
  private Optional<OwnView> chosen() {
    return model.own().stream()
        .filter(view -> view.filter().equals(model.filterText()))
        .findFirst();
  }

  private void save() {
    ask("", name -> Later.take(model.keep(new OwnView(name, model.filterText())), navigator::tell));
  }

  private void rename(OwnView view) {
    ask(view.name(), name -> Later.take(model.rename(view, name), navigator::tell));
  }

  private void ask(String before, Consumer<String> then) {
    var popOver = Floating.popOver(ArrowLocation.TOP_RIGHT);
    var name = new TextField(before);
    name.setId("view-name");
    name.setPromptText(Text.of("views.name"));
    name.setAccessibleText(Text.of("views.name"));
    Runnable keep =
        () -> {
          if (!OwnView.isName(name.getText().strip())) return;
          popOver.hide();
          then.accept(name.getText().strip());
        };
    name.setOnAction(event -> keep.run());
    var button = Nodes.button(Text.of("views.keep"), keep, "accent");
    button.setId("view-keep");
    button.disableProperty().bind(name.textProperty().map(text -> !OwnView.isName(text.strip())));
    popOver.setContentNode(
        Nodes.column(
            "wf-popover", Nodes.paragraph(Text.of("views.name.why"), "wf-body"), name, button));
    popOver.show(this);
    name.requestFocus();
  }

  private void copy() {
    var content = new ClipboardContent();
    content.putString(
        model.own().stream().map(OwnView::toString).collect(Collectors.joining("\n")));
    Clipboard.getSystemClipboard().setContent(content);
    navigator.notice(Severity.OK, Text.of("views.copied", model.own().size()), "");
  }

  private void paste() {
    var text = Clipboard.getSystemClipboard().getString();
    int taken = text == null ? 0 : model.take(text);
    navigator.notice(
        taken == 0 ? Severity.WARNING : Severity.OK,
        Text.of("views.pasted", taken),
        taken == 0 ? Text.of("views.pasted.how") : "");
  }
}
