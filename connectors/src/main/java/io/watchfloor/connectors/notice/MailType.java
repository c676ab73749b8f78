package io.watchfloor.connectors.notice;

import io.watchfloor.connectors.Capabilities.Proof;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SettingsForm;
import io.watchfloor.connectors.SettingsForm.Field;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.model.source.SourceException;
import java.util.List;

/// A notice as a mail, through a mail server.
record MailType() implements DestinationType {
  static final String SERVER = "server";
  static final String PORT = "port";
  static final String SECURITY = "security";
  static final String USER = "user";
  static final String PASSWORD = "password";
  static final String FROM = "from";
  static final String RECIPIENTS = "recipients";
  static final String TIMEOUT = "timeout";

  @Override
  public String name() {
    return "mail";
  }

  @Override
  public String summary() {
    return "To mailboxes, through a mail server (SMTP).";
  }

  @Override
  public Proof proof() {
    return Proof.own("GreenMail 2.1, a mail server in memory");
  }

  @Override
  public SettingsForm form() {
    return new SettingsForm(
        List.of(
            text(SERVER, "Mail server", "Its name.", "", true),
            Field.of(PORT, "Port", "", Field.Kind.INTEGER, "587", false),
            Field.choice(
                SECURITY,
                "Encryption",
                "Its certificate must be one that Java trusts.",
                "starttls",
                List.of("starttls", "tls", "none")),
            text(USER, "User", "Without one, nobody signs in.", "", false),
            Field.of(
                PASSWORD,
                "Password",
                "Kept apart from the configuration.",
                Field.Kind.SECRET,
                "",
                false),
            text(FROM, "From", "Our address.", "", true),
            Field.of(RECIPIENTS, "To", "One address or several.", Field.Kind.LIST, "", true),
            Field.of(
                TIMEOUT,
                "Time limit",
                "For one step of the exchange.",
                Field.Kind.DURATION,
                "30s",
                false)));
  }

  private static Field text(
      String key, String label, String help, String otherwise, boolean required) {
    return Field.of(key, label, help, Field.Kind.TEXT, otherwise, required);
  }

  @Override
  public Destination open(SourceSettings settings, Opening opening) throws SourceException {
    return MailDestination.open(settings, opening);
  }
}
