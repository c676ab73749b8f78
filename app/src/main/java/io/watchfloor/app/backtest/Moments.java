package io.watchfloor.app.backtest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// Reads the ways people write a moment: epoch seconds or milliseconds, ISO 8601 with or without a
/// zone (then UTC), with `T` or a space.
final class Moments {
  /// Seconds reach this in the year 5138; milliseconds passed it in 1973.
  private static final double LEAST_MILLIS = 1e11;

  private Moments() {}

  /// Epoch milliseconds.
  ///
  /// @throws DateTimeException if it is no moment
  static long millis(String raw) {
    var text = unquoted(raw);
    if (text.isEmpty()) throw new DateTimeException("no time");
    char last = text.charAt(text.length() - 1);
    boolean isDated = text.length() >= 10 && text.charAt(4) == '-' && text.charAt(7) == '-';
    if (!isDated && last >= '0' && last <= '9') return ofNumber(text);
    var iso = text.length() == 10 ? text + "T00:00:00" : text.replace(' ', 'T');
    boolean hasZone = last == 'Z' || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
    var moment =
        hasZone
            ? OffsetDateTime.parse(iso).toInstant()
            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    return checked(moment).toEpochMilli();
  }

  private static long ofNumber(String text) {
    double number;
    try {
      number = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new DateTimeException("not a time", e);
    }
    double millis = Math.abs(number) < LEAST_MILLIS ? number * 1_000 : number;
    if (!(Math.abs(millis) < 1e15)) throw new DateTimeException("too far away");
    return Math.round(millis);
  }

  private static Instant checked(Instant moment) {
    if (Math.abs((double) moment.getEpochSecond()) > 1e12)
      throw new DateTimeException("too far away");
    return moment;
  }

  static String unquoted(String raw) {
    var text = raw.strip();
    boolean isQuoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return isQuoted ? text.substring(1, text.length() - 1).strip() : text;
  }
}
