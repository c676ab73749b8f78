package io.watchfloor.connectors.webhook;

import io.watchfloor.connectors.Capabilities;
import io.watchfloor.connectors.Capabilities.Brings;
import io.watchfloor.connectors.Capabilities.Proof;
import io.watchfloor.connectors.LogTimes;
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
import io.watchfloor.connectors.webhook.HookMapping.Becomes;
import io.watchfloor.connectors.webhook.HookMapping.Part;
import io.watchfloor.connectors.webhook.HookSource.Form;
import io.watchfloor.connectors.webhook.Signature.Access;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.SourceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Webhooks, posted to us.
public final class HookType implements SourceType {
  private static final int PORT = 8095;
  private static final String SECRET = "secret";
  private static final String OVER = "resolved,ok,recovered,recovery,closed,normal,up,completed";
  private static final List<String> ACCESS = List.of("hmac", "bearer", "none");
  private static final List<String> FORMS = List.of("auto", "alertmanager", "json");
  private static final List<String> BECOMES = List.of("alert", "event", "change", "log");
  private static final List<String> TRANSPORTS = List.of("http", "https");

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public String title() {
    return "Webhook";
  }

  @Override
  public String summary() {
    return "Takes what other systems post: Alertmanager and Grafana in their own format, any other"
        + " JSON by the paths that you name.";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        List.of(Brings.ALERTS, Brings.EVENTS, Brings.CHANGES, Brings.LOGS),
        List.of(),
        Proof.live("Alertmanager 0.25, curl"));
  }

  @Override
  public SettingsForm form() {
    var fields = new ArrayList<>(ListenForm.fields(PORT));
    fields.add(Field.of("path", "Path", "Empty: every path.", Kind.TEXT, "/hook", false));
    fields.add(
        Field.choice(
            "access",
            "Who may post",
            "hmac: who signs with the secret. bearer: who sends it as a token (Alertmanager can)."
                + " none: anybody who reaches it; only from this machine or named senders.",
            "hmac",
            ACCESS));
    fields.add(
        Field.of(SECRET, "Secret", "Kept apart from the configuration.", Kind.SECRET, "", true)
            .when("access=hmac|bearer"));
    fields.add(
        text(
                "signatureHeader",
                "Signature header",
                "GitHub: X-Hub-Signature-256.",
                "X-Signature-256")
            .when("access=hmac"));
    fields.add(
        text(
                "timeHeader",
                "Time header",
                "Holds the seconds since 1970 and is signed before the body, with a dot between;"
                    + " an old request can't be sent again then. \"-\": the body alone is signed,"
                    + " as GitHub does.",
                "X-Signature-Timestamp")
            .when("access=hmac"));
    fields.add(Field.choice("transport", "Transport", "", TRANSPORTS.getFirst(), TRANSPORTS));
    fields.addAll(ServerTls.fields("transport=https"));
    fields.add(
        Field.choice("format", "Format", "auto looks at each post.", FORMS.getFirst(), FORMS));
    fields.add(
        Field.choice("becomes", "An item becomes", "", BECOMES.getFirst(), BECOMES)
            .when("format=auto|json"));
    for (var part : Part.values())
      fields.add(text(part.key, label(part), help(part), part.usual).when("format=auto|json"));
    fields.add(
        text("overWords", "Words for over", "What the state says when it is over.", OVER)
            .when("format=auto|json"));
    fields.add(LogTimes.SETTING);
    return new SettingsForm(fields);
  }

  private static Field text(String key, String label, String help, String usual) {
    return Field.of(key, label, help, Kind.TEXT, usual, false);
  }

  private static String label(Part part) {
    return switch (part) {
      case ITEMS -> "Path of the items";
      case ID -> "Paths of the id";
      case TITLE -> "Paths of the title";
      case ENTITY -> "Paths of who it is about";
      case SEVERITY -> "Paths of the severity";
      case STATE -> "Paths of the state";
      case SUMMARY -> "Paths of the summary";
      case VERSION -> "Paths of the version";
      case TIME -> "Paths of the time";
    };
  }

  private static String help(Part part) {
    return part == Part.ITEMS
        ? "Where the list of items is: data.alerts. Empty: the post is one item, or a list of them."
        : "With commas; the first that is there counts: incident.host.0.name.";
  }

  @Override
  public HookSource open(SourceSettings settings, Opening opening) throws SourceException {
    var access = Access.valueOf(settings.choice("access", ACCESS).toUpperCase(Locale.ROOT));
    var at = ListenForm.address(settings, PORT);
    var senders = Senders.of(settings);
    if (access == Access.NONE
        && !at.getAddress().isLoopbackAddress()
        && senders.networks().isEmpty())
      throw new SourceException(
          "access: without a secret it listens only to this machine (127.0.0.1) or to named"
              + " senders.",
          false,
          null);
    boolean secure =
        settings.choice("transport", TRANSPORTS).toUpperCase(Locale.ROOT).equals("HTTPS");
    return new HookSource(
        settings.id(),
        new HookSource.Settings(
            at,
            secure ? Optional.of(ServerTls.of(settings, opening.secrets())) : Optional.empty(),
            senders,
            settings.values().containsKey("path") ? settings.text("path", "") : "/hook",
            Form.valueOf(settings.choice("format", FORMS).toUpperCase(Locale.ROOT)),
            mapping(settings, opening)),
        new Signature(
            access,
            access == Access.NONE ? new Secret("") : secret(settings, opening),
            settings.text("signatureHeader", "X-Signature-256"),
            timeHeader(settings)),
        opening.clock());
  }

  private static String timeHeader(SourceSettings settings) {
    var header = settings.text("timeHeader", "X-Signature-Timestamp").strip();
    return header.equals("-") ? "" : header;
  }

  private static Secret secret(SourceSettings settings, Opening opening) throws SourceException {
    var secret = opening.secrets().get(settings.secretKey(SECRET));
    if (secret.isEmpty() || secret.get().reveal().length() < 8)
      throw new SourceException(
          "secret: is missing or shorter than 8 characters; enter it in the form.", false, null);
    return secret.get();
  }

  private static HookMapping mapping(SourceSettings settings, Opening opening)
      throws SourceException {
    Map<Part, Paths> paths = new EnumMap<>(Part.class);
    for (var part : Part.values()) paths.put(part, Paths.of(settings.text(part.key, part.usual)));
    var over =
        Arrays.stream(settings.text("overWords", OVER).split(","))
            .map(word -> word.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    return new HookMapping(
        Becomes.valueOf(settings.choice("becomes", BECOMES).toUpperCase(Locale.ROOT)),
        paths,
        over,
        LogTimes.of(settings),
        opening.entities());
  }

  @Override
  public void test(SourceSettings settings, Opening opening, Consumer<TestStep> progress)
      throws InterruptedException {
    ListenTest.run(() -> open(settings, opening), progress);
  }
}
