package io.watchfloor.connectors;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Certificates made for the tests by the JDK's own keytool: a good one for 127.0.0.1, and one for
/// each way to be wrong. Made once a run.
public final class Certificates {
  static final char[] PASSWORD = "kit-password".toCharArray();

  private static final class Made {
    static final Certificates ONCE = make();
  }

  private final Path folder;
  private final KeyStore all;

  private Certificates(Path folder, KeyStore all) {
    this.folder = folder;
    this.all = all;
  }

  public static Certificates get() {
    return Made.ONCE;
  }

  private static Certificates make() {
    try {
      var folder = Files.createTempDirectory("kit-certificates");
      var store = folder.resolve("all.p12");
      var here = "SAN=ip:127.0.0.1,dns:localhost";
      key(store, "ca", "CN=Kit CA", "-validity", "30", "-ext", "bc:c=ca:true");
      key(store, "good", "CN=good", "-validity", "30", "-signer", "ca", "-ext", here);
      key(
          store,
          "expired",
          "CN=expired",
          "-startdate",
          "-20d",
          "-validity",
          "5",
          "-signer",
          "ca",
          "-ext",
          here);
      key(
          store,
          "elsewhere",
          "CN=elsewhere",
          "-validity",
          "30",
          "-signer",
          "ca",
          "-ext",
          "SAN=dns:elsewhere.test");
      key(store, "selfsigned", "CN=self", "-validity", "30", "-ext", here);
      key(store, "otherca", "CN=Unknown CA", "-validity", "30", "-ext", "bc:c=ca:true");
      key(store, "unknown", "CN=unknown", "-validity", "30", "-signer", "otherca", "-ext", here);
      key(store, "client", "CN=watchfloor", "-validity", "30", "-signer", "ca");
      var all = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        all.load(in, PASSWORD);
      }
      return new Certificates(folder, all);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void key(Path store, String alias, String name, String... more)
      throws IOException {
    var argv =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    argv.addAll(
        List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-alias", alias));
    argv.addAll(List.of("-dname", name, "-storetype", "PKCS12", "-keystore", store.toString()));
    argv.addAll(List.of("-storepass", new String(PASSWORD), "-J-XX:TieredStopAtLevel=1"));
    argv.addAll(List.of(more));
    var process = new ProcessBuilder(argv).redirectErrorStream(true).start();
    var said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) throw new IOException(said);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /// The authority's certificate as a PEM file.
  public Path authority() throws IOException, GeneralSecurityException {
    var pem =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(all.getCertificate("ca").getEncoded())
            + "\n-----END CERTIFICATE-----\n";
    return Files.writeString(folder.resolve("ca.pem"), pem);
  }

  /// A PKCS #12 file with the client's key alone.
  Path client() throws IOException, GeneralSecurityException {
    return keys("client");
  }

  /// A PKCS #12 file with one key alone; [#password] opens it.
  public Path keys(String alias) throws IOException, GeneralSecurityException {
    var file = folder.resolve(alias + ".p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      only(alias).store(out, PASSWORD);
    }
    return file;
  }

  public String password() {
    return new String(PASSWORD);
  }

  /// What a client that trusts the authority and shows nothing of its own needs.
  public SSLContext trusting() throws GeneralSecurityException, IOException {
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust().getTrustManagers(), null);
    return context;
  }

  private TrustManagerFactory trust() throws GeneralSecurityException, IOException {
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", all.getCertificate("ca"));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    return trust;
  }

  /// What a server that shows the certificate `alias` needs; it trusts the authority's clients.
  SSLContext server(String alias) throws GeneralSecurityException, IOException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(only(alias), PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust().getTrustManagers(), null);
    return context;
  }

  private KeyStore only(String alias) throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(alias, all.getKey(alias, PASSWORD), PASSWORD, all.getCertificateChain(alias));
    return store;
  }
}
