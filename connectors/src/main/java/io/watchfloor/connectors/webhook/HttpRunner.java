package io.watchfloor.connectors.webhook;

import io.watchfloor.connectors.VisibleText;
import io.watchfloor.model.remedy.Action;
import io.watchfloor.model.remedy.Plan;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.remedy.RunReport;
import io.watchfloor.model.remedy.RunReport.Ending;
import io.watchfloor.model.remedy.Runner;
import io.watchfloor.model.source.Secrets;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/// Sends one request to an allowed host: no redirect is followed and nothing is tried again, but
/// for GET and HEAD, which change nothing by the rules of HTTP (the JDK asks those once more when a
/// server hangs up). Refused before it was sent it ended badly; cut off afterwards nobody knows
/// what became of it.
public final class HttpRunner implements Runner {
  private static final int LONGEST_LINE = 2_000;
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final Supplier<List<String>> allowed;
  private final Secrets secrets;
  private final InstantSource clock;

  /// `allowedHosts` are globs over `host` or `host:port`, asked for each request; an empty list
  /// allows none.
  public HttpRunner(Supplier<List<String>> allowedHosts, Secrets secrets, InstantSource clock) {
    this.allowed = allowedHosts;
    this.secrets = secrets;
    this.clock = clock;
  }

  @Override
  public boolean canRun(Action action) {
    return action instanceof Action.Http;
  }

  @Override
  public RunReport run(Plan plan, Action action, Consumer<Run.OutputLine> output) {
    if (plan.sandbox()) return badly("A recorded incident never reaches a real system.");
    if (!(action instanceof Action.Http http)) return badly("This is no request.");
    try {
      var url = new URI(http.url());
      var refusal = new AllowedHosts(allowed.get()).refusal(url);
      if (refusal.isPresent()) return badly(refusal.get());
      var hidden = new ArrayList<String>();
      var request =
          HttpRequest.newBuilder(url).timeout(plan.timeLimit()).method(http.method(), body(http));
      http.headers().forEach(request::setHeader);
      for (var header : http.secretHeaders().entrySet()) {
        var secret = secrets.get(header.getValue());
        if (secret.isEmpty())
          return badly(
              "The secret "
                  + header.getValue()
                  + " for the header "
                  + header.getKey()
                  + " is not stored.");
        hidden.add(secret.get().reveal());
        request.setHeader(header.getKey(), secret.get().reveal());
      }
      return send(request.build(), plan.timeLimit(), hidden, output);
    } catch (URISyntaxException e) {
      return badly("This is no address: " + VisibleText.line(e.getReason(), LONGEST_LINE) + ".");
    } catch (IllegalArgumentException e) {
      // The client's words hold the header's value, which may be a secret.
      return badly("The method or a header holds characters that can't be sent.");
    }
  }

  private static HttpRequest.BodyPublisher body(Action.Http http) {
    return http.body().isEmpty()
        ? HttpRequest.BodyPublishers.noBody()
        : HttpRequest.BodyPublishers.ofString(http.body());
  }

  private RunReport send(
      HttpRequest request, Duration limit, List<String> hidden, Consumer<Run.OutputLine> output) {
    // A client of its own: no idle connection that may have died meanwhile.
    try (var client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limit.compareTo(CONNECT) < 0 ? limit : CONNECT)
            .build()) {
      var answer = new CappedAnswer();
      try {
        var sent = client.sendAsync(request, answer);
        sent.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        return report(answer, hidden, output);
      } catch (TimeoutException e) {
        return answer.status() > 0
            ? report(answer, hidden, output)
            : unknown(
                "No answer came within "
                    + limit.toMillis()
                    + " ms. What became of the request is not known.");
      } catch (ExecutionException e) {
        return failed(e.getCause(), limit);
      } catch (InterruptedException e) {
        return unknown(
            "Cancelled while waiting for the answer. What became of the request is not known.");
      } finally {
        client.shutdownNow();
      }
    }
  }

  private static RunReport failed(@Nullable Throwable why, Duration limit) {
    return switch (why) {
      case HttpConnectTimeoutException e ->
          badly("It was not sent: no connection within its time.");
      case HttpTimeoutException e ->
          unknown(
              "No answer came within "
                  + limit.toMillis()
                  + " ms. What became of the request is not known.");
      case ConnectException e -> badly("It was not sent: " + reason(e) + ".");
      case UnknownHostException e -> badly("It was not sent: the host is not known.");
      case SSLHandshakeException e -> badly("It was not sent: " + reason(e) + ".");
      case IOException e ->
          unknown(
              "The connection was cut after the request was sent ("
                  + reason(e)
                  + "). What became of it is not known.");
      case null, default ->
          unknown("It failed unexpectedly (" + why + "). What became of the request is not known.");
    };
  }

  private RunReport report(
      CappedAnswer answer, List<String> hidden, Consumer<Run.OutputLine> output) {
    int status = answer.status();
    boolean isError = status >= 300;
    tell("HTTP " + status, isError, hidden, output);
    answer.text().lines().forEach(line -> tell(line, isError, hidden, output));
    if (answer.isCut()) tell("… the rest of the answer is not shown", isError, hidden, output);
    var exit = OptionalInt.of(status);
    if (!isError) return new RunReport(Ending.WELL, exit, "The answer was HTTP " + status + ".");
    if (status < 400)
      return new RunReport(
          Ending.BADLY,
          exit,
          "The answer was HTTP "
              + status
              + ", a redirect; none is followed. Give the final address.");
    return new RunReport(Ending.BADLY, exit, "The answer was HTTP " + status + ".");
  }

  private void tell(
      String line, boolean isError, List<String> hidden, Consumer<Run.OutputLine> output) {
    for (var secret : hidden) if (!secret.isEmpty()) line = line.replace(secret, "***");
    output.accept(
        new Run.OutputLine(clock.instant(), isError, VisibleText.line(line, LONGEST_LINE)));
  }

  private static String reason(IOException e) {
    var message = e.getMessage();
    return message == null ? "no connection" : VisibleText.line(message, LONGEST_LINE);
  }

  private static RunReport badly(String why) {
    return new RunReport(Ending.BADLY, OptionalInt.empty(), why);
  }

  private static RunReport unknown(String why) {
    return new RunReport(Ending.UNKNOWN, OptionalInt.empty(), why);
  }
}
