package io.watchfloor.connectors;

import io.watchfloor.model.signal.Severity;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads how bad a line says it is. A line that says nothing is information.
public final class LogLevels {
  private static final int LOOK_AT = 160;
  private static final Pattern WORD =
      Pattern.compile(
          "\\b(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR|SEVERE|CRIT|CRITICAL|FATAL|EMERG|PANIC)\\b"
              + "|\\[(trace|debug|info|notice|warn|warning|error|crit|alert|emerg|fatal)\\]"
              + "|\\b(?:level|severity|lvl)[=:]\"?([A-Za-z]{3,11})");
  private static final Severity[] SYSLOG = {
    Severity.CRITICAL, Severity.CRITICAL, Severity.CRITICAL, Severity.MAJOR,
    Severity.WARNING, Severity.INFO, Severity.INFO, Severity.INFO
  };

  private LogLevels() {}

  public static Severity ofWord(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "", "trace", "fine", "finer", "finest", "verbose", "default", "silly", "http" ->
          Severity.INFO;
      case "severe" -> Severity.MAJOR;
      case "panic", "alert", "dpanic" -> Severity.CRITICAL;
      default -> Severity.ofWord(word);
    };
  }

  static boolean isWord(String text) {
    return WORD.matcher(text).matches();
  }

  static Severity inText(String line) {
    var found = WORD.matcher(line.length() > LOOK_AT ? line.substring(0, LOOK_AT) : line);
    if (!found.find()) return Severity.INFO;
    for (int i = 1; i <= 3; i++) if (found.group(i) != null) return ofWord(found.group(i));
    return Severity.INFO;
  }

  /// The low three bits of a syslog priority.
  public static Severity ofPriority(int priority) {
    return SYSLOG[priority & 7];
  }

  static Severity ofStatus(int httpStatus) {
    return httpStatus >= 500 ? Severity.MAJOR : Severity.INFO;
  }
}
