package io.watchfloor.connectors.notice;

import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.SourceException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/// Sends notices as plain mails, one connection each. All mails of an incident are one conversation
/// (`In-Reply-To`), and each has an id of its own, so that a mail sent twice is one.
final class MailDestination implements Destination {
  private final Session session;
  private final String user;
  private final String password;
  private final InternetAddress from;
  private final List<InternetAddress> recipients;

  private MailDestination(
      Session session,
      String user,
      String password,
      InternetAddress from,
      List<InternetAddress> recipients) {
    this.session = session;
    this.user = user;
    this.password = password;
    this.from = from;
    this.recipients = List.copyOf(recipients);
  }

  static MailDestination open(SourceSettings settings, Opening opening) throws SourceException {
    var password =
        opening.secrets().get(settings.secretKey(MailType.PASSWORD)).map(Secret::reveal).orElse("");
    var recipients = new ArrayList<InternetAddress>();
    for (var text : settings.list(MailType.RECIPIENTS))
      recipients.add(address(MailType.RECIPIENTS, text));
    if (recipients.isEmpty())
      throw new SourceException(MailType.RECIPIENTS + ": nobody is to get the mail.", false, null);
    return new MailDestination(
        Session.getInstance(properties(settings)),
        settings.text(MailType.USER, ""),
        password,
        address(MailType.FROM, settings.text(MailType.FROM, "")),
        recipients);
  }

  private static InternetAddress address(String field, String text) throws SourceException {
    try {
      return new InternetAddress(text.strip(), true);
    } catch (AddressException e) {
      throw new SourceException(
          field + ": \"" + SafeText.words(text) + "\" is no mail address.", false, e);
    }
  }

  private static Properties properties(SourceSettings settings) throws SourceException {
    try {
      var security = settings.text(MailType.SECURITY, "starttls");
      var millis =
          Long.toString(
              Math.max(1, settings.duration(MailType.TIMEOUT, Duration.ofSeconds(30)).toMillis()));
      var properties = new Properties();
      properties.put("mail.transport.protocol", "smtp");
      properties.put("mail.smtp.host", settings.text(MailType.SERVER, ""));
      properties.put("mail.smtp.port", Integer.toString(settings.number(MailType.PORT, 587)));
      properties.put("mail.smtp.auth", Boolean.toString(settings.text(MailType.USER).isPresent()));
      properties.put("mail.smtp.starttls.required", Boolean.toString(security.equals("starttls")));
      properties.put("mail.smtp.starttls.enable", Boolean.toString(security.equals("starttls")));
      properties.put("mail.smtp.ssl.enable", Boolean.toString(security.equals("tls")));
      properties.put("mail.smtp.ssl.checkserveridentity", "true");
      for (var limit : List.of("connectiontimeout", "timeout", "writetimeout"))
        properties.put("mail.smtp." + limit, millis);
      return properties;
    } catch (IllegalArgumentException e) {
      throw new SourceException(String.valueOf(e.getMessage()), false, e);
    }
  }

  @Override
  public void send(Notice notice) throws SourceException {
    try (var transport = session.getTransport()) {
      var message = message(notice);
      if (user.isEmpty()) transport.connect();
      else transport.connect(user, password);
      transport.sendMessage(message, message.getAllRecipients());
    } catch (AuthenticationFailedException e) {
      throw failed("does not let us in: check user and password.", false, e);
    } catch (SMTPSendFailedException e) {
      throw failed("refused it: " + said(e), e.getReturnCode() / 100 == 4, e);
    } catch (SendFailedException e) {
      throw failed("refused it: " + said(e), false, e);
    } catch (MessagingException e) {
      throw failed("could not be reached: " + said(e), true, e);
    }
  }

  private MimeMessage message(Notice notice) throws MessagingException {
    var message = new OneMail(session, "<" + notice.id() + "@watchfloor>");
    message.setFrom(from);
    for (var recipient : recipients) message.addRecipient(Message.RecipientType.TO, recipient);
    message.setSubject(notice.headline(), StandardCharsets.UTF_8.name());
    message.setText(notice.headline() + "\n\n" + notice.details() + "\n", "UTF-8");
    message.setSentDate(Date.from(notice.at()));
    var first = "<" + notice.incident() + "@watchfloor>";
    message.setHeader("References", first);
    if (notice.kind() != Notice.Kind.OPENED) message.setHeader("In-Reply-To", first);
    return message;
  }

  private SourceException failed(String what, boolean again, Exception cause) {
    return new SourceException(
        "The mail server " + session.getProperty("mail.smtp.host") + " " + what, again, cause);
  }

  private String said(Exception error) {
    var words = SafeText.words(String.valueOf(error.getMessage()));
    return password.length() < 4 ? words : words.replace(password, "***");
  }

  /// A mail whose id we choose.
  private static final class OneMail extends MimeMessage {
    private final String id;

    OneMail(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
