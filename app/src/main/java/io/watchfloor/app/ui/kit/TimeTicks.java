package io.watchfloor.app.ui.kit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Marks of a time axis at round times of the zone: 10:00, 10:15, …; midnights carry the date.
public final class TimeTicks {
  /// One mark: epoch milliseconds and its words.
  public record Tick(long at, String text) {}

  private static final long[] STEPS_S = {
    1,
    2,
    5,
    10,
    15,
    30,
    60,
    120,
    300,
    600,
    900,
    1800,
    3600,
    7200,
    10_800,
    21_600,
    43_200,
    86_400,
    172_800,
    604_800,
    1_209_600,
    2_592_000,
    7_776_000,
    31_536_000
  };
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

  private TimeTicks() {}

  /// Ticks at least `apart` pixels from each other on `width` pixels.
  public static List<Tick> of(Span span, double width, double apart, ZoneId zone) {
    if (width < apart) return List.of();
    double least = span.length() / 1000.0 * apart / width;
    long step = STEPS_S[STEPS_S.length - 1];
    for (int i = STEPS_S.length - 1; i >= 0 && STEPS_S[i] >= least; i--) step = STEPS_S[i];
    var ticks = new ArrayList<Tick>();
    var at = firstTick(span, step, zone);
    for (int i = 0; i < 200 && at.toEpochMilli() <= span.to(); i++) {
      if (at.toEpochMilli() >= span.from())
        ticks.add(new Tick(at.toEpochMilli(), text(at, step, zone)));
      at = next(at, step, zone);
    }
    return ticks;
  }

  /// Steps of an hour or more follow the zone's wall clock, so that a change to summer time does
  /// not move them off the round hours.
  private static Instant firstTick(Span span, long step, ZoneId zone) {
    var start = Instant.ofEpochMilli(span.from()).atZone(zone);
    var midnight = start.toLocalDate().atStartOfDay(zone);
    if (step >= 86_400) return midnight.toInstant();
    long into = Duration.between(midnight, start).toSeconds();
    return midnight.plusSeconds(into / step * step).toInstant();
  }

  private static Instant next(Instant at, long step, ZoneId zone) {
    if (step < 3600) return at.plusSeconds(step);
    var local = at.atZone(zone).toLocalDateTime().plusSeconds(step);
    var next = local.atZone(zone).toInstant();
    return next.isAfter(at) ? next : at.plusSeconds(step);
  }

  private static String text(Instant at, long step, ZoneId zone) {
    var local = at.atZone(zone);
    if (step >= 86_400 || (step >= 3600 && local.toLocalTime().toSecondOfDay() == 0))
      return DAY.format(local);
    return (step < 60 ? SECONDS : MINUTES).format(local);
  }
}
