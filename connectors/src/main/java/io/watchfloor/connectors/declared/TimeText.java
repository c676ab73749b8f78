package io.watchfloor.connectors.declared;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// A way to write a time: `iso` (a time without a zone is in UTC), `seconds`, `millis`, `nanos`
/// since 1970, `minutesAgo`, or a pattern such as `yyyy-MM-dd HH:mm:ss`, in UTC.
record TimeText(String name, Optional<DateTimeFormatter> pattern) {
  static final TimeText ISO = new TimeText("iso", Optional.empty());

  private static final double LAST_SECOND = 253_402_300_799.0;
  private static final DateTimeFormatter LENIENT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT);

  /// @throws IllegalArgumentException says what it can be
  static TimeText of(String name) {
    return switch (name) {
      case "iso", "seconds", "millis", "nanos", "minutesAgo" ->
          new TimeText(name, Optional.empty());
      default -> {
        if (!name.contains("yy"))
          throw new IllegalArgumentException(
              "`"
                  + name
                  + "` is no format of times: iso, seconds, millis, nanos, minutesAgo, or a"
                  + " pattern like yyyy-MM-dd HH:mm:ss");
        yield new TimeText(
            name,
            Optional.of(DateTimeFormatter.ofPattern(name, Locale.ROOT).withZone(ZoneOffset.UTC)));
      }
    };
  }

  boolean isNumber() {
    return name.equals("seconds") || name.equals("millis") || name.equals("nanos");
  }

  /// Empty where it can't be read, or is 0, which means never.
  Optional<Instant> read(String text) {
    if (text.isBlank() || text.length() > 64) return Optional.empty();
    try {
      return switch (name) {
        case "seconds" -> number(text, 1);
        case "millis" -> number(text, 1_000);
        case "nanos" -> nanos(text);
        default -> Optional.of(pattern.isPresent() ? written(text, pattern.get()) : lenient(text));
      };
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> number(String text, double perSecond) {
    double seconds = Double.parseDouble(text) / perSecond;
    if (!(seconds > 0) || seconds > LAST_SECOND) return Optional.empty();
    return Optional.of(Instant.ofEpochMilli(Math.round(seconds * 1_000)));
  }

  private static Optional<Instant> nanos(String text) {
    long nanos = Long.parseLong(text);
    return nanos <= 0
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000));
  }

  private static Instant written(String text, DateTimeFormatter pattern) {
    return pattern.parse(text.strip(), Instant::from);
  }

  private static Instant lenient(String text) {
    var parsed = LENIENT.parseBest(text.strip(), ZonedDateTime::from, LocalDateTime::from);
    return parsed instanceof ZonedDateTime zoned
        ? zoned.toInstant()
        : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC);
  }

  String write(Instant at, Instant now) {
    return switch (name) {
      case "seconds" -> Long.toString(at.getEpochSecond());
      case "millis" -> Long.toString(at.toEpochMilli());
      case "nanos" -> Long.toString(at.getEpochSecond() * 1_000_000_000 + at.getNano());
      case "minutesAgo" ->
          Long.toString(Math.max(1, Duration.between(at, now).plusSeconds(59).toMinutes()));
      default ->
          pattern.isPresent()
              ? pattern.get().format(at)
              : at.truncatedTo(ChronoUnit.MILLIS).toString();
    };
  }
}
