package io.watchfloor.connectors.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.watchfloor.connectors.FakeSecrets;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.topology.EntityRules;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Mails through a real mail server in memory.
final class MailDestinationTest {
  private final FakeSecrets secrets = new FakeSecrets();
  private GreenMail server;

  @BeforeEach
  void start() {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.setUser("noc@example.org", "noc", "p4ssw0rd");
    server.start();
    secrets.put("notice:desk/password", new Secret("p4ssw0rd"));
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private Destination open(Map<String, String> more) throws SourceException {
    var values = new HashMap<String, List<String>>();
    values.put("server", List.of("127.0.0.1"));
    values.put("port", List.of(Integer.toString(server.getSmtp().getPort())));
    values.put("security", List.of("none"));
    values.put("from", List.of("Watchfloor <watchfloor@example.org>"));
    values.put("recipients", List.of("noc@example.org", "boss@example.org"));
    values.put("timeout", List.of("2s"));
    more.forEach((key, value) -> values.put(key, List.of(value)));
    var settings =
        new SourceSettings(new SourceId("notice:desk"), "mail", Duration.ofSeconds(1), values);
    return new MailType()
        .open(settings, new Opening(secrets, () -> Instant.EPOCH, EntityRules.DEFAULT));
  }

  @Test
  void everybodyGetsTheNoticeAndAnIncidentIsOneConversation() throws Exception {
    try (var to = open(Map.of("user", "noc"))) {
      to.send(PostDestinationTest.notice(Notice.Kind.OPENED, "Größe überschritten\r\nBcc: x@evil"));
      to.send(PostDestinationTest.notice(Notice.Kind.RESOLVED, "Größe überschritten"));
    }
    var mails = server.getReceivedMessages();
    assertEquals(4, mails.length);
    assertEquals(2, mails[0].getAllRecipients().length);
    assertTrue(mails[0].getSubject().contains("Größe überschritten"), mails[0].getSubject());
    assertFalse(List.of(mails[0].getAllRecipients()).toString().contains("evil"));
    assertTrue(mails[0].getContent().toString().contains("Most likely cause: database."));
    var over =
        List.of(mails).stream()
            .filter(mail -> subject(mail).startsWith("Over: "))
            .findFirst()
            .orElseThrow();
    assertEquals("<i1@watchfloor>", over.getHeader("In-Reply-To")[0]);
  }

  private static String subject(jakarta.mail.Message mail) {
    try {
      return mail.getSubject();
    } catch (jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void wrongPasswordIsSaidWithoutRepeatingIt() throws Exception {
    secrets.put("notice:desk/password", new Secret("wr0ng-canary"));
    try (var to = open(Map.of("user", "noc"))) {
      var error = refused(to);
      assertTrue(error.why().contains("does not let us in"), error.why());
      assertFalse(error.toString().contains("canary"));
      assertFalse(error.retryable());
    }
  }

  @Test
  void serverWithoutEncryptionIsRefusedUnlessThatIsAllowed() throws Exception {
    try (var to = open(Map.of("security", "starttls"))) {
      refused(to);
      assertEquals(0, server.getReceivedMessages().length);
    }
  }

  @Test
  void serverThatIsAwayIsWorthAnotherTry() throws Exception {
    try (var to = open(Map.of())) {
      server.stop();
      assertTrue(refused(to).retryable());
    }
  }

  @Test
  void addressThatIsNoneIsNamed() {
    var error = assertThrows(SourceException.class, () -> open(Map.of("from", "nobody at all")));
    assertTrue(error.why().startsWith("from: "), error.why());
  }

  private static SourceException refused(Destination to) {
    return assertThrows(
        SourceException.class, () -> to.send(PostDestinationTest.notice(Notice.Kind.OPENED, "x")));
  }
}
