package io.watchfloor.connectors.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.watchfloor.connectors.FakeSecrets;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.model.signal.Event;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.topology.EntityRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Net-SNMP's own `snmptrap` and `snmpinform` send, in every version.
@Timeout(60)
final class LiveTrapTest {
  private static final Path SENDER = Path.of("/usr/bin/snmptrap");
  private static final String LINK_DOWN = ".1.3.6.1.6.3.1.1.5.3";

  private final LinkedBlockingQueue<Signal> heard = new LinkedBlockingQueue<>();
  private final FakeSecrets secrets = new FakeSecrets();

  @BeforeEach
  void needSender() {
    assumeTrue(Files.isExecutable(SENDER), "no snmptrap here");
    secrets.put("live/authenticationPassword", new Secret("authpass-canary"));
    secrets.put("live/privacyPassword", new Secret("privpass-canary"));
  }

  private TrapSource open(Map<String, String> more) throws Exception {
    var values = new java.util.HashMap<String, List<String>>();
    values.put("port", List.of("0"));
    more.forEach((key, value) -> values.put(key, List.of(value)));
    var settings = new SourceSettings(new SourceId("live"), "snmp", Duration.ofSeconds(5), values);
    var source =
        new TrapType()
            .open(settings, new Opening(secrets, InstantSource.system(), EntityRules.DEFAULT));
    source.open(heard::addAll);
    return source;
  }

  private static String run(TrapSource source, String argv) throws Exception {
    var all = new ArrayList<>(Arrays.asList(argv.split(" ")));
    all.replaceAll(word -> word.equals("AGENT") ? "127.0.0.1:" + source.port() : word);
    all.replaceAll(word -> word.equals("EMPTY") ? "" : word);
    var process = new ProcessBuilder(all).redirectErrorStream(true);
    process.environment().put("SNMP_PERSISTENT_DIR", "/tmp/watchfloor-snmp-test");
    process.environment().put("MIBS", "");
    var started = process.start();
    var said = new String(started.getInputStream().readAllBytes());
    started.waitFor();
    return said;
  }

  private Event await() throws InterruptedException {
    while (true) {
      var signal = heard.poll(15, TimeUnit.SECONDS);
      if (signal == null) throw new AssertionError("nothing arrived");
      if (signal instanceof Event event) return event;
    }
  }

  @Test
  void firstAndSecondVersion() throws Exception {
    try (var source = open(Map.of())) {
      run(
          source,
          "snmptrap -v1 -c public AGENT .1.3.6.1.4.1.8072.3.2.10 10.0.0.7 2 0 12345"
              + " .1.3.6.1.2.1.2.2.1.1.5 i 5");
      var old = await();
      assertEquals("linkDown", old.kind());
      assertEquals("10.0.0.7", old.entity().name());
      run(
          source,
          "snmptrap -v2c -c public AGENT EMPTY " + LINK_DOWN + " .1.3.6.1.2.1.2.2.1.2.5 s eth5");
      var second = await();
      assertEquals("linkDown", second.kind());
      assertEquals("eth5", second.labels().value("ifDescr"));
      assertEquals("linkDown ifDescr.5=eth5", second.text());
    }
  }

  @ParameterizedTest
  @CsvSource({"SHA-256,AES-128,SHA-256,AES", "SHA-1,DES,SHA,DES", "SHA-512,AES-128,SHA-512,AES"})
  void thirdVersionSignedAndEncrypted(String auth, String privacy, String a, String x)
      throws Exception {
    try (var source =
        open(Map.of("versions", "v3", "user", "ops", "authentication", auth, "privacy", privacy))) {
      run(source, v3("snmptrap -e 0x8000000001020304", "authpass-canary", a, x));
      assertEquals("linkDown", await().kind());
    }
  }

  @Test
  void thirdVersionsInformIsAnswered() throws Exception {
    try (var source = open(Map.of("versions", "v3", "user", "ops"))) {
      var said = run(source, v3("snmptrap -Ci -r 1 -t 5", "authpass-canary", "SHA-256", "AES"));
      assertEquals("", said);
      assertEquals("linkDown", await().kind());
    }
  }

  @Test
  void wrongPasswordLessProtectionAndOldVersionsAreRefusedAndCounted() throws Exception {
    try (var source = open(Map.of("versions", "v3", "user", "ops"))) {
      run(source, v3("snmptrap -e 0x8000000001020305", "another-password", "SHA-256", "AES"));
      awaitNotice(source, "wrong signature");
      run(
          source,
          "snmptrap -v3 -e 0x8000000001020306 -l noAuthNoPriv -u ops AGENT EMPTY " + LINK_DOWN);
      awaitNotice(source, "less protected than agreed");
      run(
          source,
          "snmptrap -v3 -e 0x8000000001020307 -l noAuthNoPriv -u who AGENT EMPTY " + LINK_DOWN);
      awaitNotice(source, "user that is not known");
      run(source, "snmptrap -v2c -c public AGENT EMPTY " + LINK_DOWN);
      awaitNotice(source, "version that is not taken here");
      assertTrue(heard.isEmpty());
    }
  }

  private static String v3(String command, String password, String auth, String privacy) {
    return command
        + " -v3 -l authPriv -u ops -a "
        + auth
        + " -A "
        + password
        + " -x "
        + privacy
        + " -X privpass-canary AGENT EMPTY "
        + LINK_DOWN;
  }

  private static void awaitNotice(TrapSource source, String words) throws Exception {
    var told = new ArrayList<String>();
    for (int i = 0; i < 100; i++) {
      told.addAll(
          source.pull(Window.before(Instant.now(), Duration.ofSeconds(5)), Cursor.START).notices());
      if (told.toString().contains(words)) {
        assertTrue(!told.toString().contains("canary"));
        return;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError("no \"" + words + "\" in " + told);
  }
}
