package io.watchfloor.connectors.syslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.watchfloor.connectors.LogTimes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// One message of each kind, as senders really write them.
final class SyslogReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private final SyslogReader reader = new SyslogReader(new LogTimes(ZoneId.of("Europe/Berlin")));

  private SyslogMessage read(String text, Instant now) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return reader.read(bytes, bytes.length, now);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      emptyValue = "",
      value = {
        // RFC 5424
        "<165>1 2026-11-24T11:59:59.003Z web.example.org evntslog 12 ID47 - An"
            + " event|165|2026-11-24T11:59:59.003Z|web.example.org|evntslog|12|ID47|An event",
        "<34>1 2026-11-24T12:59:59+01:00 - su - - -|34|2026-11-24T11:59:59Z||su||||",
        "<13>1 - - - - - - |13||||||",
        // RFC 3164: with host and process, without host, without time
        "<34>Nov 24 12:30:05 web su[230]: 'su root' failed|34|2026-11-24T11:30:05Z|web|su|230||'su"
            + " root' failed",
        "<30>Nov 24 12:30:05 sshd[12]: opened|30|2026-11-24T11:30:05Z||sshd|12||opened",
        "<30>watchdog: late|30|||watchdog|||late",
        "just words|13||||||just words",
        // rsyslog's ISO time
        "<30>2026-11-24T11:30:05.25+00:00 web cron: ran|30|2026-11-24T11:30:05.250Z|web|cron|||ran",
        // network devices: sequence number, unsure clock, year, zone
        "<189>29: *Nov 24 12:30:05.123: %SYS-5-CONFIG_I: Configured from"
            + " console|189|2026-11-24T11:30:05Z|||||%SYS-5-CONFIG_I: Configured from console",
        "<189>Nov 24 2026 11:30:05 UTC: %ASA-5-111008: User 'x'"
            + " executed|189|2026-11-24T11:30:05Z|||||%ASA-5-111008: User 'x' executed",
        "<189>Nov  4 2026 12:30:05 fw1 : %ASA-1: down|189|2026-11-04T11:30:05Z|fw1||||: %ASA-1:"
            + " down",
        // a priority that can't be
        "<999>oops|13||||||<999>oops",
        "<12|13||||||<12",
      })
  void partsOfAMessage(
      String line,
      int priority,
      String at,
      String host,
      String program,
      String process,
      String id,
      String text) {
    var read = read(line, NOW);
    assertEquals(priority, read.priority());
    assertEquals(at == null ? "" : at, read.at().map(Instant::toString).orElse(""));
    assertEquals(host == null ? "" : host, read.host());
    assertEquals(program == null ? "" : program, read.program());
    assertEquals(process == null ? "" : process, read.process());
    assertEquals(id == null ? "" : id, read.messageId());
    assertEquals(text == null ? "" : text, read.text());
  }

  @Test
  void structuredDataBecomesNamesAndValues() {
    var read =
        read(
            "<165>1 2026-11-24T11:59:59Z h a - - [ex@32473 iut=\"3\" q=\"a\\\"b\\]c\\\\d\"][two@1"
                + " x=\"\"] \uFEFFgrüße",
            NOW);
    assertEquals(Map.of("ex@32473.iut", "3", "ex@32473.q", "a\"b]c\\d"), read.data());
    assertEquals("grüße", read.text());
  }

  @Test
  void unfinishedStructuredDataIsText() {
    assertEquals("[ex@1 a=\"b", read("<165>1 - h a - - [ex@1 a=\"b", NOW).text());
    assertEquals("[", read("<165>1 - h a - - [", NOW).text());
  }

  @Test
  void yearIsTheOneThatIsNear() {
    var newYear = Instant.parse("2027-01-01T00:00:30Z");
    assertEquals(
        Instant.parse("2026-12-31T22:59:59Z"),
        read("<13>Dec 31 23:59:59 h a: x", newYear).at().orElseThrow());
    var eve = Instant.parse("2026-12-31T22:59:30Z");
    assertEquals(
        Instant.parse("2026-12-31T23:00:10Z"),
        read("<13>Jan  1 00:00:10 h a: x", eve).at().orElseThrow());
  }

  @Test
  void timeThatCannotBeRightIsKeptInTheSendersWords() {
    var read = read("<13>1 2036-02-07T06:28:16Z h a - - - x", NOW);
    assertEquals("", read.at().map(Instant::toString).orElse(""));
    assertEquals("2036-02-07T06:28:16Z", read.timeWords());
  }

  @Test
  void endsOfTheWireAreNotPartOfTheText() {
    assertEquals("x", read("<13>a: x\r\n", NOW).text());
    assertEquals("x\ny", read("<13>a: x\ny\u0000", NOW).text());
  }

  static Stream<String> endless() {
    return Stream.of(
        "<13>1 " + "a".repeat(64_000),
        "<13>1 - h a - - " + "[a b=\"".repeat(10_000),
        "<13>1 - h a - - [" + " x=\"\\".repeat(12_000),
        "<13>" + "1: ".repeat(20_000),
        "<13>Nov 24 12:30:05 " + "h".repeat(60_000),
        "<".repeat(64_000),
        " ".repeat(64_000),
        "<13>" + "a[".repeat(30_000));
  }

  @ParameterizedTest
  @MethodSource("endless")
  void noMessageTakesLong(String message) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          for (int i = 0; i < 20; i++) read(message, NOW);
        });
  }
}
