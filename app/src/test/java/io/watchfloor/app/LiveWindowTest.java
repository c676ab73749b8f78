package io.watchfloor.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.app.ui.Screens;
import io.watchfloor.app.ui.kit.Fx;
import io.watchfloor.app.ui.shell.ShellView;
import io.watchfloor.model.pipeline.Command;
import io.watchfloor.model.remedy.Proposal;
import io.watchfloor.model.remedy.RunState;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.source.Secrets.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/// The whole program by robot, on a home of its own: window, engine, store and connectors are the
/// real ones; only the server at the other end is played. Waits for conditions, never for a time.
final class LiveWindowTest extends ApplicationTest {
  private static final int PATIENCE_SECONDS = 60;

  private static final String ALONE = "this-machine: false\ndemo: false\n";

  private static final String RESTORE =
      """
      name: restore-everything
      title: Restore ${service} from its copy
      description: When its disk is full.
      fits: { alerts: [NothingSuggestsThis] }
      parameters:
        service: { type: name, from: entity }
      run: { argv: ["true", "${service}"] }
      risk: high
      effect: It is away for an hour.
      verify: { within: 5m }
      """;

  @TempDir Path home;
  private Stage stage;
  private Console console;
  private ConsoleBackend backend;

  @Override
  public void start(Stage stage) {
    this.stage = stage;
    stage.setWidth(1000);
    stage.setHeight(900);
  }

  private void open(String configuration) throws IOException {
    if (!configuration.isEmpty()) Files.writeString(home.resolve("watchfloor.yaml"), configuration);
    console = Console.open(Optional.of(home), Optional.empty());
    backend = new ConsoleBackend(console, Fx.executor());
    console.start();
    interact(
        () -> {
          new ShellView(backend, Screens.all(backend)).showIn(stage);
          stage.show();
        });
  }

  private static String watching(FakeAlertmanager server) {
    return ALONE
        + "sources:\n  - name: shop\n    type: alertmanager\n    interval: 1s\n    urls: [\""
        + server.url()
        + "\"]\n";
  }

  @AfterEach
  void end() {
    interact(stage::hide);
    if (backend != null) backend.close();
    if (console != null) console.close();
  }

