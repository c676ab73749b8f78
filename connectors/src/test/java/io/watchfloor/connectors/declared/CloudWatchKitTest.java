package io.watchfloor.connectors.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.FakeServer.Reply;
import io.watchfloor.connectors.FakeServer.Request;
import io.watchfloor.connectors.http.Http.Ask;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.source.Secrets.Secret;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// CloudWatch's JSON interface, signed.
final class CloudWatchKitTest extends DeclaredKit {
  @Override
  String kind() {
    return "cloudwatch";
  }

  @Override
  protected String name() {
    return "i-0abc";
  }

  @Override
  Map<String, List<String>> values() {
    return Map.of("region", List.of("eu-west-1"));
  }

  @Override
  @BeforeEach
  void signIn() {
    secrets.put("kit/accessKeyId", new Secret("AKIDEXAMPLE"));
    secrets.put("kit/secretAccessKey", new Secret(TOKEN));
  }

  @Override
  List<String> wrongSecrets() {
    return List.of();
  }

  @Override
  boolean isRead(Request request) {
    return true;
  }

  /// Signs what came as Amazon does, and compares.
  @Override
  Optional<Reply> refusal(Request request) {
    var time =
        Instant.from(
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX").parse(request.header("x-amz-date")));
    if (Stream.of("", "/deep/er").noneMatch(prefix -> isSigned(request, prefix, time)))
      return no(
          403,
          "{\"__type\":\"SignatureDoesNotMatch\",\"message\":\"The request signature we"
              + " calculated does not match\"}");
    if (!request.header("content-type").equals("application/x-amz-json-1.0"))
      return no(400, "{\"__type\":\"SerializationException\"}");
    if (!request.header("x-amz-target").equals("GraniteServiceVersion20100801.DescribeAlarms"))
      return no(400, "{\"__type\":\"UnknownOperationException\"}");
    return Optional.empty();
  }

  private boolean isSigned(Request request, String prefix, Instant time) {
    var ask =
        new Ask(
            request.method(),
            request.path(),
            List.of(),
            Map.of(
                "X-Amz-Target", request.header("x-amz-target"),
                "Content-Type", request.header("content-type")),
            Optional.of(request.body()));
    var signed =
        new AwsSignature("AKIDEXAMPLE", TOKEN, "", "eu-west-1", "monitoring", this::now)
            .signed(ask, URI.create("http://" + request.header("host") + prefix), time);
    return request.header("authorization").equals(signed.headers().get("Authorization"));
  }

  @Override
  protected String key(Request request) {
    var token = request.body().contains("\"NextToken\":\"p2\"") ? " from p2" : "";
    return (request.body().contains("MetricAlarm") ? "metric" : "composite") + token;
  }

  @Test
  void alarmsOfBothKindsAndEveryPageAreAlerts() throws Exception {
    var names = signals().stream().map(it -> ((Alert) it).name()).toList();
    assertEquals(List.of("cpu high", "errors", "shop down"), names);
    assertEquals("i-0abc", first(Alert.class).entity().name());
    assertEquals("2026-11-25T07:40:00.500Z", first(Alert.class).startsAt().toString());
  }

  /// "get-vanilla" of the test suite that Amazon publishes for its signature.
  @Test
  void signatureIsThatOfAmazonsOwnExample() {
    var ask = Ask.get("/", List.of());
    var signed =
        new AwsSignature(
                "AKIDEXAMPLE",
                "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
                "",
                "us-east-1",
                "service",
                this::now)
            .signed(
                ask,
                URI.create("https://example.amazonaws.com"),
                Instant.parse("2015-08-30T12:36:00Z"));
    assertTrue(
        signed
            .headers()
            .get("Authorization")
            .endsWith("Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        signed.headers()::toString);
  }
}
