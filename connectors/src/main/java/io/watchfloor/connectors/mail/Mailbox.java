package io.watchfloor.connectors.mail;

import io.watchfloor.connectors.http.ClientTls;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.SourceException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.jspecify.annotations.Nullable;

/// One mailbox over IMAP, opened for reading only: no mail is marked, moved or deleted. One thread
/// at a time.
final class Mailbox implements AutoCloseable {
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Duration AHEAD = Duration.ofDays(1);

  enum Security {
    TLS,
    STARTTLS,
    NONE
  }

  /// Where it is and who asks; `secret` is the password, or the access token with `oauth`.
  record Settings(
      String host,
      int port,
      Security security,
      String user,
      boolean oauth,
      Secret secret,
      String folder,
      SSLContext tls,
      Duration timeout) {}

  /// Mails behind a UID, oldest first; `more` where there were more than asked for.
  record Fetched(long validity, List<Mail> mails, boolean more, List<String> notices) {}

  private final Settings settings;
  private @Nullable Store store;
  private @Nullable IMAPFolder folder;

  Mailbox(Settings settings) {
    this.settings = settings;
  }

  private IMAPFolder open() throws SourceException {
    var known = folder;
    try {
      if (known != null && known.isOpen()) {
        known.doCommand(
            protocol -> {
              protocol.noop(); // tells what has changed since
              return "";
            });
        return known;
      }
      close();
      var fresh = Session.getInstance(properties()).getStore("imap");
      store = fresh;
      fresh.connect(settings.host(), settings.port(), settings.user(), settings.secret().reveal());
      var opened = (IMAPFolder) fresh.getFolder(settings.folder());
      opened.open(Folder.READ_ONLY);
      folder = opened;
      return opened;
    } catch (MessagingException e) {
      close();
      throw failed(e);
    }
  }

  private Properties properties() {
    var millis = String.valueOf(settings.timeout().toMillis());
    var properties = new Properties();
    properties.put("mail.imap.connectiontimeout", millis);
    properties.put("mail.imap.timeout", millis);
    properties.put("mail.imap.writetimeout", millis);
    properties.put("mail.imap.peek", "true");
    properties.put("mail.imap.ssl.enable", String.valueOf(settings.security() == Security.TLS));
    boolean upgraded = settings.security() == Security.STARTTLS;
    properties.put("mail.imap.starttls.enable", String.valueOf(upgraded));
    properties.put("mail.imap.starttls.required", String.valueOf(upgraded));
    properties.put("mail.imap.ssl.checkserveridentity", "true");
    properties.put("mail.imap.ssl.socketFactory", settings.tls().getSocketFactory());
    if (settings.oauth()) properties.put("mail.imap.auth.mechanisms", "XOAUTH2");
    properties.put("mail.mime.address.strict", "false");
    return properties;
  }

  /// The mails behind `uid`, or, where `validity` is not the mailbox's (any more), those that
  /// arrived since `since`.
  Fetched after(long validity, long uid, Instant since, int most, Instant now)
      throws SourceException {
    var opened = open();
    try {
      long theirs = opened.getUIDValidity();
      boolean anew = validity != theirs;
      var notices = new ArrayList<String>();
      if (validity != 0 && anew)
        notices.add(
            "The mailbox was made anew there (UIDVALIDITY); its newest mails are read again.");
      var found = anew ? newest(opened, since, most) : behind(opened, uid);
      var taken = found.subList(0, Math.min(most, found.size()));
      var mails = new ArrayList<Mail>();
      fetch(opened, taken);
      for (var message : taken) mails.add(mail(opened, message, now, notices));
      return new Fetched(theirs, mails, found.size() > taken.size(), notices);
    } catch (MessagingException e) {
      close();
      throw failed(e);
    }
  }

  private static List<Message> behind(IMAPFolder opened, long uid) throws MessagingException {
    var found = new ArrayList<Message>();
    // "n:*" always gives the last one, even where it is not behind n (RFC 3501, section 6.4.8).
    for (var message : opened.getMessagesByUID(uid + 1, UIDFolder.LASTUID))
      if (message != null && opened.getUID(message) > uid) found.add(message);
    return found;
  }

  private static List<Message> newest(IMAPFolder opened, Instant since, int most)
      throws MessagingException {
    int count = opened.getMessageCount();
    if (count == 0) return List.of();
    var last = opened.getMessages(Math.max(1, count - most + 1), count);
    var profile = new FetchProfile();
    profile.add(FetchProfile.Item.ENVELOPE);
    opened.fetch(last, profile);
    var found = new ArrayList<Message>();
    for (var message : last) {
      var arrived = message.getReceivedDate();
      if (arrived != null && !arrived.toInstant().isBefore(since)) found.add(message);
    }
    return found;
  }

