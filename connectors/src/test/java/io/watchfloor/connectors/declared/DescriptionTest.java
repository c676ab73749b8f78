package io.watchfloor.connectors.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.http.Json;
import io.watchfloor.connectors.http.Node;
import io.watchfloor.model.source.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a person who writes a description is told, and what its values mean.
final class DescriptionTest {
  private static final String GOOD =
      """
      title: Thing
      settings:
        area: {label: Area}
        secret: {label: Secret, kind: secret}
      headers: {X-Key: "${secret}"}
      reads:
        alarms:
          tells: alerts
          path: /alarms/${area}
          items: $.alarms[*]
          pages: {by: cursor, next: $.next}
          map:
            id: $.id
            name: $.name
            severity: {from: $.level, words: {bad: critical}}
      """;

  private static Description read(String text) throws SourceException {
    return Description.read("thing.yaml", text, List.of());
  }

  @Test
  void goodOneIsRead() throws Exception {
    assertEquals("alarms", read(GOOD).reads().getFirst().name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "path: /alarms/${area}|path: alarms|line 9 (reads.alarms.path): a path begins with a slash",
        "${area}|${aera}|line 9 (reads.alarms.path): `${aera}` stands for nothing. There are:",
        "/${area}|/${secret}|line 9 (reads.alarms.path): `${secret}` stands for nothing",
        "tells: alerts|tells: alarms|line 8 (reads.alarms.tells): there is no such kind of signal",
        "items: $.alarms[*]|items: $.alarms[**]|line 10 (reads.alarms.items): the path",
        "by: cursor, next: $.next|by: cursor|line 11 (reads.alarms.pages): `next` is missing",
        "by: cursor|by: magic|line 11 (reads.alarms.pages): there is no such paging",
        "id: $.id|di: $.id|line 13 (reads.alarms.map.di): nothing is called `di` here. There are:"
            + " id",
        "name: $.name|summary: $.name|line 13 (reads.alarms.map): `name` is missing",
        "bad: critical|bad: awful|line 15 (reads.alarms.map.severity): `awful` is no severity",
        "title: Thing|titel: Thing|line 1 (titel): nothing is called `titel` here",
        "title: Thing|title: [|line 3: expected",
      })
  void mistakeIsToldWithItsPlaceAndWhatToDo(String right, String wrong, String words) {
    var error = assertThrows(SourceException.class, () -> read(GOOD.replace(right, wrong)));
    assertTrue(error.why().startsWith("thing.yaml, "), error.why());
    assertTrue(error.why().contains(words), error.why());
    assertFalse(error.retryable());
  }

  @Test
  void aliasesThatWouldGrowWithoutEndAreRefused() {
    var bomb = "a: &a [x, x]\nb: &b [*a, *a]\ntitle: [*b, *b]\nreads: {}\n";
    assertThrows(SourceException.class, () -> read(bomb));
    var endless = GOOD.replace("items:", "body: &b {a: *b}\n    items:");
    assertThrows(SourceException.class, () -> read(endless));
    var anchored = GOOD.replace("items:", "body: &b {a: x}\n    items:");
    var error = assertThrows(SourceException.class, () -> read(anchored));
    assertTrue(error.why().contains("this has an anchor"), error.why());
    assertThrows(SourceException.class, () -> read("x: ".repeat(100_000)));
    assertThrows(SourceException.class, () -> read("[".repeat(50_000)));
  }

  private static Node node(String json) throws Exception {
    try (var parser = Json.parser(json)) {
      parser.nextToken();
      return Node.read(parser);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$.a.b|1",
        "$['a']['b']|1",
        "$.list[0].n|x",
        "$.list[-1].n|y",
        "$.list[*].n|x,y",
        "$.list[?(@.k=='2')].n|y",
        "$.list[?@.k != '2'].n|x",
        "$.list[?(@.in.k=='v')].n|y",
        "$.a.*|1",
        "$.none.b|''",
        "$.a.b.c|''",
        "$.list[9].n|''",
      })
  void pathFindsWhatRfc9535Says(String path, String found) throws Exception {
    var root =
        node(
            "{\"a\":{\"b\":1},\"list\":[{\"k\":1,\"n\":\"x\"},{\"k\":2,\"n\":\"y\",\"in\":{\"k\":\"v\"}}]}");
    var all = JsonPath.parse(path).all(root).stream().map(Node::text).toList();
    assertEquals(found, String.join(",", all));
  }

  @ParameterizedTest
  @ValueSource(strings = {"$..a", "$.a[", "$.a[1:2]", "$.a[?(@.b)]", "$.", "$.a b"})
  void pathThatIsNotUnderstoodIsRefused(String path) {
    assertThrows(IllegalArgumentException.class, () -> JsonPath.parse(path));
  }

  @ParameterizedTest
  @CsvSource({
    "iso,2026-11-25T08:00:00Z",
    "iso,2026-11-25T09:00:00.000+0100",
    "iso,2026-11-25T09:00:00+01:00",
    "iso,2026-11-25T08:00:00",
    "iso,2026-11-25 08:00:00",
    "seconds,1795593600",
    "millis,1795593600000",
    "nanos,1795593600000000000",
    "yyyy-MM-dd HH:mm:ss,2026-11-25 08:00:00",
  })
  void timeIsReadAsItIsWritten(String format, String text) {
    var at = Instant.parse("2026-11-25T08:00:00Z");
    assertEquals(at, TimeText.of(format).read(text).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "never", "99999999999999999999999", "2026-13-45T99:00:00Z"})
  void whatIsNoTimeIsNone(String text) {
    for (var format : List.of("iso", "seconds", "millis", "nanos", "yyyy-MM-dd HH:mm:ss"))
      assertTrue(TimeText.of(format).read(text).isEmpty(), format);
  }

  @Test
  void strangersTextCannotBecomeSyntax() throws Exception {
    var scope = Scope.of(Map.of("act.target", "../x?y=1#z\" }", "page", ""), Instant.EPOCH);
    assertEquals(
        "/a/..%2Fx%3Fy%3D1%23z%22%20%7D/b", Template.parse("/a/${act.target}/b").address(scope));
    assertEquals(
        "/a/%2E/b", Template.parse("/a/${act.target}/b").address(scope.with("act.target", "..")));
    var yaml = Yaml.read("x", "{path: /x, body: {a: {b: '${act.target}', c: '${page}', d: 3}}}");
    yaml.names().addAll(List.of("act.target", "page"));
    assertEquals(
        "{\"a\":{\"b\":\"../x?y=1#z\\\" }\",\"d\":3}}",
        Request.of(yaml).ask(scope).json().orElseThrow());
  }

  @Test
  void timesBecomeWhatTheSystemWants() {
    var at = Instant.parse("2026-11-25T08:00:00Z");
    var scope =
        new Scope(Map.of("since", at), Node.MISSING, Node.MISSING, at.plus(Duration.ofSeconds(61)));
    assertEquals("2026-11-25T08:00:00Z", Template.parse("${since}").text(scope));
    assertEquals("1795593600000000000", Template.parse("${since:nanos}").text(scope));
    assertEquals("2026-11-25 08:00", Template.parse("${since:yyyy-MM-dd HH:mm}").text(scope));
    assertEquals("-2m", Template.parse("-${since:minutesAgo}m").text(scope));
    assertEquals(1795593600L, Template.parse("${since:seconds}").value(scope));
  }
}
