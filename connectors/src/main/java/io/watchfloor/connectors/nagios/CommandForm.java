package io.watchfloor.connectors.nagios;

import io.watchfloor.connectors.http.Http;
import io.watchfloor.connectors.http.Http.Ask;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.source.SourceException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The HTML form through which Nagios takes commands. It must be fetched before it is sent: it
/// holds a secret of its own against forgery (field and cookie), and it shows, in the start time it
/// proposes, how this server writes dates and in which time zone.
final class CommandForm {
  private static final Pattern SECRET =
      Pattern.compile(
          "nagFormId['\"]?\\s+VALUE=['\"]([0-9a-fA-F]{1,64})", Pattern.CASE_INSENSITIVE);
  private static final Pattern START =
      Pattern.compile(
          "NAME=['\"]start_time['\"]\\s+VALUE=['\"]([^'\"]{8,40})", Pattern.CASE_INSENSITIVE);
  private static final Pattern ERROR =
      Pattern.compile("CLASS='errorMessage'>([^<]{1,300})", Pattern.CASE_INSENSITIVE);
  private static final List<DateTimeFormatter> FORMATS =
      List.of(
          DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"),
          DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss"),
          DateTimeFormatter.ofPattern("MM-dd-yyyy HH:mm:ss"),
          DateTimeFormatter.ofPattern("dd-MM-yyyy HH:mm:ss"));

  private final Http http;
  private final String page;
  private final String cookie;
  private final Instant theirNow;

  private CommandForm(Http http, String page, String cookie, Instant theirNow) {
    this.http = http;
    this.page = page;
    this.cookie = cookie;
    this.theirNow = theirNow;
  }

  static CommandForm fetch(Http http, List<Map.Entry<String, String>> which, Instant now)
      throws SourceException, InterruptedException {
    var answer = http.ask(Ask.get("/cmd.cgi", which));
    var cookie =
        answer.header("Set-Cookie").stream()
            .map(each -> each.split(";", 2)[0])
            .filter(each -> each.startsWith("NagFormId="))
            .findFirst()
            .orElse("");
    return new CommandForm(http, answer.text(), cookie, now.plus(answer.skew()));
  }

  /// A time as this server writes it. The proposed start time is its now: of the formats that can
  /// read it, the one that comes nearest to its clock, to the quarter of an hour of a time zone.
  String time(Instant at) throws SourceException {
    var start = START.matcher(page);
    if (!start.find())
      throw new SourceException("The command form of Nagios proposes no start time.", false, null);
    DateTimeFormatter format = FORMATS.getFirst();
    var offset = Duration.ofDays(365_000);
    for (var candidate : FORMATS) {
      try {
        var read = LocalDateTime.parse(start.group(1).strip(), candidate).toInstant(ZoneOffset.UTC);
        var apart = Duration.between(theirNow, read);
        if (apart.abs().compareTo(offset.abs()) >= 0) continue;
        offset = apart;
        format = candidate;
      } catch (DateTimeException _) {
        // another way of writing
      }
    }
    long quarters = Math.round(offset.toSeconds() / 900.0);
    if (Math.abs(quarters) > 4 * 18)
      throw new SourceException(
          "How this Nagios writes dates is not known: " + SafeText.words(start.group(1)),
          false,
          null);
    return format.format(at.atOffset(ZoneOffset.ofTotalSeconds((int) quarters * 900)));
  }

  /// Sends it; answers what Nagios says.
  String send(List<Map.Entry<String, String>> fields) throws SourceException, InterruptedException {
    var secret = SECRET.matcher(page);
    var all = new ArrayList<>(fields);
    if (secret.find()) all.add(Map.entry("nagFormId", secret.group(1)));
    var ask = Ask.form("/cmd.cgi", all);
    var answer = http.ask(cookie.isEmpty() ? ask : ask.with(Map.of("Cookie", cookie))).text();
    if (answer.contains("successfully submitted")) return "successfully submitted";
    var error = ERROR.matcher(answer);
    var words =
        error.find()
            ? error.group(1)
            : answer.replaceAll("<[^>]{0,300}>", " ").replaceAll("\\s+", " ");
    throw new SourceException("Nagios refused: " + SafeText.words(words), false, null);
  }
}
