package io.watchfloor.connectors.http;

import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.model.source.Secrets;
import io.watchfloor.model.source.SourceException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How a server is reached, as its form says. `authorization` is the ready header, a secret, and so
/// are `headers`, which go with every request. `cap` is the longest answer taken, in bytes as sent
/// and again after unpacking ×4.
public record HttpSettings(
    URI base,
    Optional<Secrets.Secret> authorization,
    Map<String, Secrets.Secret> headers,
    Optional<Path> authority,
    Optional<Path> certificate,
    Optional<Secrets.Secret> certificatePassword,
    Optional<URI> proxy,
    Duration connectTimeout,
    Duration timeout,
    long cap) {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final long MEBIBYTE = 1024 * 1024;

  /// @throws SourceException names the field that can't work
  public static HttpSettings of(SourceSettings settings, Secrets secrets) throws SourceException {
    return of(settings, secrets, settings.text(HttpForm.URL, ""));
  }

  /// The same for another server than the form's own `url`.
  public static HttpSettings of(SourceSettings settings, Secrets secrets, String url)
      throws SourceException {
    try {
      var timeout = settings.duration(HttpForm.TIMEOUT, Duration.ofSeconds(30));
      if (timeout.isZero()) throw new IllegalArgumentException("timeout: must be more than 0.");
      return new HttpSettings(
          base(url),
          authorization(settings, secrets),
          Map.of(),
          settings.text(HttpForm.AUTHORITY).map(Path::of),
          isCertificate(settings)
              ? settings.text(HttpForm.CERTIFICATE).map(Path::of)
              : Optional.empty(),
          secrets.get(settings.secretKey(HttpForm.CERTIFICATE_PASSWORD)),
          settings.text(HttpForm.PROXY).map(HttpSettings::proxy),
          timeout.compareTo(CONNECT) < 0 ? timeout : CONNECT,
          timeout,
          settings.number(HttpForm.CAP, 64) * MEBIBYTE);
    } catch (IllegalArgumentException e) {
      throw new SourceException(String.valueOf(e.getMessage()), false, e);
    }
  }

  /// The same with secret headers.
  public HttpSettings with(Map<String, Secrets.Secret> more) {
    return new HttpSettings(
        base,
        authorization,
        Map.copyOf(more),
        authority,
        certificate,
        certificatePassword,
        proxy,
        connectTimeout,
        timeout,
        cap);
  }

  /// The base URL with `path` joined below its route prefix; `path` begins with a slash.
  public URI at(String path) {
    return URI.create(base + path);
  }

  /// A server's words without what we signed in with, should it have repeated that.
  String withoutSecrets(String words) {
    var safe = words;
    for (var secret : headers.values()) safe = safe.replace(bare(secret.reveal()), "***");
    if (authorization.isEmpty()) return safe;
    var header = authorization.get().reveal();
    var bare = bare(header);
    safe = safe.replace(bare, "***");
    if (!header.startsWith("Basic ")) return safe;
    var pair = new String(Base64.getDecoder().decode(bare), StandardCharsets.UTF_8);
    var password = pair.substring(pair.indexOf(':') + 1);
    return password.length() < 4 ? safe : safe.replace(password, "***");
  }

  /// What follows the last blank or equals sign: the scheme before it is no secret.
  static String bare(String header) {
    var text = header.strip();
    int at = Math.max(text.lastIndexOf(' '), text.lastIndexOf("token="));
    return at < 0 ? text : text.substring(at + (text.startsWith("token=", at) ? 6 : 1));
  }

  boolean isTls() {
    return base.getScheme().equals("https");
  }

  int port() {
    if (base.getPort() >= 0) return base.getPort();
    return isTls() ? 443 : 80;
  }

  /// Takes `http(s)://host[:port][/prefix]` and nothing more.
  static URI base(String text) {
    if (text.isBlank())
      throw new IllegalArgumentException("url: is missing; write http://host:port.");
    URI uri;
    try {
      uri = new URI(text.strip()).normalize();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "url: is not an address (" + SafeText.words(e.getReason()) + "); write http://host:port.",
          e);
    }
    var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https"))
      throw new IllegalArgumentException("url: must begin with http:// or https://.");
    if (uri.getRawUserInfo() != null)
      throw new IllegalArgumentException(
          "url: holds a user or password; give them as user and password instead.");
    if (uri.getHost() == null || uri.getHost().isEmpty())
      throw new IllegalArgumentException(
          "url: has no host name; write " + scheme + "://host:port.");
    if (uri.getRawQuery() != null || uri.getRawFragment() != null)
      throw new IllegalArgumentException("url: must end before the ? or #.");
    var path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
    if (path.contains("/../") || path.endsWith("/.."))
      throw new IllegalArgumentException("url: must not climb with \"..\".");
    return URI.create(scheme + "://" + uri.getRawAuthority() + path);
  }

  private static URI proxy(String text) {
    try {
      return base(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          String.valueOf(e.getMessage()).replaceFirst("^url", "proxy"), e);
    }
  }

  private static boolean isCertificate(SourceSettings settings) {
    return settings.text(HttpForm.AUTH, HttpForm.NONE).equals(HttpForm.BY_CERTIFICATE);
  }

  private static Optional<Secrets.Secret> authorization(SourceSettings settings, Secrets secrets) {
    return switch (settings.text(HttpForm.AUTH, HttpForm.NONE)) {
      case HttpForm.NONE, HttpForm.BY_CERTIFICATE -> Optional.empty();
      case HttpForm.BASIC -> {
        var user = settings.text(HttpForm.USER, "");
        var password = secret(settings, secrets, HttpForm.PASSWORD);
        if (user.contains(":")) throw new IllegalArgumentException("user: must not hold a colon.");
        var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        yield Optional.of(new Secrets.Secret("Basic " + Base64.getEncoder().encodeToString(pair)));
      }
      case HttpForm.BEARER -> {
        var token = secret(settings, secrets, HttpForm.TOKEN).strip();
        if (token.chars().anyMatch(c -> c <= ' ' || c > '~'))
          throw new IllegalArgumentException("token: holds a character that no token has.");
        yield Optional.of(new Secrets.Secret("Bearer " + token));
      }
      default ->
          throw new IllegalArgumentException(
              "auth: must be one of " + String.join(", ", HttpForm.CHOICES) + ".");
    };
  }

  private static String secret(SourceSettings settings, Secrets secrets, String field) {
    return secrets
        .get(settings.secretKey(field))
        .map(Secrets.Secret::reveal)
        .orElseThrow(
            () -> new IllegalArgumentException(field + ": is missing; enter it in the form."));
  }
}
