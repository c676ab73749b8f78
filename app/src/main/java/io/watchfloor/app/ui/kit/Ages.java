package io.watchfloor.app.ui.kit;

import java.time.Duration;
import java.time.Instant;

/// How long, in words that round down: `48 s`, `12 min`, `4 h 5 min`, `21 d`.
public final class Ages {
  private Ages() {}

  public static String of(Duration length) {
    long seconds = Math.max(0, length.toSeconds());
    if (seconds < 60) return seconds + " s";
    long minutes = seconds / 60;
    if (minutes < 60) return minutes + " min";
    long hours = minutes / 60;
    if (hours < 24) return minutes % 60 == 0 ? hours + " h" : hours + " h " + minutes % 60 + " min";
    long days = hours / 24;
    return days >= 10 || hours % 24 == 0 ? days + " d" : days + " d " + hours % 24 + " h";
  }

  /// Its largest unit alone: `4 h`, `21 d`.
  public static String brief(Duration length) {
    var words = of(length).split(" ", -1);
    return words[0] + " " + words[1];
  }

  public static String between(Instant from, Instant now) {
    return of(Duration.between(from, now));
  }

  /// How long something took: `4 ms`, `0.21 s`, `14 s`.
  public static String took(Duration length) {
    long millis = length.toMillis();
    if (millis < 1) return "< 1 ms";
    if (millis < 200) return millis + " ms";
    if (millis < 10_000) return Figures.plain(millis / 1000.0) + " s";
    return of(length);
  }
}
