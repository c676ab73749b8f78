package io.watchfloor.app.ui.fixes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.app.ui.kit.Acts;
import io.watchfloor.app.ui.kit.Estate;
import io.watchfloor.app.ui.kit.FakeBackend;
import io.watchfloor.app.ui.kit.FakeNavigator;
import io.watchfloor.app.ui.kit.SnapshotBuilder;
import io.watchfloor.app.ui.kit.Theme;
import io.watchfloor.model.pipeline.Command;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.remedy.Proposal;
import io.watchfloor.model.remedy.Risk;
import io.watchfloor.model.remedy.RunState;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

final class FixesRobotTest extends ApplicationTest {
  private FakeBackend backend;
  private FixesView view;

  @Override
  public void start(Stage stage) {
    backend = new FakeBackend(Estate.busy().build());
    view = new FixesView(backend, new FakeNavigator());
    var scene = new Scene((javafx.scene.Parent) view.view(), 1240, 820);
    Theme.dress(scene);
    stage.setScene(scene);
    view.shown();
    stage.show();
  }

  private SnapshotBuilder estateWith(Proposal proposal) {
    var b = Estate.busy();
    b.proposals.clear();
    b.proposals.add(proposal);
    return b;
  }

  private void publish(SnapshotBuilder b) {
    interact(() -> backend.publish(b.build()));
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void approvesExactlyThePlanThatWasShownAndFollowsItUntilVerified() {
    clickOn("#approve");
    var sent = (Command.Approve) backend.sent.getFirst();
    assertEquals("P-1", sent.proposal());
    assertEquals(Estate.proposal().plan().hash(), sent.planHash());
    var b = estateWith(Acts.withState(Estate.proposal(), Proposal.State.APPROVED));
    b.runs.add(Acts.run(RunState.VERIFYING));
    publish(b);
    assertTrue(lookup("HighErrorRate catalogue clears").tryQuery().isPresent());
    b.runs.clear();
    b.runs.add(Acts.run(RunState.SUCCEEDED));
    publish(b);
    assertTrue(lookup("#run-end").lookup("Verified in 18 s").tryQuery().isPresent());
  }

  @Test
  void enterApprovesNothing() {
    assertTrue(lookup("#fix-card").query().isFocused(), "the focus starts on the card");
    press(KeyCode.ENTER).release(KeyCode.ENTER);
    interact(() -> lookup("#approve").query().requestFocus());
    press(KeyCode.ENTER).release(KeyCode.ENTER);
    assertEquals(List.of(), backend.sent);
  }

  @Test
  void aDoubleClickApprovesOnce() {
    var slow = new CompletableFuture<Decision>();
    var model = new FixesViewModel(backend);
    var shown = Estate.proposal();
    doubleClickOn("#approve");
    assertEquals(1, backend.sent.stream().filter(c -> c instanceof Command.Approve).count());
    var again = model.approve(shown, java.util.Optional.empty());
    assertTrue(again.isDone() && !slow.isDone());
  }

  @Test
  void oneDoesNotApproveOnesOwnHighRisk() {
    backend.passwords.put("lead.ops", "right");
    publish(estateWith(Acts.withRisk(Estate.proposal(), Risk.HIGH, Estate.NIGHT)));
    assertTrue(lookup("#approve").query().isDisabled(), "who asked may not approve");
    clickOn("#approve");
    assertEquals(List.of(), backend.sent, "nothing is sent");
    assertTrue(says("asked for it"), "and it says why");
  }

  @Test
  void nobodyIsHisOwnSecondPerson() {
    backend.passwords.put("lead.ops", "right");
    backend.passwords.put("night.ops", "mine");
    publish(
        estateWith(
            Acts.withRisk(
                Estate.proposal(), Risk.HIGH, new io.watchfloor.model.audit.Operator("day.ops"))));
    clickOn("#approve");
    interact(
        () -> lookup("#second-person").queryAs(ComboBox.class).getEditor().setText("night.ops"));
    clickOn("#second-password").write("mine");
    clickOn("#second-approve");
    assertEquals(List.of(), backend.sent, "nobody is his own second person");
    assertTrue(says("somebody else"), "and it says why");
  }

  @Test
  void aSecondPersonWithTheWrongPasswordApprovesNothingWithTheRightOneOnce() {
    backend.passwords.put("lead.ops", "right");
    publish(
        estateWith(
            Acts.withRisk(
                Estate.proposal(), Risk.HIGH, new io.watchfloor.model.audit.Operator("day.ops"))));
    clickOn("#approve");
    interact(
        () -> lookup("#second-person").queryAs(ComboBox.class).getEditor().setText("lead.ops"));
    clickOn("#second-password").write("wrong");
    clickOn("#second-approve");
    assertEquals(List.of(), backend.sent);
    clickOn("#second-password").write("right");
    clickOn("#second-approve");
    assertEquals(1, backend.sent.size());
    assertEquals(Estate.LEAD, ((Command.Approve) backend.sent.getFirst()).second().orElseThrow());
  }

  @Test
  void anExpiredOrStoppedPlanCanNotBeApprovedAndSaysWhy() {
    interact(() -> backend.now = Estate.at("08:00:00"));
    publish(estateWith(Estate.proposal()));
    interact(() -> backend.now = Estate.at("08:00:00"));
    interact(() -> view.open(new io.watchfloor.app.ui.shell.Target.ToProposal("P-1")));
    assertTrue(lookup("#approve").query().isDisabled());
    assertTrue(says("expired"));
    assertFalse(backend.sent.stream().anyMatch(c -> c instanceof Command.Approve));
  }

  private boolean says(String words) {
    return lookup(
            n -> n instanceof Label label && label.isVisible() && label.getText().contains(words))
        .tryQuery()
        .isPresent();
  }
}
