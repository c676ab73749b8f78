package io.watchfloor.connectors.notice;

import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.http.Http;
import io.watchfloor.connectors.http.Http.Ask;
import io.watchfloor.connectors.http.HttpSettings;
import io.watchfloor.connectors.http.Json;
import io.watchfloor.connectors.notice.PostType.Shape;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.SourceException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Posts notices to one secret address. The signature is the hexadecimal HMAC-SHA256 of
/// `TIMESTAMP.BODY` (as GitHub and Stripe sign theirs), the header `Idempotency-Key` the notice's
/// id.
final class PostDestination implements Destination {
  private final Shape shape;
  private final Http http;
  private final String path;
  private final List<Entry<String, String>> parameters;
  private final Optional<Secret> key;
  private final InstantSource clock;

  private PostDestination(
      Shape shape, Http http, URI address, Optional<Secret> key, InstantSource clock) {
    this.shape = shape;
    this.http = http;
    this.path = address.getRawPath() == null ? "" : address.getRawPath();
    this.parameters = parameters(address.getRawQuery());
    this.key = key;
    this.clock = clock;
  }

  static PostDestination open(Shape shape, SourceSettings settings, Opening opening)
      throws SourceException {
    var address = address(settings, opening);
    var server = address.getScheme() + "://" + address.getRawAuthority();
    var http = new Http(HttpSettings.of(settings, opening.secrets(), server), opening.clock());
    var key = opening.secrets().get(settings.secretKey(PostType.KEY));
    return new PostDestination(shape, http, address, key, opening.clock());
  }

  private static URI address(SourceSettings settings, Opening opening) throws SourceException {
    var text = opening.secrets().get(settings.secretKey(PostType.ADDRESS)).map(Secret::reveal);
    try {
      var address = URI.create(text.orElse("").strip());
      if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?"))
        return address;
    } catch (IllegalArgumentException e) {
      // said below, without the address
    }
    throw new SourceException(
        PostType.ADDRESS
            + ": "
            + (text.isEmpty() ? "is missing" : "is no address")
            + "; give the whole address, https://….",
        false,
        null);
  }

  private static List<Entry<String, String>> parameters(String query) {
    var parameters = new ArrayList<Entry<String, String>>();
    if (query == null) return parameters;
    for (var pair : query.split("&")) {
      int at = pair.indexOf('=');
      if (at > 0)
        parameters.add(
            Map.entry(
                URLDecoder.decode(pair.substring(0, at), StandardCharsets.UTF_8),
                URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8)));
    }
    return parameters;
  }

  @Override
  public void send(Notice notice) throws SourceException, InterruptedException {
    var body =
        switch (shape) {
          case SLACK -> Json.object(slack(notice));
          case TEAMS -> Json.object(teams(notice));
          case WEBHOOK -> notice.json();
        };
    try {
      http.ask(new Ask("POST", path, parameters, headers(notice, body), Optional.of(body)));
    } catch (SourceException e) {
      throw withoutAddress(e);
    }
  }

  /// The server's name may be told, the way to the channel not.
  private SourceException withoutAddress(SourceException e) {
    var why = e.why();
    if (path.length() > 1) why = why.replace(path, "/***");
    return new SourceException(why, e.retryable(), e.retryAfter().orElse(null), null);
  }

  private Map<String, String> headers(Notice notice, String body) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Idempotency-Key", notice.id());
    if (key.isEmpty()) return headers;
    var time = Long.toString(clock.instant().getEpochSecond());
    headers.put("X-Watchfloor-Timestamp", time);
    headers.put("X-Watchfloor-Signature", "sha256=" + signature(key.get(), time + "." + body));
    return headers;
  }

  private static String signature(Secret key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256", e);
    }
  }

  /// Blocks with a plain text beside them for notifications. What may be a command there
  /// (`<!here>`) is made harmless.
  private static Map<String, Object> slack(Notice notice) {
    var line = slackText(notice.headline());
    return Map.of(
        "text",
        line,
        "blocks",
        List.of(
            section("*" + line + "*"),
            Map.of(
                "type",
                "context",
                "elements",
                List.of(Map.of("type", "mrkdwn", "text", slackText(notice.details()))))));
  }

  private static Map<String, Object> section(String text) {
    return Map.of("type", "section", "text", Map.of("type", "mrkdwn", "text", text));
  }

  private static String slackText(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("*", "∗");
  }

  private static Map<String, Object> teams(Notice notice) {
    var colour =
        notice.kind() == Notice.Kind.RESOLVED
            ? "Good"
            : notice.severity().atLeast(Severity.MAJOR) ? "Attention" : "Warning";
    var card =
        Map.<String, Object>of(
            "$schema",
            "http://adaptivecards.io/schemas/adaptive-card.json",
            "type",
            "AdaptiveCard",
            "version",
            "1.4",
            "body",
            List.of(
                block(notice.headline(), "Bolder", colour),
                block(notice.details(), "Default", "Default")));
    return Map.of(
        "type",
        "message",
        "attachments",
        List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card)));
  }

  private static Map<String, Object> block(String text, String weight, String colour) {
    // A stranger's text makes no links.
    var plain = text.replace("](", "] (");
    return Map.of(
        "type", "TextBlock", "text", plain, "wrap", true, "weight", weight, "color", colour);
  }

  @Override
  public void close() {
    http.close();
  }
}