  private static void fetch(IMAPFolder opened, List<Message> messages) throws MessagingException {
    var profile = new FetchProfile();
    profile.add(FetchProfile.Item.ENVELOPE);
    profile.add(UIDFolder.FetchProfileItem.UID);
    opened.fetch(messages.toArray(Message[]::new), profile);
  }

  private static Mail mail(IMAPFolder opened, Message message, Instant now, List<String> notices)
      throws MessagingException {
    long uid = opened.getUID(message);
    var arrived = at(message.getReceivedDate(), now).orElse(now);
    var text = "";
    try {
      text = MailBody.text(message);
    } catch (IOException | MessagingException | RuntimeException e) {
      if (e instanceof MessagingException gone && !opened.isOpen()) throw gone;
      notices.add(
          "The text of a mail could not be read: "
              + SafeText.words(String.valueOf(e.getMessage())));
    }
    return new Mail(
        uid,
        id(message, opened.getUIDValidity(), uid),
        from(message),
        subject(message),
        at(message.getSentDate(), now),
        arrived,
        text);
  }

  private static String id(Message message, long validity, long uid) throws MessagingException {
    var id = message instanceof MimeMessage mime ? mime.getMessageID() : null;
    return id == null || id.isBlank() ? validity + "/" + uid : SafeText.cut(id.strip(), 300);
  }

  private static String from(Message message) {
    try {
      var from = message.getFrom();
      return from != null && from.length > 0 && from[0] instanceof InternetAddress address
          ? SafeText.cut(String.valueOf(address.getAddress()), 300)
          : "";
    } catch (MessagingException e) {
      return "";
    }
  }

  private static String subject(Message message) throws MessagingException {
    var subject = message.getSubject();
    return subject == null || subject.isBlank()
        ? "(no subject)"
        : SafeText.cut(subject.strip(), SafeText.LABEL);
  }

  private static Optional<Instant> at(@Nullable Date date, Instant now) {
    if (date == null) return Optional.empty();
    var at = date.toInstant();
    return at.isBefore(EARLIEST) || at.isAfter(now.plus(AHEAD))
        ? Optional.empty()
        : Optional.of(at);
  }

  /// Waits (RFC 2177) until something changes there, at most `longest`; false where the server
  /// can't.
  boolean idle(Duration longest) throws SourceException, InterruptedException {
    var opened = open();
    try {
      if (store == null || !((IMAPStore) store).hasCapability("IDLE")) return false;
      var waker = Thread.ofVirtual().name("mail-idle").start(() -> wake(opened, longest));
      try {
        opened.idle(true);
      } finally {
        waker.interrupt();
        waker.join();
      }
      return true;
    } catch (MessagingException | IllegalStateException e) {
      close();
      if (Thread.interrupted()) throw new InterruptedException();
      return true; // the next pull connects again and says what is wrong
    }
  }

  /// Any other command ends the waiting.
  private static void wake(IMAPFolder opened, Duration longest) {
    try {
      Thread.sleep(longest);
      opened.getMessageCount();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (MessagingException | IllegalStateException e) {
      // It is closed already.
    }
  }

  private SourceException failed(MessagingException error) {
    var server = settings.host() + ":" + settings.port();
    if (error instanceof AuthenticationFailedException)
      return new SourceException(
          server + " does not let us in (" + said(error) + "). Are user and password right?",
          false,
          error);
    if (error instanceof FolderNotFoundException)
      return new SourceException(
          "folder: " + server + " has no \"" + settings.folder() + "\".", false, error);
    for (Throwable at = error; at != null; at = at.getCause())
      if (at instanceof SSLException)
        return new SourceException(server + ": " + ClientTls.refusal(at), false, error);
    return new SourceException(server + " failed: " + said(error) + ".", true, error);
  }

  private String said(Exception error) {
    var words = SafeText.words(String.valueOf(error.getMessage()));
    return words.replace(settings.secret().reveal(), "***");
  }

  /// What it can, for "Test connection".
  String sample() throws SourceException {
    var opened = open();
    try {
      return Arrays.asList(settings.folder(), opened.getMessageCount() + " mails").toString();
    } catch (MessagingException e) {
      throw failed(e);
    }
  }

  @Override
  public void close() {
    var was = store;
    folder = null;
    store = null;
    if (was == null) return;
    try {
      was.close();
    } catch (MessagingException e) {
      // It is gone either way.
    }
  }
}
