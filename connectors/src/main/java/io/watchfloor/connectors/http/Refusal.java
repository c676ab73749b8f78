package io.watchfloor.connectors.http;

import io.watchfloor.model.source.SourceException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a status other than success means, in the server's own words and with what to do next.
final class Refusal {
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private Refusal() {}

  static SourceException of(
      String from, int status, Optional<String> retryAfter, String body, Instant now) {
    var words = words(body);
    var said = words.isEmpty() ? "" : " It says: " + words;
    var wait = retryAfter.flatMap(text -> wait(text, now)).orElse(null);
    return switch (status) {
      case 401 ->
          refused(from, "does not let us in (401): check how we sign in.", said, false, wait);
      case 403 ->
          refused(from, "does not allow this (403): ask for the right to read.", said, false, wait);
      case 404 ->
          refused(
              from,
              "has no such page (404): check the address and its route prefix.",
              said,
              false,
              wait);
      case 407 ->
          refused(from, "is behind a proxy that wants a password (407).", said, false, wait);
      case 408, 425 -> refused(from, "took too long (" + status + ").", said, true, wait);
      case 429 -> refused(from, "has had too many requests (429).", said, true, wait);
      default -> {
        if (status >= 300 && status < 400)
          yield refused(
              from,
              "points elsewhere ("
                  + status
                  + "): enter the final address; redirects are not followed.",
              "",
              false,
              wait);
        yield refused(
            from,
            status >= 500 ? "has trouble (" + status + ")." : "refused this (" + status + ").",
            said,
            status >= 500,
            wait);
      }
    };
  }

  static SourceException tooLong(String from, long cap, Throwable cause) {
    return new SourceException(
        from
            + " answered more than "
            + (cap >= 1 << 20 ? (cap >> 20) + " MiB" : cap + " bytes")
            + ". Ask for less (narrower selectors), or allow a larger answer. Nothing of it was"
            + " taken.",
        false,
        cause);
  }

  private static SourceException refused(
      String from, String what, String said, boolean retryable, @Nullable Duration wait) {
    return new SourceException(from + " " + what + said, retryable, wait, null);
  }

  /// Seconds, or an HTTP date; never in the past and at most an hour.
  static Optional<Duration> wait(String text, Instant now) {
    try {
      var wait =
          text.strip().matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(text.strip()))
              : Duration.between(now, date(text));
      if (wait.isNegative()) return Optional.of(Duration.ZERO);
      return Optional.of(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static Instant date(String text) {
    return ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }

  /// The sentence inside a JSON error of the usual shapes, else the body itself.
  private static String words(String body) {
    var text = body.strip();
    if (text.startsWith("<")) return SafeText.words(text.replaceAll("<[^>]{0,200}>", " "));
    if (!text.startsWith("{")) return SafeText.words(text);
    try (var parser = Json.parser(text)) {
      parser.nextToken();
      var found = new String[] {""};
      Json.object(
          parser,
          name -> {
            if (name.equals("error") || name.equals("message"))
              if (parser.currentToken().isScalarValue()) found[0] = Json.text(parser);
          });
      return SafeText.words(found[0].isEmpty() ? text : found[0]);
    } catch (SourceException | tools.jackson.core.JacksonException e) {
      return SafeText.words(text);
    }
  }
}
