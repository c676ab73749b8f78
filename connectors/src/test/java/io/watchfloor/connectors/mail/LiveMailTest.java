package io.watchfloor.connectors.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.watchfloor.connectors.FakeSecrets;
import io.watchfloor.connectors.Lab;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.model.signal.Event;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.topology.EntityRules;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The lab's real mailbox: exim takes a mail, dovecot shows it while we wait for it.
@Timeout(120)
final class LiveMailTest {
  private static Source open(String url, Map<String, String> more) throws Exception {
    var at = URI.create(Lab.value(url));
    var secrets = new FakeSecrets();
    secrets.put("live/password", new Secret(Lab.value("LAB_IMAP_PASSWORD")));
    var values = new HashMap<String, List<String>>();
    values.put("host", List.of(at.getHost()));
    values.put("port", List.of(String.valueOf(at.getPort())));
    values.put("user", List.of(Lab.value("LAB_IMAP_USER")));
    more.forEach((key, value) -> values.put(key, List.of(value)));
    return new MailType()
        .open(
            new SourceSettings(new SourceId("live"), "mail", Duration.ofSeconds(40), values),
            new Opening(secrets, InstantSource.system(), EntityRules.DEFAULT));
  }

  private static void send(String subject) throws Exception {
    var smtp = URI.create(Lab.value("LAB_SMTP_URL"));
    var properties = new Properties();
    properties.put("mail.smtp.host", smtp.getHost());
    properties.put("mail.smtp.port", String.valueOf(smtp.getPort()));
    var message = new MimeMessage(Session.getInstance(properties));
    message.setFrom(new InternetAddress("nightly@lab.test"));
    message.setRecipients(jakarta.mail.Message.RecipientType.TO, "ops@lab.test");
    message.setSubject(subject);
    message.setText("no space left on db");
    Transport.send(message);
  }

  @Test
  void mailIsToldWhileItIsWaitedFor() throws Exception {
    assumeTrue(Lab.isUp(), "no lab");
    try (var source = open("LAB_IMAP_URL", Map.of("security", "none"))) {
      var first = source.pull(Window.before(Instant.now(), Duration.ofSeconds(5)), Cursor.START);
      var waiting =
          new FutureTask<>(
              () -> source.pull(Window.before(Instant.now(), Duration.ofSeconds(5)), first.next()));
      Thread.ofVirtual().start(waiting);
      TimeUnit.SECONDS.sleep(1);
      var subject = "Backup failed " + UUID.randomUUID();
      send(subject);
      var signals = waiting.get(60, TimeUnit.SECONDS).signals();
      assertEquals(1, signals.size());
      assertEquals(subject + "\nno space left on db", ((Event) signals.getFirst()).text());
    }
  }

  @Test
  void certificateOfNobodyWeTrustIsRefused() throws Exception {
    assumeTrue(Lab.isUp(), "no lab");
    try (var source = open("LAB_IMAPS_URL", Map.of("security", "tls"))) {
      var error =
          org.junit.jupiter.api.Assertions.assertThrows(
              SourceException.class,
              () -> source.pull(Window.before(Instant.now(), Duration.ofSeconds(5)), Cursor.START));
      assertTrue(error.why().contains("nobody we trust"), error.why());
    }
  }
}
