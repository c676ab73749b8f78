package io.watchfloor.app.ui.kit;

import io.watchfloor.connectors.Capabilities;
import io.watchfloor.connectors.Capabilities.Proof;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SettingsForm;
import io.watchfloor.connectors.SettingsForm.Field;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.SourceType;
import io.watchfloor.connectors.TestStep;
import io.watchfloor.connectors.TestStep.Result;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A kind of source with the usual form; its test accepts one password: `right`.
public final class FakeSourceType implements SourceType {
  private final String name;
  private final String title;

  public FakeSourceType(String name, String title) {
    this.name = name;
    this.title = title;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(List.of(Capabilities.Brings.METRICS), List.of(), Proof.own("nothing"));
  }

  @Override
  public String summary() {
    return "Metrics, rules, alerts and targets of a server that speaks its API.";
  }

  @Override
  public SettingsForm form() {
    return new SettingsForm(
        List.of(
            Field.of("url", "Address", "Where its web page opens.", Field.Kind.URL, "", true),
            Field.choice("auth", "Sign in with", "", "none", List.of("none", "basic", "bearer")),
            Field.of("user", "User name", "", Field.Kind.TEXT, "", true).when("auth=basic"),
            Field.of("password", "Password", "", Field.Kind.SECRET, "", true).when("auth=basic"),
            Field.of("token", "Token", "", Field.Kind.SECRET, "", true).when("auth=bearer"),
            Field.of("verify", "Check its certificate", "", Field.Kind.FLAG, "true", false)));
  }

  @Override
  public Source open(SourceSettings settings, Opening opening) {
    throw new UnsupportedOperationException("a fake is not opened");
  }

  @Override
  public void test(SourceSettings settings, Opening opening, Consumer<TestStep> progress) {
    play(settings, Map.of(), progress);
  }

  void play(SourceSettings settings, Map<String, Secret> secrets, Consumer<TestStep> progress) {
    progress.accept(
        step("Name found", Result.PASSED, 4, "metrics.shop.example has 2 addresses", ""));
    progress.accept(step("Connected", Result.PASSED, 11, "port 443", ""));
    progress.accept(step("TLS", Result.PASSED, 38, "certificate valid until 3 Feb 2027", ""));
    boolean signsIn = settings.text("auth", "none").equals("basic");
    var password = secrets.get("password");
    if (signsIn && (password == null || !password.reveal().equals("right"))) {
      progress.accept(
          step(
              "Sign-in refused",
              Result.FAILED,
              152,
              "GET /api/v1/query?query=up\n"
                  + "401 Unauthorized\n"
                  + "WWW-Authenticate: Basic realm=\"shop\"",
              "password"));
      progress.accept(step("May read metrics", Result.SKIPPED, 0, "", ""));
      progress.accept(step("Sample", Result.SKIPPED, 0, "", ""));
      return;
    }
    progress.accept(step("Signed in", Result.PASSED, 21, "", ""));
    progress.accept(step("May read metrics", Result.PASSED, 9, "", ""));
    progress.accept(step("Sample", Result.PASSED, 30, "up{job=\"shop\"} 1", ""));
  }

  private static TestStep step(String name, Result result, int millis, String words, String field) {
    return new TestStep(name, result, Duration.ofMillis(millis), words, field);
  }
}
