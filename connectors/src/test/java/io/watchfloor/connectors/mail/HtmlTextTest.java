package io.watchfloor.connectors.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Only the words of an HTML mail are left.
final class HtmlTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<p>Disk <b>full</b> on db1</p>|Disk full on db1",
        "a<br>b<BR/>c|a~b~c",
        "<style>p {color: red}</style><script>alert('x')</SCRIPT >words|words",
        "<head><title>t</title></head><body>w<img src='http://tracker/x.gif'></body>|w",
        "5 &lt; 6 &amp;&amp; &#x41;&#66;&nbsp;&unknown;|5 < 6 && AB &unknown;",
        "<!-- <b>no</b> -->yes|yes",
        "<a href='javascript:x'>go</a>|go",
        "a < b|a",
        "a & b|a & b",
        "<script>never closed|''",
      })
  void wordsOf(String html, String text) {
    assertEquals(text.replace('~', '\n').replace("''", ""), HtmlText.of(html));
  }

  static Stream<String> endless() {
    return Stream.of(
        "<".repeat(250_000),
        "&".repeat(250_000),
        "<!--".repeat(60_000),
        "<script>".repeat(30_000),
        "<p>".repeat(80_000),
        " \n".repeat(120_000));
  }

  @ParameterizedTest
  @MethodSource("endless")
  void noMailTakesLong(String html) {
    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> HtmlText.of(html));
  }

  @Test
  void ruleThatGoesAstrayEnds() throws Exception {
    var rule = MailRule.all(java.util.List.of("alert (.*a){20}b")).getFirst();
    var mail =
        new Mail(
            1,
            "id",
            "x@y",
            "a".repeat(900),
            java.util.Optional.empty(),
            java.time.Instant.EPOCH,
            "");
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () ->
            org.junit.jupiter.api.Assertions.assertThrows(
                Patience.Ended.class, () -> rule.find(mail)));
  }
}
