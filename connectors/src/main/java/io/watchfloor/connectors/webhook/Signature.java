package io.watchfloor.connectors.webhook;

import io.watchfloor.connectors.listen.HttpInlet.Call;
import io.watchfloor.model.source.Secrets.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Who may post. Signed requests carry `sha256=` and the HMAC-SHA256 in hex, over the body, or,
/// where `timeHeader` is named, over its value (seconds since 1970), a dot and the body: then an
/// old request can't be sent again. Any thread.
final class Signature {
  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final int MOST_REMEMBERED = 50_000;

  enum Access {
    HMAC,
    BEARER,
    NONE
  }

  private final Access access;
  private final Secret secret;
  private final String header;
  private final String timeHeader;
  private final Map<String, Instant> taken = new LinkedHashMap<>();

  Signature(Access access, Secret secret, String header, String timeHeader) {
    this.access = access;
    this.secret = secret;
    this.header = header;
    this.timeHeader = timeHeader;
  }

  /// Why the request is refused; empty where it is not.
  Optional<String> refusal(Call call, Instant now) {
    return switch (access) {
      case NONE -> Optional.empty();
      case BEARER ->
          same(call.header("authorization"), "Bearer " + secret.reveal())
              ? Optional.empty()
              : Optional.of("requests did not hold the token.");
      case HMAC -> hmac(call, now);
    };
  }

  private Optional<String> hmac(Call call, Instant now) {
    var given = call.header(header).toLowerCase(Locale.ROOT);
    if (given.isEmpty()) return Optional.of("requests were not signed.");
    var time = timeHeader.isEmpty() ? "" : call.header(timeHeader);
    if (!timeHeader.isEmpty() && !isFresh(time, now))
      return Optional.of("requests had no time within " + FRESH.toMinutes() + " minutes of ours.");
    var signed = same(given.startsWith("sha256=") ? given.substring(7) : given, hex(time, call));
    return signed ? Optional.empty() : Optional.of("requests had a signature that is not ours.");
  }

  private static boolean isFresh(String time, Instant now) {
    if (!time.matches("\\d{1,12}")) return false;
    var sent = Instant.ofEpochSecond(Long.parseLong(time));
    return Duration.between(sent, now).abs().compareTo(FRESH) <= 0;
  }

  /// Takes as long whether the first or the last character differs.
  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private String hex(String time, Call call) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      if (!timeHeader.isEmpty()) mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(call.body()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  /// Whether this very request was stored before, as far as signatures with a time tell.
  synchronized boolean wasTaken(Call call) {
    return access == Access.HMAC && !timeHeader.isEmpty() && taken.containsKey(key(call));
  }

  /// Remembers a request once it is stored, for as long as its time is fresh.
  synchronized void remember(Call call, Instant now) {
    if (access != Access.HMAC || timeHeader.isEmpty()) return;
    for (var old : new ArrayList<>(taken.entrySet())) {
      boolean isOver = old.getValue().isBefore(now.minus(FRESH.multipliedBy(2)));
      if (!isOver && taken.size() < MOST_REMEMBERED) break;
      taken.remove(old.getKey());
    }
    taken.put(key(call), now);
  }

  private String key(Call call) {
    return call.header(timeHeader) + " " + hex(call.header(timeHeader), call);
  }
}