  private static void until(String what, Callable<Boolean> holds) {
    try {
      WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, holds);
    } catch (TimeoutException e) {
      throw new AssertionError("waited in vain until " + what, e);
    }
  }

  private void untilSaid(String words) {
    until("the window says “" + words + "”", () -> says(words));
  }

  private boolean says(String words) {
    return WaitForAsyncUtils.waitForAsyncFx(
        20_000,
        () ->
            lookup(node -> node instanceof Labeled).queryAll().stream()
                .filter(LiveWindowTest::isSeen)
                .map(node -> String.valueOf(((Labeled) node).getText()))
                .collect(Collectors.joining("\n"))
                .contains(words));
  }

  private static boolean isSeen(Node node) {
    for (var at = node; at != null; at = at.getParent()) if (!at.isVisible()) return false;
    return node.getScene() != null;
  }

  private void fire(String button) {
    until(button + " can be pressed", () -> canPress(button));
    interact(() -> lookup(button).queryAs(Button.class).fire());
  }

  private boolean canPress(String button) {
    return lookup(button).tryQuery().filter(node -> isSeen(node) && !node.isDisabled()).isPresent();
  }

  private void write(String field, String text) {
    interact(() -> lookup(field).queryAs(TextInputControl.class).setText(text));
  }

  private Predicate<Proposal> open() {
    return one -> one.state() == Proposal.State.OPEN;
  }

  @Test
  void onFirstRunTheRecordedIncidentFormsIsApprovedAndVerifiedInItsSandbox() throws IOException {
    open("");
    untilSaid("Connect your first source");
    assertTrue(says("Recorded incident: half an hour of a shop"));
    untilSaid("Review and approve");
    untilSaid("Memory");

    type(KeyCode.G).type(KeyCode.I);
    untilSaid("SBX-1");
    interact(() -> lookup("#incident-list").query().requestFocus());
    type(KeyCode.ENTER);
    untilSaid("Suspected causes");
    until("the change is evidence", () -> lookup("#evidence-change").tryQuery().isPresent());
    interact(() -> lookup("#evidence-change").query().requestFocus());
    type(KeyCode.ENTER);
    until(
        "the rows behind the evidence are shown",
        () ->
            lookup("#evidence-rows").tryQueryAs(TextInputControl.class).stream()
                .anyMatch(rows -> isSeen(rows) && rows.getText().contains("catalogue 1.9.0")));

    fire("#nav-fixes");
    untilSaid("Approve in the sandbox");
    fire("#approve");
    interact(() -> backend.sandbox().ifPresent(box -> box.speed(20)));
    until(
        "the fix is verified",
        () -> backend.snapshot().runs().stream().anyMatch(r -> r.state() == RunState.SUCCEEDED));
    untilSaid("Verified in");

    fire("#demo-off");
    until("the demo is gone", () -> backend.sandbox().isEmpty());
    until(
        "the configuration remembers it",
        () -> Files.readString(home.resolve("watchfloor.yaml")).contains("demo: false"));
  }

  @Test
  void aSourceIsConnectedWithAWrongPasswordThenTheRightOne() throws IOException {
    try (var server = new FakeAlertmanager("s3cret-of-the-shop")) {
      server.fire("HighErrorRate", "catalogue", "critical");
      open(ALONE);
      fire("#connect");
      fire("#type-alertmanager");
      write("#field-name", "shop");
      write("#field-urls", server.url());
      interact(() -> lookup("#field-auth").queryAs(ComboBox.class).getSelectionModel().select(1));
      write("#field-user", "watchfloor");
      write("#field-password", "wrong");
      fire("#wizard-test");
      untilSaid("Test: stopped");
      assertTrue(says("401"), "the server's own words are shown");

      write("#field-password", "s3cret-of-the-shop");
      fire("#wizard-test");
      untilSaid("One alert now.");
      fire("#wizard-save");
      until("its alert is here", () -> backend.snapshot().alerts().size() == 1);
      untilSaid("Seeing 1 of 1 source");
      var text = Files.readString(home.resolve("watchfloor.yaml"));
      assertTrue(text.contains("shop") && !text.contains("s3cret"), "no secret in the file");
    }
  }

  @Test
  void threeAlertsAreAcknowledgedByKeyboardAndConfirmedByTheServer() throws IOException {
    try (var server = new FakeAlertmanager("")) {
      for (var service : new String[] {"cart", "edge", "payment"})
        server.fire("HighErrorRate", service, "critical");
      open(watching(server));
      until("three alerts are here", () -> backend.snapshot().alerts().size() == 3);
      type(KeyCode.G).type(KeyCode.A);
      untilSaid("3 of 3 shown");
      type(KeyCode.X);
      untilSaid("1 alert selected");
      type(KeyCode.J).type(KeyCode.X);
      untilSaid("2 alerts selected");
      type(KeyCode.J).type(KeyCode.X);
      untilSaid("3 alerts selected");
      type(KeyCode.A);
      untilSaid("POST " + server.url() + "/api/v2/silences");
      assertEquals(0, server.silences(), "a preview writes nothing");
      write("#act-comment", "rolling back");
      interact(() -> lookup("#act-comment").query().requestFocus());
      type(KeyCode.ENTER);
      until("the server holds three silences", () -> server.silences() == 3);
      assertTrue(server.comments().contains("rolling back"), server.comments());
      until(
          "the list says that they are acknowledged",
          () ->
              backend.snapshot().alerts().stream()
                  .allMatch(alert -> alert.acknowledgement().isPresent()));
      untilSaid("Acked");
    }
  }

  @Test
  void aLostSourceTurnsTheStripAndAFoundOneTurnsItBack() throws IOException {
    try (var server = new FakeAlertmanager("")) {
      server.fire("HighErrorRate", "cart", "critical");
      open(watching(server));
      untilSaid("Seeing 1 of 1 source");
      server.away(true);
      untilSaid("Seeing 0 of 1 source");
      untilSaid("Blind: shop sends nothing");
      type(KeyCode.G).type(KeyCode.A);
      untilSaid("Blind");
      assertFalse(says("Seeing 1 of 1"), "never green when blind");
      server.away(false);
      untilSaid("Seeing 1 of 1 source");
    }
  }

  @Test
  void nobodyApprovesAHighRiskThatHeAskedForHimself() throws IOException {
    Files.createDirectories(home.resolve("runbooks"));
    Files.writeString(home.resolve("runbooks/restore.yaml"), RESTORE);
    try (var server = new FakeAlertmanager("")) {
      server.fire("DiskFull", "uploads", "critical");
      open(watching(server));
      until(
          "an incident is open",
          () -> backend.snapshot().incidents().stream().anyMatch(one -> one.isOpen()));
      interact(() -> backend.setPassword("second.person", new Secret("a-long-password")));
      until("the second person is known", () -> !backend.people().isEmpty());
      var incident = backend.snapshot().incidents().getFirst().id();
      var me = backend.operator();
      interact(
          () ->
              backend.send(
                  new Command.Propose(
                      me, incident, "restore-everything", new EntityId("uploads"))));
      until(
          "what I asked for waits",
          () ->
              backend.snapshot().proposals().stream()
                  .anyMatch(open().and(one -> one.requester().equals(me))));
      var mine =
          backend.snapshot().proposals().stream()
              .filter(open().and(one -> one.requester().equals(me)))
              .findFirst()
              .orElseThrow();
      type(KeyCode.G).type(KeyCode.F);
      untilSaid("Restore uploads from its copy");
      interact(() -> choose(mine));
      untilSaid("asked for it: somebody else has to approve.");
      assertTrue(lookup("#approve").query().isDisabled());
      assertTrue(backend.snapshot().runs().isEmpty(), "nothing ran");
    }
  }

  private void choose(Proposal mine) {
    var asked = "asked for by " + mine.requester().name();
    lookup(".wf-fix-row").queryAll().stream()
        .filter(row -> String.valueOf(row.getAccessibleText()).contains(asked))
        .findFirst()
        .ifPresent(
            row ->
                row.fireEvent(
                    new javafx.scene.input.MouseEvent(
                        javafx.scene.input.MouseEvent.MOUSE_CLICKED,
                        0,
                        0,
                        0,
                        0,
                        javafx.scene.input.MouseButton.PRIMARY,
                        1,
                        false,
                        false,
                        false,
                        false,
                        true,
                        false,
                        false,
                        true,
                        false,
                        true,
                        null)));
  }
}
