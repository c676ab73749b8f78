package io.watchfloor.connectors.otlp;

import io.watchfloor.connectors.Capabilities;
import io.watchfloor.connectors.Capabilities.Brings;
import io.watchfloor.connectors.Capabilities.Proof;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SettingsForm;
import io.watchfloor.connectors.SettingsForm.Field;
import io.watchfloor.connectors.SettingsForm.Field.Kind;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.SourceType;
import io.watchfloor.connectors.TestStep;
import io.watchfloor.connectors.http.ServerTls;
import io.watchfloor.connectors.listen.ListenForm;
import io.watchfloor.connectors.listen.ListenTest;
import io.watchfloor.connectors.listen.Senders;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// OpenTelemetry over HTTP, sent to us.
public final class OtlpType implements SourceType {
  private static final int PORT = 4318;
  private static final int MOST_SERIES = 20_000;
  private static final String TOKEN = "token";
  private static final List<String> ACCESS = List.of("none", "bearer");
  private static final List<String> TRANSPORTS = List.of("http", "https");

  @Override
  public String name() {
    return "otlp";
  }

  @Override
  public String title() {
    return "OpenTelemetry (OTLP)";
  }

  @Override
  public String summary() {
    return "Takes metrics and logs of OpenTelemetry's exporters and collectors over HTTP, as"
        + " protobuf or JSON.";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        List.of(Brings.METRICS, Brings.LOGS), List.of(), Proof.live("OpenTelemetry Java 1.63"));
  }

  @Override
  public SettingsForm form() {
    var fields = new ArrayList<>(ListenForm.fields(PORT));
    fields.add(
        Field.choice(
            "access",
            "Who may send",
            "none: anybody who reaches it; only from this machine or named senders. bearer: who"
                + " sends the token (OTEL_EXPORTER_OTLP_HEADERS).",
            ACCESS.getFirst(),
            ACCESS));
    fields.add(
        Field.of(TOKEN, "Token", "Kept apart from the configuration.", Kind.SECRET, "", true)
            .when("access=bearer"));
    fields.add(Field.choice("transport", "Transport", "", TRANSPORTS.getFirst(), TRANSPORTS));
    fields.addAll(ServerTls.fields("transport=https"));
    fields.add(
        Field.of(
            "mostSeries",
            "Most series",
            "More are dropped and counted.",
            Kind.INTEGER,
            String.valueOf(MOST_SERIES),
            false));
    return new SettingsForm(fields);
  }

  @Override
  public OtlpSource open(SourceSettings settings, Opening opening) throws SourceException {
    var at = ListenForm.address(settings, PORT);
    var senders = Senders.of(settings);
    var token = token(settings, opening);
    if (token.isEmpty() && !at.getAddress().isLoopbackAddress() && senders.networks().isEmpty())
      throw new SourceException(
          "access: without a token it listens only to this machine (127.0.0.1) or to named"
              + " senders.",
          false,
          null);
    boolean secure = settings.choice("transport", TRANSPORTS).equals("https");
    return new OtlpSource(
        settings.id(),
        new OtlpSource.Settings(
            at,
            secure ? Optional.of(ServerTls.of(settings, opening.secrets())) : Optional.empty(),
            senders,
            token,
            mostSeries(settings)),
        opening.entities(),
        opening.clock());
  }

  private static int mostSeries(SourceSettings settings) throws SourceException {
    try {
      return Math.clamp(settings.number("mostSeries", MOST_SERIES), 1, 1_000_000);
    } catch (IllegalArgumentException e) {
      throw new SourceException(String.valueOf(e.getMessage()), false, e);
    }
  }

  private static Optional<Secret> token(SourceSettings settings, Opening opening)
      throws SourceException {
    if (settings.choice("access", ACCESS).equals("none")) return Optional.empty();
    var token = opening.secrets().get(settings.secretKey(TOKEN));
    if (token.isEmpty() || token.get().reveal().length() < 8)
      throw new SourceException(
          "token: is missing or shorter than 8 characters; enter it in the form.", false, null);
    return token;
  }

  @Override
  public void test(SourceSettings settings, Opening opening, Consumer<TestStep> progress)
      throws InterruptedException {
    ListenTest.run(() -> open(settings, opening), progress);
  }
}
