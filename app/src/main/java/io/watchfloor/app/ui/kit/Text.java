package io.watchfloor.app.ui.kit;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/// Every word on the screen, by a key that says what it is for (`incident.ack.button`). The words
/// are in `assets/text/messages.properties`, in MessageFormat's syntax.
public final class Text {
  public static final String BUNDLE = "io.watchfloor.assets.text.messages";
  private static final ResourceBundle WORDS = ResourceBundle.getBundle(BUNDLE, Locale.ENGLISH);

  private Text() {}

  /// The words of `key` with `arguments` filled in; the key itself where there are no words, so
  /// that a mistake shows and does no harm (a test finds it first).
  public static String of(String key, Object... arguments) {
    try {
      return new MessageFormat(WORDS.getString(key), Locale.ENGLISH).format(arguments);
    } catch (MissingResourceException e) {
      return key;
    }
  }

  /// Whether there are words for `key`.
  public static boolean has(String key) {
    return WORDS.containsKey(key);
  }
}
