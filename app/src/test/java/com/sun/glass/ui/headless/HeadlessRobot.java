package com.sun.glass.ui.headless;

import com.sun.glass.events.KeyEvent;
import com.sun.glass.events.MouseEvent;
import com.sun.glass.ui.GlassRobot;
import com.sun.glass.ui.Window;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.paint.Color;

/// The hand on mouse and keyboard while tests run without a display.
///
/// It stands before the class of the same name in `javafx-graphics` on the test class path, because
/// that one (26.0.2) sends every press twice, so that a click counts as a double click, forgets the
/// pressed button while dragging, and swaps window and screen coordinates when scrolling. Selecting
/// rows, sorting, dividers and wheels can't be tested with it.
///
/// It uses package-private API and is written for the pinned JavaFX version: `HeadlessRobotTest`
/// tells when an update breaks it, or makes it unnecessary. The same tests also run on a real or
/// virtual X display, where this class is not used.
///
/// FX thread only, as every [GlassRobot].
public class HeadlessRobot extends GlassRobot {

  private static final String SHIFTED_DIGITS = ")!@#$%^&*(";

  /// What a key types: first plain, then with shift, as on a US keyboard.
  private static final Map<KeyCode, String> TYPED =
      Map.ofEntries(
          Map.entry(KeyCode.COMMA, ",<"),
          Map.entry(KeyCode.PERIOD, ".>"),
          Map.entry(KeyCode.SLASH, "/?"),
          Map.entry(KeyCode.SEMICOLON, ";:"),
          Map.entry(KeyCode.QUOTE, "'\""),
          Map.entry(KeyCode.OPEN_BRACKET, "[{"),
          Map.entry(KeyCode.CLOSE_BRACKET, "]}"),
          Map.entry(KeyCode.BACK_SLASH, "\\|"),
          Map.entry(KeyCode.MINUS, "-_"),
          Map.entry(KeyCode.EQUALS, "=+"),
          Map.entry(KeyCode.BACK_QUOTE, "`~"),
          Map.entry(KeyCode.SPACE, "  "),
          Map.entry(KeyCode.TAB, "\t\t"),
          Map.entry(KeyCode.ENTER, "\r\r"));

  private final Set<MouseButton> pressedButtons = EnumSet.noneOf(MouseButton.class);
  private final Set<KeyCode> pressedKeys = EnumSet.noneOf(KeyCode.class);
  private double mouseX;
  private double mouseY;
  private Window hovered;

  /// The window a press began in: it gets all events until the last button is released.
  private Window grabbing;

  public HeadlessRobot(HeadlessApplication application) {}

  void windowAdded(HeadlessWindow window) {}

  void windowRemoved(HeadlessWindow window) {
    if (hovered == window) hovered = null;
    if (grabbing == window) grabbing = null;
  }

  @Override
  public void create() {}

  @Override
  public void destroy() {}

  @Override
  public double getMouseX() {
    return mouseX;
  }

  @Override
  public double getMouseY() {
    return mouseY;
  }

  @Override
  public void mouseMove(double x, double y) {
    mouseX = x;
    mouseY = y;
    if (!pressedButtons.isEmpty() && grabbing != null) {
      sendMouse(grabbing, MouseEvent.DRAG, code(pressedButtons.iterator().next()));
      return;
    }
    trackHovered();
    sendMouse(hovered, MouseEvent.MOVE, MouseEvent.BUTTON_NONE);
  }

  @Override
  public void mousePress(MouseButton... buttons) {
    trackHovered();
    if (hovered == null) return;
    if (pressedButtons.isEmpty()) grabbing = hovered;
    for (var button : buttons) {
      // Handling the press may close the window, so the menu goes to where the press went.
      var target = grabbing;
      pressedButtons.add(button);
      sendMouse(target, MouseEvent.DOWN, code(button));
      if (button == MouseButton.SECONDARY) sendMenu(target);
    }
  }

  @Override
  public void mouseRelease(MouseButton... buttons) {
    for (var button : buttons) {
      if (pressedButtons.remove(button)) sendMouse(grabbing, MouseEvent.UP, code(button));
    }
    if (pressedButtons.isEmpty()) grabbing = null;
    trackHovered();
  }

  @Override
  public void mouseWheel(int amount) {
    var step = amount > 0 ? -1 : 1;
    for (var i = 0; i < Math.abs(amount); i++) {
      trackHovered();
      var view = view(hovered);
      if (view == null) return;
      view.notifyScroll(
          (int) mouseX - hovered.getX(),
          (int) mouseY - hovered.getY(),
          (int) mouseX,
          (int) mouseY,
          0,
          step,
          keyModifiers(),
          0,
          0,
          0,
          0,
          40,
          40);
    }
  }

  @Override
  public void keyPress(KeyCode key) {
    pressedKeys.add(key);
    var typed = typed(key);
    sendKey(KeyEvent.PRESS, key.getCode(), typed);
    // The press may have moved the focus to another window, which then gets the character.
    if (typed.length > 0) sendKey(KeyEvent.TYPED, 0, typed);
  }

  @Override
  public void keyRelease(KeyCode key) {
    pressedKeys.remove(key);
    sendKey(KeyEvent.RELEASE, key.getCode(), typed(key));
  }

