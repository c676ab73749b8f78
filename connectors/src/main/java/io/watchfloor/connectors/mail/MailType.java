package io.watchfloor.connectors.mail;

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
import io.watchfloor.connectors.http.ClientTls;
import io.watchfloor.connectors.http.ConnectionTest;
import io.watchfloor.connectors.http.HttpForm;
import io.watchfloor.connectors.mail.MailRule.Becomes;
import io.watchfloor.connectors.mail.Mailbox.Security;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// A mailbox, read by IMAP.
public final class MailType implements SourceType {
  private static final List<String> SECURITIES = List.of("tls", "starttls", "none");
  private static final List<String> ACCESS = List.of("password", "oauth");
  private static final List<String> OTHERWISE = List.of("event", "ticket", "nothing");

  @Override
  public String name() {
    return "mail";
  }

  @Override
  public String title() {
    return "Mailbox (IMAP)";
  }

  @Override
  public String summary() {
    return "Reads mails as they arrive and makes alerts, events or tickets of them by your rules;"
        + " marks none, shows no HTML, fetches nothing that a mail points to.";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        List.of(Brings.ALERTS, Brings.EVENTS, Brings.CHANGES, Brings.TICKETS),
        List.of(),
        Proof.live("Dovecot 2.3, GreenMail 2.1"));
  }

  @Override
  public SettingsForm form() {
    return new SettingsForm(
        List.of(
            Field.of("host", "Server", "", Kind.TEXT, "", true),
            Field.of("port", "Port", "993 with TLS, 143 otherwise.", Kind.INTEGER, "993", false),
            Field.choice(
                "security",
                "Security",
                "none only to this machine itself.",
                SECURITIES.getFirst(),
                SECURITIES),
            Field.choice(
                "access",
                "Sign in with",
                "oauth for Exchange Online and Gmail: an access token (XOAUTH2).",
                ACCESS.getFirst(),
                ACCESS),
            Field.of("user", "User", "", Kind.TEXT, "", true),
            Field.of(
                "password",
                "Password or access token",
                "Kept apart from the configuration.",
                Kind.SECRET,
                "",
                true),
            Field.of("folder", "Folder", "", Kind.TEXT, "INBOX", false),
            Field.of(
                "rules",
                "Rules",
                "One a line, the first that fits counts: alert from=*@example.org Down:"
                    + " (?<entity>\\S+). It begins with alert, event, change, ticket or nothing;"
                    + " groups: name, entity, severity, state, text. Known already: Alertmanager,"
                    + " Nagios, Icinga, Zabbix. Anybody can write any sender into a mail.",
                Kind.LIST,
                "",
                false),
            Field.choice("otherwise", "Other mails are", "", OTHERWISE.getFirst(), OTHERWISE),
            Field.of(
                "idle",
                "Wait for mails",
                "Between two pulls, so that a mail is told at once (IDLE).",
                Kind.FLAG,
                "true",
                false),
            Field.of(
                HttpForm.AUTHORITY,
                "Certificate authority",
                "A PEM file; without it, those that Java trusts.",
                Kind.FILE,
                "",
                false),
            Field.of(HttpForm.TIMEOUT, "Time limit", "", Kind.DURATION, "30s", false)));
  }

  @Override
  public Source open(SourceSettings settings, Opening opening) throws SourceException {
    boolean waits = settings.text("idle", "true").equals("true");
    var rules = MailRule.all(settings.list("rules"));
    var otherwise =
        Becomes.valueOf(settings.choice("otherwise", OTHERWISE).toUpperCase(Locale.ROOT));
    return new MailSource(
        settings.id(),
        mailbox(settings, opening),
        new MailMapper(settings.id(), rules, otherwise, opening.entities()),
        waits ? settings.interval().multipliedBy(4).dividedBy(5) : Duration.ZERO);
  }

  private static Mailbox mailbox(SourceSettings settings, Opening opening) throws SourceException {
    var host = settings.text("host", "").strip();
    if (host.isEmpty()) throw new SourceException("host: is missing.", false, null);
    var security =
        Security.valueOf(settings.choice("security", SECURITIES).toUpperCase(Locale.ROOT));
    if (security == Security.NONE && !isHere(host))
      throw new SourceException(
          "security: without TLS the password would be read on the way; choose tls or starttls.",
          false,
          null);
    var secret = opening.secrets().get(settings.secretKey("password"));
    if (secret.isEmpty())
      throw new SourceException("password: is missing; enter it in the form.", false, null);
    try {
      return new Mailbox(
          new Mailbox.Settings(
              host,
              settings.number("port", 993),
              security,
              settings.text("user", ""),
              settings.choice("access", ACCESS).equals("oauth"),
              secret.get(),
              settings.text("folder", "INBOX"),
              ClientTls.context(settings),
              settings.duration(HttpForm.TIMEOUT, Duration.ofSeconds(30))));
    } catch (IllegalArgumentException e) {
      throw new SourceException(String.valueOf(e.getMessage()), false, e);
    }
  }

  private static boolean isHere(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  @Override
  public void test(SourceSettings settings, Opening opening, Consumer<TestStep> progress)
      throws InterruptedException {
    long began = System.nanoTime();
    try (var mailbox = mailbox(settings, opening)) {
      MailRule.all(settings.list("rules"));
      var words = mailbox.sample();
      progress.accept(
          new TestStep(
              "sample",
              TestStep.Result.PASSED,
              Duration.ofNanos(System.nanoTime() - began),
              words,
              ""));
    } catch (SourceException e) {
      ConnectionTest.unusable(e, progress);
    }
  }
}
