package io.watchfloor.connectors.declared;

import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.http.Http;
import io.watchfloor.connectors.http.Http.Ask;
import io.watchfloor.connectors.http.HttpSettings;
import io.watchfloor.connectors.http.Json;
import io.watchfloor.connectors.http.Node;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.SourceException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/// Tokens that are fetched and expire: OAuth 2 client credentials (RFC 6749, section 4.4), or, for
/// Google, a signed assertion (RFC 7523) made from a service account's key file. A token is fetched
/// again a minute before it expires. Thread-safe.
final class Tokens implements Access {
  private static final Duration BEFORE = Duration.ofMinutes(1);
  private static final Duration ASSERTION = Duration.ofHours(1);

  private final Http http;
  private final Opening opening;
  private final Grant grant;
  private String token = "";
  private Instant until = Instant.EPOCH;
  private int requests;

  private Tokens(Http http, Opening opening, Grant grant) {
    this.http = http;
    this.opening = opening;
    this.grant = grant;
  }

  /// What is sent for a token.
  @FunctionalInterface
  private interface Grant {
    List<Entry<String, String>> form(Instant now) throws SourceException;
  }

  static Tokens of(SourceSettings settings, Description.How how, Opening opening)
      throws SourceException {
    if (how == Description.How.GOOGLE) return google(settings, opening);
    var form = new ArrayList<Entry<String, String>>();
    form.add(Map.entry("grant_type", "client_credentials"));
    form.add(Map.entry("client_id", need(settings, "clientId")));
    form.add(Map.entry("client_secret", secret(settings, "clientSecret", opening)));
    settings.text("scope").ifPresent(scope -> form.add(Map.entry("scope", scope)));
    var http = http(settings, need(settings, "tokenUrl"), opening);
    return new Tokens(http, opening, _ -> form);
  }

  private static Tokens google(SourceSettings settings, Opening opening) throws SourceException {
    Node key;
    try (var parser = Json.parser(secret(settings, "serviceAccount", opening))) {
      parser.nextToken();
      key = Node.read(parser);
    } catch (tools.jackson.core.JacksonException | SourceException e) {
      throw new SourceException(
          "serviceAccount: is not the JSON of a service account's key; paste the whole file.",
          false,
          null);
    }
    var tokenUrl = settings.text("tokenUrl", key.text("token_uri"));
    var scope = settings.text("scope", "https://www.googleapis.com/auth/monitoring.read");
    var http = http(settings, tokenUrl, opening);
    return new Tokens(
        http,
        opening,
        now ->
            List.of(
                Map.entry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
                Map.entry("assertion", assertion(key, tokenUrl, scope, now))));
  }

  private static Http http(SourceSettings settings, String url, Opening opening)
      throws SourceException {
    return new Http(HttpSettings.of(settings, opening.secrets(), url), opening.clock());
  }

  private static String need(SourceSettings settings, String key) throws SourceException {
    var text = settings.text(key);
    if (text.isEmpty()) throw new SourceException(key + ": is missing; enter it.", false, null);
    return text.get().strip();
  }

  static String secret(SourceSettings settings, String key, Opening opening)
      throws SourceException {
    return opening
        .secrets()
        .get(settings.secretKey(key))
        .map(Secret::reveal)
        .map(String::strip)
        .orElseThrow(
            () -> new SourceException(key + ": is missing; enter it in the form.", false, null));
  }

  private static String assertion(Node key, String audience, String scope, Instant now)
      throws SourceException {
    var claims = new LinkedHashMap<String, Object>();
    claims.put("iss", key.text("client_email"));
    claims.put("scope", scope);
    claims.put("aud", audience);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(ASSERTION).getEpochSecond());
    var unsigned = base64(Json.object(Map.of("alg", "RS256"))) + "." + base64(Json.object(claims));
    var pem = key.text("private_key").replaceAll("-----[A-Z ]+-----|\\s", "");
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      var encoded = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem));
      signature.initSign(KeyFactory.getInstance("RSA").generatePrivate(encoded));
      signature.update(unsigned.getBytes(StandardCharsets.US_ASCII));
      return unsigned
          + "."
          + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new SourceException(
          "serviceAccount: its private_key can't be used; download a new key.", false, null);
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public synchronized Ask signed(Ask ask, URI base) throws SourceException, InterruptedException {
    var now = opening.clock().instant();
    if (!now.isBefore(until.minus(BEFORE))) fetch(now);
    var headers = new HashMap<>(ask.headers());
    headers.put("Authorization", "Bearer " + token);
    return ask.with(headers);
  }

  private void fetch(Instant now) throws SourceException, InterruptedException {
    requests++;
    var answer = http.ask(Ask.form("", grant.form(now))).json(Node::read);
    var given = answer.text("access_token");
    if (given.isEmpty())
      throw new SourceException(
          http.settings().base() + " gave no token; check who we say we are.", false, null);
    token = given;
    double seconds = answer.number("expires_in");
    until = now.plusSeconds(Double.isNaN(seconds) ? 300 : (long) seconds);
  }

  @Override
  public synchronized int takeRequests() {
    int taken = requests;
    requests = 0;
    return taken;
  }

  @Override
  public void close() {
    http.close();
  }
}
