package io.watchfloor.connectors;

import io.watchfloor.connectors.SettingsForm.Field;
import io.watchfloor.model.source.SourceException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the times that logs are written with. `zone` is taken where a time names none; one without
/// a year is the latest that is not ahead of us.
public record LogTimes(ZoneId zone) {
  /// The zone, as the forms ask for it.
  public static final Field SETTING =
      Field.of(
          "zone",
          "Time zone",
          "For times that name none, such as Europe/Berlin; empty: this machine's.",
          Field.Kind.TEXT,
          "",
          false);

  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Duration AHEAD = Duration.ofDays(1);

  private static final Pattern ISO =
      Pattern.compile(
          "\\[?(\\d{4})[-/](\\d\\d)[-/](\\d\\d)[T ](\\d\\d:\\d\\d:\\d\\d)(?:[.,](\\d{1,9}))?"
              + " ?(Z|[+-]\\d\\d:?\\d\\d)?\\]?[ :]*");
  private static final Pattern EPOCH =
      Pattern.compile("\\[?(\\d{10}\\.\\d{1,9}|\\d{13}|\\d{10})\\]?[ :]+");
  private static final Pattern SYSLOG =
      Pattern.compile("([A-Z][a-z]{2}) ([ \\d]\\d) (\\d\\d:\\d\\d:\\d\\d) ");
  private static final DateTimeFormatter ACCESS =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);
  private static final DateTimeFormatter LOCAL =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd'T'HH:mm:ss")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .optionalEnd()
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter NO_YEAR =
      DateTimeFormatter.ofPattern("MMM d yyyy HH:mm:ss", Locale.ENGLISH);

  /// Those of a source, by its setting.
  public static LogTimes of(SourceSettings settings) throws SourceException {
    var zone = settings.text(SETTING.key(), "");
    try {
      return new LogTimes(zone.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(zone));
    } catch (DateTimeException e) {
      throw new SourceException(
          "zone: \"" + zone + "\" is no time zone; write it like Europe/Berlin.", false, e);
    }
  }

  /// A time at the beginning of a line, and the index behind it.
  public record Head(Instant at, int end) {}

  public Optional<Head> head(String line, Instant now) {
    try {
      var iso = ISO.matcher(line);
      if (iso.lookingAt()) {
        var text = iso.group(1) + "-" + iso.group(2) + "-" + iso.group(3) + "T" + iso.group(4);
        if (iso.group(5) != null) text += "." + iso.group(5);
        return sane(local(text, iso.group(6)), now).map(at -> new Head(at, iso.end()));
      }
      var epoch = EPOCH.matcher(line);
      if (epoch.lookingAt())
        return sane(number(Double.parseDouble(epoch.group(1))), now)
            .map(at -> new Head(at, epoch.end()));
      var syslog = SYSLOG.matcher(line);
      if (syslog.lookingAt())
        return sane(
                withoutYear(syslog.group(1), syslog.group(2).strip(), syslog.group(3), now), now)
            .map(at -> new Head(at, syslog.end()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /// The time in brackets of an access log.
  Optional<Instant> access(String text, Instant now) {
    try {
      return sane(OffsetDateTime.parse(text, ACCESS).toInstant(), now);
    } catch (DateTimeException e) {
      return head(text, now).map(Head::at);
    }
  }

  /// A time in JSON: a text, or a number of seconds, milli-, micro- or nanoseconds.
  public Optional<Instant> json(@Nullable JsonNode node, Instant now) {
    if (node == null) return Optional.empty();
    try {
      if (node.isNumber()) return sane(number(node.asDouble()), now);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
    var text = node.asString("").strip() + " ";
    return text.length() > 64 ? Optional.empty() : head(text, now).map(Head::at);
  }

  private Instant local(String text, @Nullable String offset) {
    var time = LocalDateTime.parse(text, LOCAL);
    return offset == null ? time.atZone(zone).toInstant() : time.toInstant(ZoneOffset.of(offset));
  }

  private Instant withoutYear(String month, String day, String time, Instant now) {
    var latest = now.plus(AHEAD);
    int year = latest.atZone(zone).getYear();
    var at =
        LocalDateTime.parse(month + " " + day + " " + year + " " + time, NO_YEAR)
            .atZone(zone)
            .toInstant();
    return at.isAfter(latest) ? at.atZone(zone).minusYears(1).toInstant() : at;
  }

  private static Instant number(double value) {
    if (!(value > 0 && value < 1e19)) throw new DateTimeException("no time");
    double seconds =
        value < 1e11
            ? value
            : value < 1e14 ? value / 1e3 : value < 1e17 ? value / 1e6 : value / 1e9;
    return Instant.ofEpochMilli(Math.round(seconds * 1000));
  }

  /// Times from long ago or ahead of us are mistakes.
  private static Optional<Instant> sane(Instant at, Instant now) {
    return at.isBefore(EARLIEST) || at.isAfter(now.plus(AHEAD))
        ? Optional.empty()
        : Optional.of(at);
  }
}
