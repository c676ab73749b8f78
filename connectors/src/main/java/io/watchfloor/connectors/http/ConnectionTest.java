package io.watchfloor.connectors.http;

import io.watchfloor.connectors.TestStep;
import io.watchfloor.connectors.TestStep.Result;
import io.watchfloor.model.source.SourceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// "Test connection", step by step: name, TCP, TLS, auth, permission, sample. Tells each step as it
/// ends and stops at the first that fails. Behind a proxy the name and TCP steps are about the
/// proxy, and TLS is left to the first request.
public final class ConnectionTest {
  private final HttpSettings settings;
  private final String addressField;
  private final Consumer<TestStep> progress;

  /// `addressField` is the setting that holds the address.
  public ConnectionTest(HttpSettings settings, String addressField, Consumer<TestStep> progress) {
    this.settings = settings;
    this.addressField = addressField;
    this.progress = progress;
  }

  /// One question to the server; answers what to show.
  @FunctionalInterface
  public interface Question {
    String ask() throws SourceException, InterruptedException;
  }

  /// Runs all steps. `permission` is the cheapest question that needs the right to read, `sample`
  /// fetches a little of what will be pulled. True when all passed.
  public boolean run(Question permission, Question sample) throws InterruptedException {
    var via = settings.proxy().orElse(settings.base());
    var field = settings.proxy().isPresent() ? HttpForm.PROXY : addressField;
    int port =
        settings.proxy().isEmpty() ? settings.port() : via.getPort() < 0 ? 80 : via.getPort();
    return name(via.getHost(), field)
        && tcp(via.getHost(), port, field)
        && tls()
        && rest(permission, sample);
  }

  private boolean name(String host, String field) throws InterruptedException {
    return step(
        "name",
        field,
        () -> {
          try {
            return host + " is " + InetAddress.getByName(host).getHostAddress() + ".";
          } catch (UnknownHostException e) {
            throw new SourceException(
                "The name " + host + " is not known. Is it spelled right?", true, e);
          }
        });
  }

  private boolean tcp(String host, int port, String field) throws InterruptedException {
    return step(
        "TCP",
        field,
        () -> {
          try (var socket = connect(host, port)) {
            return "Port " + port + " answers from " + socket.getRemoteSocketAddress() + ".";
          } catch (IOException e) {
            throw new SourceException(
                "Nobody answers at port " + port + " of " + host + " (" + Tls.said(e) + ").",
                true,
                e);
          }
        });
  }

  private Socket connect(String host, int port) throws IOException {
    var socket = new Socket();
    try {
      int millis = (int) Math.min(settings.connectTimeout().toMillis(), 60_000);
      socket.setSoTimeout(millis);
      socket.connect(new InetSocketAddress(host, port), millis);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private boolean tls() throws InterruptedException {
    if (!settings.isTls()) return skipped("TLS", "Not used: the address begins with http.");
    if (settings.proxy().isPresent()) return skipped("TLS", "Tried with the first request.");
    return step("TLS", HttpForm.AUTHORITY, this::handshake);
  }

  private String handshake() throws SourceException {
    var host = settings.base().getHost();
    var context = Tls.context(settings);
    try (var plain = connect(host, settings.port());
        var socket =
            (SSLSocket)
                context.getSocketFactory().createSocket(plain, host, settings.port(), true)) {
      var parameters = new SSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return socket.getSession().getProtocol() + ", the certificate is good.";
    } catch (IOException e) {
      throw new SourceException(Tls.refusal(e), false, e);
    }
  }

  private boolean rest(Question permission, Question sample) throws InterruptedException {
    long began = System.nanoTime();
    try {
      var words = permission.ask();
      tell("auth", Result.PASSED, began, signedIn(), "");
      tell("permission", Result.PASSED, began, words, "");
    } catch (SourceException e) {
      if (!e.why().contains("(403)")) {
        tell(
            "auth",
            Result.FAILED,
            began,
            e.why(),
            e.why().contains("(401)") ? authField() : addressField);
        return false;
      }
      tell("auth", Result.PASSED, began, signedIn(), "");
      tell("permission", Result.FAILED, began, e.why(), HttpForm.AUTH);
      return false;
    }
    return step("sample", "", sample);
  }

  private String signedIn() {
    return settings.authorization().isPresent()
            || settings.certificate().isPresent()
            || !settings.headers().isEmpty()
        ? "Signed in."
        : "The server asks nobody who he is.";
  }

  private String authField() {
    return settings
        .authorization()
        .map(it -> it.reveal().startsWith("Basic") ? HttpForm.PASSWORD : HttpForm.TOKEN)
        .orElse(HttpForm.AUTH);
  }

  private boolean step(String name, String field, Question question) throws InterruptedException {
    long began = System.nanoTime();
    try {
      tell(name, Result.PASSED, began, question.ask(), "");
      return true;
    } catch (SourceException e) {
      tell(name, Result.FAILED, began, e.why(), field);
      return false;
    }
  }

  private boolean skipped(String name, String why) {
    progress.accept(new TestStep(name, Result.SKIPPED, Duration.ZERO, why, ""));
    return true;
  }

  private void tell(String name, Result result, long began, String words, String field) {
    progress.accept(
        new TestStep(name, result, Duration.ofNanos(System.nanoTime() - began), words, field));
  }

  /// Tells that the settings themselves can't work: there is nobody to ask yet.
  public static void unusable(SourceException why, Consumer<TestStep> progress) {
    var words = why.why();
    int colon = words.indexOf(':');
    var field =
        colon > 0 && words.substring(0, colon).matches("[a-zA-Z]+")
            ? words.substring(0, colon)
            : "";
    progress.accept(new TestStep("settings", Result.FAILED, Duration.ZERO, words, field));
  }
}
