package io.watchfloor.app.ui.kit;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Moments as people at this desk read them, in the desk's zone; the zone itself stands once, in
/// the strip.
public record Times(ZoneId zone) {
  private static final DateTimeFormatter TIME = pattern("HH:mm:ss");
  private static final DateTimeFormatter MINUTE = pattern("HH:mm");
  private static final DateTimeFormatter WEEKDAY = pattern("EEE HH:mm");
  private static final DateTimeFormatter DATE = pattern("d MMM HH:mm");
  private static final DateTimeFormatter DAY = pattern("d MMM uuuu");

  private static DateTimeFormatter pattern(String text) {
    return DateTimeFormatter.ofPattern(text, Locale.ENGLISH);
  }

  /// `07:16:52`.
  public String time(Instant at) {
    return TIME.format(at.atZone(zone));
  }

  /// `07:16`.
  public String minute(Instant at) {
    return MINUTE.format(at.atZone(zone));
  }

  /// The shortest that is not mistaken: `07:16:52` today, `Thu 14:02` within a week, else `13 Dec
  /// 23:59`.
  public String at(Instant at, Instant now) {
    var then = at.atZone(zone);
    var today = now.atZone(zone).toLocalDate();
    if (then.toLocalDate().equals(today)) return TIME.format(then);
    boolean near =
        then.toLocalDate().isAfter(today.minusDays(7))
            && then.toLocalDate().isBefore(today.plusDays(7));
    return (near ? WEEKDAY : DATE).format(then);
  }

  /// The same to the minute: `07:16` today.
  public String brief(Instant at, Instant now) {
    var isToday = at.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
    return isToday ? minute(at) : at(at, now);
  }

  /// Absolute and relative together: `07:16:52 (48 s)`.
  public String since(Instant at, Instant now) {
    return at(at, now) + " (" + Ages.between(at, now) + ")";
  }

  /// `22 Nov 2026`, for reports.
  public String day(Instant at) {
    return DAY.format(at.atZone(zone));
  }

  /// ISO with zone: for copying and tooltips.
  public String full(Instant at) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone).withNano(0));
  }
}
