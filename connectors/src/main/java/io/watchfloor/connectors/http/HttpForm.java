package io.watchfloor.connectors.http;

import io.watchfloor.connectors.SettingsForm.Field;
import io.watchfloor.connectors.SettingsForm.Field.Kind;
import java.util.List;

/// The part of a settings form that every HTTP source shares. TLS certificates are always verified;
/// there is no switch for it, only a certificate authority of one's own.
public final class HttpForm {
  public static final String URL = "url";
  public static final String AUTH = "auth";
  public static final String USER = "user";
  public static final String PASSWORD = "password";
  public static final String TOKEN = "token";
  public static final String AUTHORITY = "ca";
  public static final String CERTIFICATE = "certificate";
  public static final String CERTIFICATE_PASSWORD = "certificatePassword";
  public static final String PROXY = "proxy";
  public static final String TIMEOUT = "timeout";
  public static final String CAP = "largestAnswer";

  public static final String NONE = "none";
  public static final String BASIC = "basic";
  public static final String BEARER = "bearer";
  public static final String BY_CERTIFICATE = "certificate";
  static final List<String> CHOICES = List.of(NONE, BASIC, BEARER, BY_CERTIFICATE);

  private HttpForm() {}

  public static Field url(String example) {
    return Field.of(
        URL, "Address", "With the route prefix if there is one: " + example, Kind.URL, "", true);
  }

  /// How to sign in; belongs right below the address.
  public static List<Field> access() {
    return List.of(
        Field.choice(AUTH, "Sign in with", "How the server knows who asks.", NONE, CHOICES),
        Field.of(USER, "User", "", Kind.TEXT, "", true).when("auth=basic"),
        Field.of(PASSWORD, "Password", "Kept apart from the configuration.", Kind.SECRET, "", true)
            .when("auth=basic"),
        Field.of(TOKEN, "Token", "Kept apart from the configuration.", Kind.SECRET, "", true)
            .when("auth=bearer"),
        Field.of(
                CERTIFICATE,
                "Client certificate",
                "A PKCS #12 file (.p12, .pfx), or a PEM file with the certificate and its key.",
                Kind.FILE,
                "",
                true)
            .when("auth=certificate"),
        Field.of(
                CERTIFICATE_PASSWORD,
                "Certificate's password",
                "Of the PKCS #12 file, if it has one.",
                Kind.SECRET,
                "",
                false)
            .when("auth=certificate"));
  }

  /// What few need; belongs at the end.
  public static List<Field> transport() {
    return List.of(
        Field.of(
            AUTHORITY,
            "Certificate authority",
            "A PEM file; only certificates signed by it are trusted then. Without it, those that"
                + " Java trusts.",
            Kind.FILE,
            "",
            false),
        Field.of(PROXY, "Proxy", "http://host:port; without it, none.", Kind.URL, "", false),
        Field.of(
            TIMEOUT,
            "Time limit",
            "For one whole answer, to its last byte.",
            Kind.DURATION,
            "30s",
            false),
        Field.of(
            CAP,
            "Largest answer",
            "In MiB; a longer answer is refused whole.",
            Kind.INTEGER,
            "64",
            false));
  }
}
