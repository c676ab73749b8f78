package io.watchfloor.connectors.declared;

import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.http.Http.Ask;
import io.watchfloor.model.source.SourceException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs requests to Amazon with an access key, after "AWS Signature Version 4 for API requests".
/// Only for requests without a query: all that is asked stands in the body.
record AwsSignature(
    String keyId, String key, String session, String region, String service, InstantSource clock)
    implements Access {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final HexFormat HEX = HexFormat.of();

  static AwsSignature of(SourceSettings settings, Opening opening) throws SourceException {
    return new AwsSignature(
        Tokens.secret(settings, "accessKeyId", opening),
        Tokens.secret(settings, "secretAccessKey", opening),
        opening.secrets().get(settings.secretKey("sessionToken")).map(it -> it.reveal()).orElse(""),
        settings.text("region", "us-east-1"),
        settings.text("service", "monitoring"),
        opening.clock());
  }

  @Override
  public String toString() {
    return "signature for " + service + " in " + region;
  }

  @Override
  public Ask signed(Ask ask, URI base) {
    return signed(ask, base, clock.instant());
  }

  Ask signed(Ask ask, URI base, Instant now) {
    var time = TIME.format(now);
    var day = time.substring(0, 8);
    var sent = new HashMap<>(ask.headers());
    sent.put("X-Amz-Date", time);
    if (!session.isEmpty()) sent.put("X-Amz-Security-Token", session);
    var signed = new TreeMap<String, String>();
    sent.forEach(
        (name, value) -> signed.put(name.toLowerCase(java.util.Locale.ROOT), value.strip()));
    signed.put("host", base.getRawAuthority());
    var names = String.join(";", signed.keySet());
    var canonical =
        ask.method()
            + "\n"
            + base.getRawPath()
            + ask.path()
            + "\n\n"
            + signed.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining())
            + "\n"
            + names
            + "\n"
            + HEX.formatHex(hash(ask.json().orElse("")));
    var scope = day + "/" + region + "/" + service + "/aws4_request";
    var text = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + HEX.formatHex(hash(canonical));
    var signature = HEX.formatHex(mac(signingKey(day), text));
    sent.put(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential="
            + keyId
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + signature);
    return ask.with(Map.copyOf(sent));
  }

  private byte[] signingKey(String day) {
    var first = mac(("AWS4" + key).getBytes(StandardCharsets.UTF_8), day);
    return mac(mac(mac(first, region), service), "aws4_request");
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256", e);
    }
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