  @Override
  public Color getPixelColor(double x, double y) {
    var window = (HeadlessWindow) windowAt(x, y);
    return window == null ? Color.BLACK : window.getColor((int) x, (int) y);
  }

  @Override
  public void getScreenCapture(
      int x, int y, int width, int height, int[] data, boolean scaleToFit) {
    var window = (HeadlessWindow) windowAt(x + width / 2.0, y + height / 2.0);
    if (window != null) window.getScreenCapture(x, y, width, height, data, scaleToFit);
  }

  /// Tells windows that the mouse came or went, also when a popup opened or closed beneath it.
  private void trackHovered() {
    if (hovered != null && view(hovered) == null) hovered = null;
    var now = windowAt(mouseX, mouseY);
    if (now == hovered) return;
    var before = hovered;
    hovered = now;
    sendMouse(now, MouseEvent.ENTER, MouseEvent.BUTTON_NONE);
    sendMouse(before, MouseEvent.EXIT, MouseEvent.BUTTON_NONE);
  }

  private void sendMouse(Window window, int type, int button) {
    var view = view(window);
    if (view == null) return;
    view.notifyMouse(
        type,
        button,
        (int) mouseX - window.getX(),
        (int) mouseY - window.getY(),
        (int) mouseX,
        (int) mouseY,
        keyModifiers() | buttonModifiers(),
        false,
        false);
  }

  private void sendMenu(Window window) {
    var view = view(window);
    if (view == null) return;
    view.notifyMenu(
        (int) mouseX - window.getX(),
        (int) mouseY - window.getY(),
        (int) mouseX,
        (int) mouseY,
        false);
  }

  private void sendKey(int type, int code, char[] typed) {
    var view = view(focused());
    if (view != null) view.notifyKey(type, code, typed, keyModifiers());
  }

  /// The view of an open window, otherwise null.
  private static HeadlessView view(Window window) {
    return window == null || window.isClosed() ? null : (HeadlessView) window.getView();
  }

  /// The topmost window at a point of the screen, or null.
  private static Window windowAt(double x, double y) {
    return visibleWindows().stream()
        .filter(w -> x >= w.getX() && x < w.getX() + w.getWidth())
        .filter(w -> y >= w.getY() && y < w.getY() + w.getHeight())
        .reduce(null, (lower, upper) -> upper);
  }

  private static Window focused() {
    return visibleWindows().stream()
        .filter(Window::isFocused)
        .reduce(null, (lower, upper) -> upper);
  }

  /// Bottom to top.
  private static List<Window> visibleWindows() {
    return Window.getWindows().stream()
        .filter(w -> !w.isClosed() && w.getView() != null && w.isVisible() && !w.isMinimized())
        .toList();
  }

  private int buttonModifiers() {
    var modifiers = 0;
    for (var button : pressedButtons) {
      modifiers |=
          switch (button) {
            case PRIMARY -> KeyEvent.MODIFIER_BUTTON_PRIMARY;
            case SECONDARY -> KeyEvent.MODIFIER_BUTTON_SECONDARY;
            case MIDDLE -> KeyEvent.MODIFIER_BUTTON_MIDDLE;
            case BACK -> KeyEvent.MODIFIER_BUTTON_BACK;
            case FORWARD -> KeyEvent.MODIFIER_BUTTON_FORWARD;
            case NONE -> KeyEvent.MODIFIER_NONE;
          };
    }
    return modifiers;
  }

  private int keyModifiers() {
    var modifiers = 0;
    if (pressedKeys.contains(KeyCode.SHIFT)) modifiers |= KeyEvent.MODIFIER_SHIFT;
    if (pressedKeys.contains(KeyCode.CONTROL)) modifiers |= KeyEvent.MODIFIER_CONTROL;
    if (pressedKeys.contains(KeyCode.ALT)) modifiers |= KeyEvent.MODIFIER_ALT;
    if (pressedKeys.contains(KeyCode.COMMAND) || pressedKeys.contains(KeyCode.META)) {
      modifiers |= KeyEvent.MODIFIER_COMMAND;
    }
    return modifiers;
  }

  private static int code(MouseButton button) {
    return switch (button) {
      case PRIMARY -> MouseEvent.BUTTON_LEFT;
      case SECONDARY -> MouseEvent.BUTTON_RIGHT;
      case MIDDLE -> MouseEvent.BUTTON_OTHER;
      case BACK -> MouseEvent.BUTTON_BACK;
      case FORWARD -> MouseEvent.BUTTON_FORWARD;
      case NONE -> MouseEvent.BUTTON_NONE;
    };
  }

  /// The character a key types with the modifiers held now; empty for keys that type none.
  private char[] typed(KeyCode key) {
    var shift = pressedKeys.contains(KeyCode.SHIFT);
    if (key.isLetterKey()) {
      var letter = key.getName().charAt(0);
      return new char[] {shift ? letter : Character.toLowerCase(letter)};
    }
    if (key.isDigitKey() && !key.isKeypadKey()) {
      var digit = key.getCode() - KeyCode.DIGIT0.getCode();
      return new char[] {shift ? SHIFTED_DIGITS.charAt(digit) : (char) ('0' + digit)};
    }
    var pair = TYPED.get(key);
    return pair == null ? new char[0] : new char[] {pair.charAt(shift ? 1 : 0)};
  }
}
