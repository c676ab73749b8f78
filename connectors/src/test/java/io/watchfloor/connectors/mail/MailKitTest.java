package io.watchfloor.connectors.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceKit;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Event;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Ticket;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import jakarta.mail.Flags;
import jakarta.mail.Message;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A mailbox keeps the kit's promises, and what is its own, against a real IMAP server (GreenMail).
final class MailKitTest extends SourceKit {
  private static final String PASSWORD = "mail-canary-77";

  private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "imap"));

  @BeforeEach
  void startServer() throws Exception {
    server.start();
    server.setUser("ops@lab.test", "ops", PASSWORD);
    secrets.put("mail/password", new Secret(PASSWORD));
    deliver("[FIRING:1] ServiceDown catalogue (shop ops)", "alertmanager@lab.test", "it is down");
  }

  @AfterEach
  void stopServer() {
    server.stop();
  }

  @Override
  protected Source open(Opening opening) throws Exception {
    return open(opening, Map.of());
  }

  private Source open(Opening opening, Map<String, String> more) throws SourceException {
    var values = new HashMap<String, List<String>>();
    values.put("host", List.of("127.0.0.1"));
    values.put("port", List.of(String.valueOf(server.getImap().getPort())));
    values.put("security", List.of("none"));
    values.put("user", List.of("ops"));
    values.put("idle", List.of("false"));
    values.put("timeout", List.of("5s"));
    more.forEach((key, value) -> values.put(key, List.of(value.split("\n", -1))));
    return new MailType()
        .open(
            new SourceSettings(new SourceId("mail"), "mail", Duration.ofSeconds(20), values),
            opening);
  }

  private MimeMessage message(String subject, String from) throws Exception {
    var message = new MimeMessage(GreenMailUtil.getSession(server.getImap().getServerSetup()));
    message.setFrom(new InternetAddress(from));
    message.setRecipients(Message.RecipientType.TO, "ops@lab.test");
    message.setSubject(subject, "UTF-8");
    message.setSentDate(java.util.Date.from(now().minusSeconds(90)));
    return message;
  }

  private void deliver(String subject, String from, String text) throws Exception {
    var message = message(subject, from);
    message.setText(text, "UTF-8");
    deliver(message);
  }

  private void deliver(MimeMessage message) throws Exception {
    message.saveChanges();
    server.getUserManager().getUser("ops").deliver(message);
  }

  @Test
  void mailOfAnAlertmanagerIsAnAlertThatEnds() throws Exception {
    deliver("[RESOLVED] ServiceDown catalogue (shop ops)", "alertmanager@lab.test", "up again");
    try (var source = open(opening())) {
      var signals = pull(source, Cursor.START).signals();
      var firing = (Alert) signals.get(0);
      var over = (Alert) signals.get(1);
      assertEquals("ServiceDown", firing.name());
      assertEquals("catalogue", firing.entity().name());
      assertEquals(Alert.State.FIRING, firing.state());
      assertEquals("it is down", firing.annotations().value("description"));
      assertEquals(Alert.State.RESOLVED, over.state());
      assertEquals(firing.fingerprint(), over.fingerprint());
      assertEquals(-90, Duration.between(now(), firing.at()).toSeconds(), 10);
    }
  }

  @Test
  void eachMailIsToldOnceAndTheMailboxStaysAsItIs() throws Exception {
    try (var source = open(opening())) {
      var first = pull(source, Cursor.START);
      assertEquals(1, first.signals().size());
      assertEquals(List.of(), pull(source, first.next()).signals());
      deliver("backup failed", "nightly@lab.test", "no space left");
      var second = pull(source, first.next());
      assertEquals(1, second.signals().size());
      var event = (Event) second.signals().getFirst();
      assertEquals("backup failed\nno space left", event.text());
      assertEquals("nightly@lab.test", event.labels().value("from"));
      for (var stored : server.getReceivedMessages())
        assertFalse(stored.isSet(Flags.Flag.SEEN), "it was marked as read");
    }
  }

  @Test
  void firstMailOfAnEmptyMailboxIsNotMissed() throws Exception {
    server.purgeEmailFromAllMailboxes();
    server.setUser("new@lab.test", "new", PASSWORD);
    try (var source = open(opening(), Map.of("user", "new"))) {
      var empty = pull(source, Cursor.START);
      assertEquals(List.of(), empty.signals());
      var message = message("the very first", "a@lab.test");
      message.setText("x");
      message.saveChanges();
      server.getUserManager().getUser("new").deliver(message);
      assertEquals(1, pull(source, empty.next()).signals().size());
    }
  }

  @Test
  void mailboxMadeAnewIsReadAgainAndSaid() throws Exception {
    try (var source = open(opening())) {
      var first = pull(source, Cursor.START);
      var other = first.next().state().replaceAll("\"validity\":\\d+", "\"validity\":7");
      var pull = pull(source, new Cursor(first.next().upTo(), other));
      assertEquals(identities(first), identities(pull));
      assertTrue(pull.notices().toString().contains("made anew"));
    }
  }

  @Test
  void rulesOfOnesOwnComeFirstAndNameWhatIsWhat() throws Exception {
    deliver("Temperature HIGH in rack 7", "sensor@lab.test", "38 degrees");
    deliver("Temperature HIGH in rack 8", "stranger@evil.test", "");
    deliver("please reboot web1", "anna@lab.test", "");
    var rules =
        "alert from=*@lab.test Temperature (?<severity>\\w+) in (?<entity>rack \\d+)\n"
            + "ticket please (?<text>.+)\nnothing from=*@evil.test .";
    try (var source = open(opening(), Map.of("rules", rules))) {
      var signals = pull(source, Cursor.START).signals();
      assertEquals(3, signals.size());
      var hot = (Alert) signals.get(1);
      assertEquals("rack 7", hot.entity().name());
      assertEquals(Severity.MAJOR, hot.severity());
      assertEquals("reboot web1", ((Ticket) signals.get(2)).subject());
    }
  }

  @Test
  void plainTextIsTakenBeforeHtmlAndAttachmentsAreNotLookedAt() throws Exception {
    var both = new MimeMultipart("alternative");
    var html = new MimeBodyPart();
    html.setContent("<p>rich<script>x()</script></p>", "text/html; charset=utf-8");
    var plain = new MimeBodyPart();
    plain.setText("schlicht & größer", "ISO-8859-1");
    both.addBodyPart(html);
    both.addBodyPart(plain);
    var holder = new MimeBodyPart();
    holder.setContent(both);
    var attached = new MimeBodyPart();
    attached.setText("attached");
    attached.setDisposition("attachment");
    var mixed = new MimeMultipart();
    mixed.addBodyPart(attached);
    mixed.addBodyPart(holder);
    var message = message("two ways", "a@lab.test");
    message.setContent(mixed);
    deliver(message);
    var only = message("one way", "a@lab.test");
    only.setContent("<p>rich<script>x()</script></p>", "text/html; charset=utf-8");
    deliver(only);
    try (var source = open(opening())) {
      var signals = pull(source, Cursor.START).signals();
      assertEquals("two ways\nschlicht & größer", ((Event) signals.get(1)).text());
      assertEquals("one way\nrich", ((Event) signals.get(2)).text());
    }
  }

  @Test
  void hostileMailsAreOnlyTexts() throws Exception {
    for (var raw :
        List.of(
            "Subject: =?nonsense?Q?x?=\r\nFrom: <<>>\r\nDate: yesterday\r\n\r\nx",
            "Content-Type: multipart/mixed\r\n\r\nno boundary",
            "Content-Type: text/plain; charset=\"does-not-exist\"\r\nSubject: c\r\n\r\n\u00ff",
            "Content-Type: "
                + "multipart/mixed; boundary=a\r\n\r\n--a\r\n".repeat(1)
                + "Content-Type: x",
            "Subject: " + "s".repeat(100_000) + "\r\n\r\n" + "t".repeat(2_000_000),
            "Subject: esc\u001b[31m\u0000\u202e\r\nMessage-ID:\r\n\r\n",
            "\r\n")) {
      var message =
          new MimeMessage(
              null, new java.io.ByteArrayInputStream(raw.getBytes(StandardCharsets.ISO_8859_1)));
      server.getUserManager().getUser("ops").deliver(message);
    }
    deliver("good", "a@lab.test", "the last");
    try (var source = open(opening())) {
      var signals = pull(source, Cursor.START).signals();
      assertEquals("good\nthe last", ((Event) signals.getLast()).text());
      assertEquals(9, signals.size());
      for (var signal : signals) assertTrue(signal.toString().length() < 80_000);
    }
  }

  @Test
  void manyNewMailsComeInSeveralPulls() throws Exception {
    for (int i = 0; i < 250; i++) deliver("mail " + i, "a@lab.test", "x");
    try (var source = open(opening())) {
      var begin =
          new Cursor(
              now(),
              pull(source, Cursor.START).next().state().replaceAll("\"uid\":\\d+", "\"uid\":1"));
      var first = pull(source, begin);
      assertEquals(200, first.signals().size());
      assertTrue(first.notices().toString().contains("more than 200"));
      assertEquals(50, pull(source, first.next()).signals().size());
    }
  }

  @Test
  void mailThatArrivesWhileItWaitsIsToldAtOnce() throws Exception {
    try (var source = open(opening(), Map.of("idle", "true"))) {
      var first = pull(source, Cursor.START);
      var waiting = new FutureTask<>(() -> source.pull(window(), first.next()));
      var thread = Thread.ofVirtual().start(waiting);
      TimeUnit.MILLISECONDS.sleep(1_500);
      assertFalse(waiting.isDone(), "it waits");
      long began = System.nanoTime();
      deliver("now", "a@lab.test", "");
      assertEquals(1, waiting.get(14, TimeUnit.SECONDS).signals().size());
      assertTrue(System.nanoTime() - began < TimeUnit.SECONDS.toNanos(10));
      thread.join();
    }
  }

  @Test
  void waitingEndsWhenItsTimeIsUpOrItIsInterrupted() throws Exception {
    try (var source = open(opening(), Map.of("idle", "true"))) {
      var first = pull(source, Cursor.START);
      long began = System.nanoTime();
      assertEquals(List.of(), source.pull(window(), first.next()).signals());
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
      assertTrue(seconds >= 10 && seconds < 25, "took " + seconds);
      var waiting = new FutureTask<>(() -> source.pull(window(), first.next()));
      var thread = Thread.ofVirtual().start(waiting);
      TimeUnit.MILLISECONDS.sleep(1_000);
      thread.interrupt();
      assertTrue(thread.join(Duration.ofSeconds(10)), "it does not end");
    }
  }

  @Test
  void whatIsWrongIsSaidWithoutThePassword() throws Exception {
    secrets.put("mail/password", new Secret("wrong-canary"));
    try (var source = open(opening())) {
      var error = assertThrows(SourceException.class, () -> pull(source, Cursor.START));
      assertFalse(error.retryable());
      assertTrue(error.why().contains("does not let us in"), error.why());
      assertFalse(error.why().contains("canary"), error.why());
    }
    secrets.put("mail/password", new Secret(PASSWORD));
    try (var source = open(opening(), Map.of("folder", "Nowhere"))) {
      var error = assertThrows(SourceException.class, () -> pull(source, Cursor.START));
      assertTrue(error.why().startsWith("folder:"), error.why());
    }
    try (var source = open(opening(), Map.of("port", "1"))) {
      assertTrue(assertThrows(SourceException.class, () -> pull(source, Cursor.START)).retryable());
    }
    for (var wrong :
        List.of(
            Map.of("rules", "alert (unclosed"),
            Map.of("rules", "shout x"),
            Map.of("host", "mail.example.org", "security", "none"),
            Map.of("security", "sometimes"))) {
      var error = assertThrows(SourceException.class, () -> open(opening(), wrong).close());
      assertFalse(error.retryable());
    }
  }

  @Test
  void connectionThatBrokeIsMadeAnew() throws Exception {
    try (var source = open(opening())) {
      var first = pull(source, Cursor.START);
      int port = server.getImap().getPort();
      server.stop();
      assertTrue(assertThrows(SourceException.class, () -> pull(source, first.next())).retryable());
      assertTrue(port > 0);
    }
  }
}
