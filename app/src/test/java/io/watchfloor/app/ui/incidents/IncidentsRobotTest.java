package io.watchfloor.app.ui.incidents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.app.ui.Remembered;
import io.watchfloor.app.ui.kit.Estate;
import io.watchfloor.app.ui.kit.FakeBackend;
import io.watchfloor.app.ui.kit.FakeNavigator;
import io.watchfloor.app.ui.kit.Theme;
import io.watchfloor.app.ui.shell.Target;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.learn.Priors;
import io.watchfloor.model.pipeline.Command;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;

final class IncidentsRobotTest extends ApplicationTest {
  private final FakeNavigator navigator = new FakeNavigator();
  private FakeBackend backend;
  private IncidentsView view;

  @Override
  public void start(Stage stage) {
    backend = new FakeBackend(Estate.busy().build());
    view = new IncidentsView(backend, navigator);
    var scene = new Scene((Parent) view.view(), 1240, 900);
    Theme.dress(scene);
    stage.setScene(scene);
    view.shown();
    stage.show();
  }

  @Test
  void theWorstIncidentIsFirstAndEnterOpensIt() {
    clickOn("#incident-list");
    interact(() -> lookup("#incident-list").queryListView().getSelectionModel().select(0));
    press(KeyCode.ENTER).release(KeyCode.ENTER);
    assertEquals(
        "catalogue fails 72 % of its requests",
        lookup("#incident-title").queryAs(Label.class).getText());
    assertTrue(interactBack(), "Esc goes back to the list");
    assertTrue(lookup("#incident-list").query().getParent().isVisible());
  }

  private boolean interactBack() {
    var went = new boolean[1];
    interact(() -> went[0] = view.back());
    return went[0];
  }

  @Test
  void theEvidenceOpensTheRowsBehindIt() {
    interact(() -> view.open(new Target.ToIncident(new IncidentId("INC-214"))));
    clickOn("#evidence-change");
    var rows = lookup("#evidence-rows").queryAs(TextArea.class).getText();
    assertTrue(rows.contains("catalogue 1.9.0 is rolled out"), rows);
    assertTrue(interactBack(), "Esc closes the evidence first");
    assertFalse(lookup("#evidence").query().isVisible());
    assertTrue(lookup("#incident-detail").query().isVisible());
  }

  @Test
  void theSuspectIsJudgedAndTheFixIsReviewedNotRun() {
    interact(() -> view.open(new Target.ToIncident(new IncidentId("INC-214"))));
    clickOn("#suspect-right");
    assertTrue(((Command.JudgeSuspect) backend.sent.getFirst()).right());
    clickOn("#review-fix");
    assertEquals("fixes", navigator.screens.getLast());
    assertEquals(1, backend.sent.size(), "looking at a fix runs nothing");
  }

  @Test
  void whatWasSaidOfASuspectIsShownAndCanBeTakenBack() {
    interact(
        () -> {
          backend.publish(Remembered.taught(Remembered.verdicts()));
          view.open(new Target.ToIncident(new IncidentId("INC-214")));
        });
    assertTrue(says("Right, said " + Estate.NIGHT.name()), "who said what");
    assertTrue(says("right 2 of 3 times at this level"), "the record at this confidence");
    assertTrue(lookup("#suspect-right").tryQuery().isEmpty(), "it was said already");
    interact(() -> lookup("#suspect-forget").queryButton().fire());
    var sent = (Command.ForgetSuspect) backend.sent.getLast();
    assertEquals("catalogue", sent.entity().name());

    interact(() -> backend.publish(Remembered.taught(Priors.NONE)));
    assertTrue(lookup("#suspect-right").tryQuery().isPresent(), "it can be said again");
  }

  private boolean says(String words) {
    return lookup(".label").queryAllAs(javafx.scene.control.Labeled.class).stream()
        .anyMatch(label -> label.getText().startsWith(words));
  }

  @Test
  void anAnomalyOfTheIncidentIsSaidInPlainWordsAndJudgedThere() {
    var remembered = Remembered.backend();
    interact(
        () -> {
          backend.history = remembered.history;
          backend.publish(remembered.snapshot());
          view.open(new Target.ToIncident(new IncidentId("INC-214")));
        });
    assertTrue(
        lookup(".label").queryAllAs(javafx.scene.control.Labeled.class).stream()
            .anyMatch(label -> label.getText().startsWith("http_errors_ratio: 72 × the usual")),
        "the row of the anomaly says how unusual it is");
    assertTrue(lookup("#together").query().isVisible(), "what is strange together is shown");
    assertTrue(lookup("↓ db_pool_free").tryQuery().isPresent());
    interact(() -> lookup("#judge-right").queryButton().fire());
    var judged = (Command.JudgeAnomaly) backend.sent.getLast();
    assertEquals("A-1", judged.anomaly());
    assertTrue(judged.right());
  }

  @Test
  void acknowledgingTakesAKeyAWordAndEnter() {
    interact(() -> view.open(new Target.ToIncident(new IncidentId("INC-214"))));
    interact(() -> key("a").run());
    write("on it");
    press(KeyCode.ENTER).release(KeyCode.ENTER);
    var sent = (Command.AcknowledgeIncident) backend.sent.getFirst();
    assertEquals("on it", sent.comment());
    assertEquals(new IncidentId("INC-214"), sent.incident());
  }

  @Test
  void theTimelineIsAListToo() {
    interact(() -> view.open(new Target.ToIncident(new IncidentId("INC-214"))));
    interact(() -> key("t").run());
    var list = lookup("#timeline-list").queryAs(ListView.class);
    assertTrue(list.isVisible());
    assertTrue(
        list.getItems().stream().anyMatch(row -> row.toString().contains("catalogue 1.9.0")),
        "the change is a row");
    assertTrue(
        list.getItems().stream().anyMatch(row -> row.toString().contains("old-cluster")),
        "the blind source is a row");
  }

  private Runnable key(String key) {
    return view.keys().stream()
        .filter(k -> k.keys().equals(key))
        .findFirst()
        .orElseThrow()
        .action();
  }
}
