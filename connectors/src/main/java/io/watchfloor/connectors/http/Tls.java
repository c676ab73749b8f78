package io.watchfloor.connectors.http;

import io.watchfloor.model.source.Secrets;
import io.watchfloor.model.source.SourceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Whom we trust and who we are, from files. Verification can't be switched off.
final class Tls {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]*)-----END");
  private static final long LARGEST_FILE = 1024 * 1024;

  private Tls() {}

  static SSLContext context(HttpSettings settings) throws SourceException {
    try {
      var context = SSLContext.getInstance("TLS");
      var trust = settings.authority().isPresent() ? trust(settings.authority().get()) : null;
      var keys =
          settings.certificate().isPresent()
              ? keys(settings.certificate().get(), settings.certificatePassword())
              : null;
      context.init(keys, trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new SourceException("TLS can't be set up: " + said(e), false, e);
    }
  }

  static TrustManager @Nullable [] trust(Path file) throws SourceException {
    try {
      var store = empty();
      int n = 0;
      for (var certificate : certificates(read(file, HttpForm.AUTHORITY)))
        store.setCertificateEntry("ca-" + n++, certificate);
      if (n == 0) throw bad(HttpForm.AUTHORITY, file, "holds no certificate in PEM", null);
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw bad(HttpForm.AUTHORITY, file, "can't be read as PEM (" + said(e) + ")", e);
    }
  }

  static KeyManager @Nullable [] keys(Path file, Optional<Secrets.Secret> password)
      throws SourceException {
    var bytes = read(file, HttpForm.CERTIFICATE);
    var secret = password.map(it -> it.reveal().toCharArray()).orElse(new char[0]);
    try {
      var text = new String(bytes, StandardCharsets.ISO_8859_1);
      var store = text.contains("-----BEGIN") ? pem(file, text, bytes) : pkcs12(bytes, secret);
      var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, text.contains("-----BEGIN") ? new char[0] : secret);
      return factory.getKeyManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw bad(
          HttpForm.CERTIFICATE,
          file,
          "can't be opened: neither PEM nor PKCS #12 with this password",
          e);
    }
  }

  private static KeyStore pkcs12(byte[] bytes, char[] password)
      throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(bytes), password);
    return store;
  }

  private static KeyStore pem(Path file, String text, byte[] bytes)
      throws GeneralSecurityException, IOException, SourceException {
    var key = KEY.matcher(text);
    if (!key.find()) throw bad(HttpForm.CERTIFICATE, file, "holds no private key", null);
    if (!key.group(1).isEmpty())
      throw bad(
          HttpForm.CERTIFICATE,
          file,
          "holds a key of the kind \""
              + key.group(1).strip()
              + "\"; turn it into PKCS #8 with"
              + " openssl pkcs8 -topk8 -nocrypt",
          null);
    var chain = certificates(bytes).toArray(new Certificate[0]);
    if (chain.length == 0) throw bad(HttpForm.CERTIFICATE, file, "holds no certificate", null);
    var store = empty();
    store.setKeyEntry(
        "client", privateKey(Base64.getMimeDecoder().decode(key.group(2))), new char[0], chain);
    return store;
  }

  private static PrivateKey privateKey(byte[] encoded) throws GeneralSecurityException {
    InvalidKeySpecException last = new InvalidKeySpecException("no algorithm knows it");
    for (var algorithm : new String[] {"RSA", "EC", "Ed25519"}) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (InvalidKeySpecException e) {
        last = e;
      }
    }
    throw last;
  }

  private static java.util.Collection<? extends Certificate> certificates(byte[] pem)
      throws GeneralSecurityException {
    var text = new String(pem, StandardCharsets.ISO_8859_1);
    var only = new StringBuilder();
    var each =
        Pattern.compile("-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----").matcher(text);
    while (each.find()) only.append(each.group()).append('\n');
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(
            new ByteArrayInputStream(only.toString().getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    return store;
  }

  private static byte[] read(Path file, String field) throws SourceException {
    try {
      if (Files.size(file) > LARGEST_FILE) throw bad(field, file, "is longer than 1 MiB", null);
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw bad(field, file, "can't be read (" + said(e) + ")", e);
    }
  }

  private static SourceException bad(
      String field, Path file, String what, @Nullable Throwable cause) {
    return new SourceException(field + ": " + file + " " + what + ".", false, cause);
  }

  /// Why TLS refused, for people.
  static String refusal(Throwable error) {
    for (Throwable at = error; at != null; at = at.getCause()) {
      if (at instanceof CertificateExpiredException)
        return "The server's certificate has expired (" + said(at) + ").";
      if (at instanceof CertificateNotYetValidException)
        return "The server's certificate is not valid yet (" + said(at) + ").";
      var words = said(at);
      if (words.startsWith("No subject alternative") || words.startsWith("No name matching"))
        return "The server's certificate is for another name (" + words + ").";
      if (words.contains("unable to find valid certification path"))
        return "The server's certificate is signed by nobody we trust. Give its certificate"
            + " authority as a PEM file.";
    }
    return "TLS failed: " + said(error);
  }

  static String said(Throwable error) {
    var message = error.getMessage();
    return message == null ? error.getClass().getSimpleName() : SafeText.words(message);
  }
}
