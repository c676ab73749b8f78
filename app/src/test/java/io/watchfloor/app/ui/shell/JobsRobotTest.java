package io.watchfloor.app.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.app.ui.Screens;
import io.watchfloor.app.ui.kit.Acts;
import io.watchfloor.app.ui.kit.Estate;
import io.watchfloor.app.ui.kit.FakeBackend;
import io.watchfloor.model.pipeline.Command;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.remedy.RunState;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/// What runs in the background is listed at the foot of the window, and can be ended there.
class JobsRobotTest extends ApplicationTest {
  private final FakeBackend backend = new FakeBackend(Estate.calm().build());
  private ShellView shell;

  @Override
  public void start(Stage stage) {
    shell = new ShellView(backend, Screens.all(backend));
    shell.showIn(stage);
    stage.setWidth(1280);
    stage.setHeight(800);
    stage.show();
  }

  @Test
  void aCalmConsoleRunsNothingAndSaysSo() {
    assertFalse(running().isVisible() && running().getParent().isVisible());
    type(KeyCode.G).type(KeyCode.J);
    assertTrue(says("Nothing runs in the background"));
  }

  @Test
  void longWorkIsListedWithHowFarItIsAndCancelledThere() throws Exception {
    var work = new CompletableFuture<String>();
    interact(() -> shell.follow("Report of the last seven days", work, () -> 0.4));
    WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, () -> running().getParent().isVisible());
    assertEquals("1 running", running().getText());
    type(KeyCode.G).type(KeyCode.J);
    assertTrue(says("Report of the last seven days"));
    var bar = lookup(".wf-job-bar").queryAs(ProgressBar.class);
    assertEquals(0.4, bar.getProgress(), 0.001);
    interact(() -> lookup(".wf-job .button").queryButton().fire());
    assertTrue(work.isCancelled());
    WaitForAsyncUtils.waitForFxEvents();
    assertFalse(running().getParent().isVisible());
  }

  @Test
  void workThatEndsAtOnceIsNeverListed() {
    var work = new CompletableFuture<String>();
    interact(
        () -> {
          shell.follow("A moment", work, () -> Job.UNKNOWN);
          work.complete("done");
        });
    sleepOver();
    assertFalse(running().getParent().isVisible());
  }

  @Test
  void aRunIsCancelledFromThePaletteAndStaysUntilItHasEnded() {
    var b = Estate.calm();
    b.runs.add(Acts.run(RunState.RUNNING));
    interact(() -> backend.publish(b.build()));
    assertEquals("1 running", running().getText());
    press(KeyCode.CONTROL).type(KeyCode.K).release(KeyCode.CONTROL);
    write("cancel: fix").type(KeyCode.ENTER);
    assertEquals(new Command.CancelRun(Estate.NIGHT, "R-1"), backend.sent.getLast());
    assertTrue(running().getParent().isVisible(), "it has not ended yet");
    interact(() -> backend.publish(Estate.calm().build()));
    assertFalse(running().getParent().isVisible());
  }

  @Test
  void aRefusedCancelMayBeAskedAgain() {
    backend.answer = command -> new Decision.Refused("It is being verified.");
    var b = Estate.calm();
    b.runs.add(Acts.run(RunState.VERIFYING));
    interact(() -> backend.publish(b.build()));
    type(KeyCode.G).type(KeyCode.J);
    assertTrue(says("watching its effect: 0 of 2 seen"));
    interact(() -> lookup(".wf-job .button").queryButton().fire());
    assertTrue(says("It is being verified."));
    assertFalse(lookup(".wf-job .button").queryButton().isDisabled());
  }

  private Button running() {
    return (Button) shell.scene().lookup("#running");
  }

  /// Longer than what is never listed takes.
  private void sleepOver() {
    var later = new CompletableFuture<Void>();
    interact(() -> io.watchfloor.app.ui.kit.Fx.after(0.5, () -> later.complete(null)).play());
    later.orTimeout(5, TimeUnit.SECONDS).join();
  }

  private boolean says(String words) {
    WaitForAsyncUtils.waitForFxEvents();
    return lookup(
            n -> n instanceof Label label && label.isVisible() && label.getText().contains(words))
        .tryQuery()
        .isPresent();
  }
}
