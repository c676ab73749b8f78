package io.watchfloor.connectors.http;

import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.model.source.SourceException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

/// TLS towards a server that does not speak HTTP: whom we trust, by the same setting.
public final class ClientTls {
  private ClientTls() {}

  /// @throws SourceException names the file that can't be used
  public static SSLContext context(SourceSettings settings) throws SourceException {
    try {
      var authority = settings.text(HttpForm.AUTHORITY).map(Path::of);
      var context = SSLContext.getInstance("TLS");
      context.init(null, authority.isPresent() ? Tls.trust(authority.get()) : null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new SourceException("TLS can't be set up: " + Tls.said(e), false, e);
    }
  }

  /// Why TLS refused, for people.
  public static String refusal(Throwable error) {
    return Tls.refusal(error);
  }
}
