package io.watchfloor.app.ui.shell;

import io.watchfloor.app.ui.kit.Fx;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Turns key presses into the actions of a list. Characters act when typed, and never in a text
/// field, so that the letter which opens a field is not written into it; named keys and chords act
/// when pressed.
final class Keys {
  private static final double CHORD_SECONDS = 3;
  private final Supplier<List<KeyAction>> actions;
  private final Animation forget = Fx.after(CHORD_SECONDS, () -> pending = "");
  private String pending = "";

  Keys(Supplier<List<KeyAction>> actions) {
    this.actions = actions;
  }

  void listen(Scene scene) {
    scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> pressed(event, scene.getFocusOwner()));
    scene.addEventFilter(KeyEvent.KEY_TYPED, event -> typed(event, scene.getFocusOwner()));
  }

  private void pressed(KeyEvent event, Node focus) {
    var name = name(event);
    if (name.isEmpty() || isTaken(name, event, focus)) return;
    find(name).ifPresent(action -> run(action, event));
  }

  private void typed(KeyEvent event, Node focus) {
    var text = event.getCharacter();
    if (text.isBlank() || text.charAt(0) < ' ' || event.isControlDown() || event.isMetaDown())
      return;
    if (focus instanceof TextInputControl) return;
    var keys = pending.isEmpty() ? text : pending + " " + text;
    pending = "";
    forget.stop();
    var found = find(keys).or(() -> find(text));
    if (found.isPresent()) {
      run(found.get(), event);
    } else if (isPrefix(text)) {
      pending = text;
      forget.playFromStart();
      event.consume();
    }
  }

  private static void run(KeyAction action, KeyEvent event) {
    event.consume();
    action.action().run();
  }

  private Optional<KeyAction> find(String keys) {
    return actions.get().stream().filter(action -> action.keys().equals(keys)).findFirst();
  }

  private boolean isPrefix(String text) {
    return actions.get().stream().anyMatch(action -> action.keys().startsWith(text + " "));
  }

  /// A control that has the focus keeps the keys it lives by.
  private static boolean isTaken(String name, KeyEvent event, Node focus) {
    boolean isChord = event.isControlDown() || event.isMetaDown() || event.isAltDown();
    if (isChord || event.getCode().isFunctionKey()) return false;
    if (name.equals("Esc")) return false;
    if (focus instanceof TextInputControl) return true;
    return (focus instanceof ButtonBase || focus instanceof ComboBoxBase)
        && (name.equals("Enter") || name.equals("Space"));
  }

  /// `Ctrl+K`, `Shift+J` for letters with a modifier; `Enter`, `Esc`, `F11` for keys without a
  /// character; empty for plain characters, which are taken when typed.
  static String name(KeyEvent event) {
    var code = event.getCode();
    var name =
        switch (code) {
          case ENTER -> "Enter";
          case ESCAPE -> "Esc";
          case SPACE -> "Space";
          case DELETE -> "Delete";
          case PAGE_UP -> "Page up";
          case PAGE_DOWN -> "Page down";
          default -> code.isFunctionKey() ? code.getName() : "";
        };
    boolean isControl = event.isShortcutDown() || event.isControlDown();
    if (!name.isEmpty()) return (isControl ? "Ctrl+" : "") + name;
    if (!isControl || !(code.isLetterKey() || code.isDigitKey())) return "";
    var letter = code == KeyCode.UNDEFINED ? "" : code.getName().toUpperCase(Locale.ROOT);
    return "Ctrl+" + (event.isShiftDown() ? "Shift+" : "") + letter;
  }
}
