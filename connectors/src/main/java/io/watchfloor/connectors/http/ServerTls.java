package io.watchfloor.connectors.http;

import io.watchfloor.connectors.SettingsForm.Field;
import io.watchfloor.connectors.SettingsForm.Field.Kind;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.model.source.Secrets;
import io.watchfloor.model.source.SourceException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// Who we are where others connect to us over TLS, and whom we then let in.
public record ServerTls(SSLContext context, boolean asksForCertificate) {
  /// The fields that a listening source shows while `condition` holds.
  public static List<Field> fields(String condition) {
    return List.of(
        Field.of(
                HttpForm.CERTIFICATE,
                "Own certificate",
                "A PKCS #12 file (.p12, .pfx), or a PEM file with the certificate and its key.",
                Kind.FILE,
                "",
                true)
            .when(condition),
        Field.of(
                HttpForm.CERTIFICATE_PASSWORD,
                "Certificate's password",
                "Of the PKCS #12 file, if it has one.",
                Kind.SECRET,
                "",
                false)
            .when(condition),
        Field.of(
                HttpForm.AUTHORITY,
                "Senders' authority",
                "A PEM file; only senders with a certificate signed by it are let in then.",
                Kind.FILE,
                "",
                false)
            .when(condition));
  }

  /// @throws SourceException names the file that can't be used
  public static ServerTls of(SourceSettings settings, Secrets secrets) throws SourceException {
    var certificate = settings.text(HttpForm.CERTIFICATE);
    if (certificate.isEmpty())
      throw new SourceException(
          "certificate: is missing; TLS needs one of our own to show.", false, null);
    try {
      var password = secrets.get(settings.secretKey(HttpForm.CERTIFICATE_PASSWORD));
      var keys = Tls.keys(Path.of(certificate.get()), password);
      Optional<Path> authority = settings.text(HttpForm.AUTHORITY).map(Path::of);
      var trust = authority.isPresent() ? Tls.trust(authority.get()) : null;
      var context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return new ServerTls(context, authority.isPresent());
    } catch (GeneralSecurityException e) {
      throw new SourceException("TLS can't be set up: " + Tls.said(e), false, e);
    }
  }
}
