package io.watchfloor.connectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.signal.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One line of each kind.
final class LogParserTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private final LogParser parser =
      new LogParser(
          LogParser.Fields.USUAL, new LogTimes(ZoneId.of("Europe/Berlin")), LogParser.Format.AUTO);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "-",
      value = {
        "{\"time\":1795521600.5,\"level\":\"ERROR\",\"service\":\"a\",\"msg\":\"broken\"}|2026-11-24T12:00:00.500Z|MAJOR|a|broken",
        "{\"ts\":\"2026-11-24T12:00:00.25+01:00\",\"log\":{\"level\":\"warn\"},\"service\":{\"name\":\"b\"},\"message\":\"m\"}|2026-11-24T11:00:00.250Z|WARNING|b|m",
        "{\"@timestamp\":1795521600500,\"level\":50,\"msg\":\"pino\"}|2026-11-24T12:00:00.500Z|MAJOR||pino",
        "<131>1 2026-11-24T11:59:59Z web nginx 12 - - upstream"
            + " died|2026-11-24T11:59:59Z|MAJOR||upstream died",
        "<30>Nov 24 12:30:00 web sshd[12]: opened|2026-11-24T11:30:00Z|INFO||opened",
        "Dec 31 23:00:00 web cron: ran|2025-12-31T22:00:00Z|INFO||ran",
        "2026-11-24T11:00:00.123456+00:00 web kernel: ERROR"
            + " oom|2026-11-24T11:00:00.123456Z|MAJOR||ERROR oom",
        "2026-11-24T11:00:00Z local0.warning web app:"
            + " {\"service\":\"c\",\"msg\":\"in\",\"level\":\"info\"}|2026-11-24T11:00:00Z|INFO|c|in",
        "2026-11-24 12:00:00,250 ERROR [main] a.B - no|2026-11-24T11:00:00.250Z|MAJOR||ERROR [main]"
            + " a.B - no",
        "2026-11-24T11:00:00Z INFO main: started|2026-11-24T11:00:00Z|INFO||INFO main: started",
        "2026/11/24 12:00:00 [crit] 7#0: no|2026-11-24T11:00:00Z|CRITICAL||[crit] 7#0: no",
        "1795521600 level=warn msg=odd|2026-11-24T12:00:00Z|WARNING||level=warn msg=odd",
        "9.9.9.9 - - [24/Nov/2026:12:00:00 +0100] \"GET /a?b=c HTTP/1.1\" 503 12 \"-\""
            + " \"x\"|2026-11-24T11:00:00Z|MAJOR||-",
        "    at a.B.c(B.java:1)|-|INFO||    at a.B.c(B.java:1)",
        "1970-01-01T00:00:00Z old|-|INFO||1970-01-01T00:00:00Z old",
        "9999-99-99T00:00:00Z odd|-|INFO||9999-99-99T00:00:00Z odd",
        "{\"time\":1e999,\"msg\":\"far\"}|-|INFO||far"
      })
  void linesSayWhatTheySay(String line, Instant at, Severity severity, String entity, String text) {
    var parsed = parser.parse(line, NOW);
    assertEquals(at, parsed.at().orElse(null));
    assertEquals(severity, parsed.severity());
    assertEquals(entity == null ? "" : entity, parsed.entity());
    assertEquals(text == null ? line : text, parsed.text());
  }

  @Test
  void accessLineHasItsRouteWithoutTheQuery() {
    var line =
        "127.0.0.10 - [2026-11-24T11:00:00+00:00] \"GET /login?password=x HTTP/1.1\" 401 35 0.0"
            + " 0.1";
    var parsed = parser.parse("2026-11-24T11:00:00Z local1.info vm nginx: " + line, NOW);
    assertEquals("/login", parsed.labels().get("route"));
    assertEquals("401", parsed.labels().get("code"));
    assertEquals("nginx", parsed.labels().get("program"));
    assertEquals(line, parsed.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{}",
        "{\"a\":",
        "[[[[[[[[[[",
        "<999>1 x",
        "<1>",
        "\u202e\u0000",
        "${jndi:ldap://x}",
        "=cmd()",
        "2026-",
        "{\"time\":{\"a\":[]}}",
        "'; drop table"
      })
  void oddLinesArePlainText(String line) {
    assertTrue(line.contains(parser.parse(line, NOW).text()), line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a ", "a:", "[", "\"", "{\"a\":", "<1>1 a ", "1", "2026-11-24T11:00:00Z a "})
  void longLinesAreReadInTime(String piece) {
    var line = piece.repeat(16_384 / piece.length());
    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> parser.parse(line, NOW));
  }

  @Test
  void labelsAreBounded() {
    var object = new StringBuilder("{\"msg\":\"m\"");
    for (int i = 0; i < 500; i++) object.append(",\"k").append(i).append("\":\"v\"");
    object.append(",\"big\":\"").append("x".repeat(5000)).append("\"}");
    var parsed = parser.parse(object.toString(), NOW);
    assertEquals(24, parsed.labels().size());
    assertEquals("m", parsed.text());
  }

  @Test
  void fieldsCanBeNamed() {
    var fields =
        new LogParser.Fields(
            List.of("w.hen"), List.of("bad"), List.of("said"), List.of("who.name"));
    var named = new LogParser(fields, new LogTimes(ZoneId.of("UTC")), LogParser.Format.JSON);
    var parsed =
        named.parse(
            "{\"w\":{\"hen\":1795521600},\"bad\":\"error\",\"said\":\"x\",\"who\":{\"name\":\"z\"}}",
            NOW);
    assertEquals(NOW, parsed.at().orElseThrow());
    assertEquals("z", parsed.entity());
    assertEquals("x", parsed.text());
    assertEquals(Severity.MAJOR, parsed.severity());
  }
}
