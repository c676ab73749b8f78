package io.watchfloor.app.ui.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.app.ui.Remembered;
import io.watchfloor.app.ui.kit.Estate;
import io.watchfloor.app.ui.kit.FakeBackend;
import io.watchfloor.app.ui.kit.FakeHistory;
import io.watchfloor.app.ui.kit.FakeNavigator;
import io.watchfloor.app.ui.kit.Theme;
import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.learn.Feedback;
import io.watchfloor.model.learn.Priors;
import io.watchfloor.model.learn.Teacher;
import io.watchfloor.model.pipeline.Command;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;

class MetricsRobotTest extends ApplicationTest {
  private final FakeBackend backend = Remembered.backend();
  private final FakeHistory history = (FakeHistory) backend.history;
  private final Anomaly anomaly = backend.snapshot().anomalies().getLast();
  private MetricsView view;

  @Override
  public void start(Stage stage) {
    view = new MetricsView(backend, new FakeNavigator());
    var scene = new Scene((Parent) view.view(), 1240, 800);
    Theme.dress(scene);
    stage.setScene(scene);
    view.shown();
    stage.show();
  }

  private String sentence() {
    return lookup("#stands-out").queryAs(Label.class).getText();
  }

  private void look() {
    interact(
        () -> {
          view.hidden();
          view.shown();
        });
  }

  private void addSister(String service, boolean shows) {
    var id = Estate.series("http_errors_ratio", service);
    var own = history.series.get(anomaly.series());
    history.series.put(id, new Series(id, own.info(), own.epochMillis(), own.values()));
    if (shows) history.anomalies.add(like(id, service));
  }

  private Anomaly like(SeriesId id, String service) {
    return new Anomaly(
        "of-" + service,
        id,
        new EntityId(service),
        anomaly.info(),
        anomaly.from().plusSeconds(20),
        Optional.empty(),
        anomaly.at(),
        anomaly.kind(),
        anomaly.grade(),
        anomaly.value(),
        anomaly.expected(),
        anomaly.low(),
        anomaly.high());
  }

  @Test
  void oneSentenceSaysHowMuchSinceWhenAndWhetherItsSistersShowItToo() {
    assertEquals("72 × the usual for a Sunday 07:00; since 07:16", sentence());
    addSister("cart", true);
    addSister("frontend", true);
    addSister("payment", false);
    look();
    assertEquals(
        "72 × the usual for a Sunday 07:00; since 07:16; 2 of 3 sisters show it too", sentence());
  }

  @Test
  void itIsJudgedHereAndTheVerdictIsShownWithItsWayBack() {
    interact(() -> lookup("#judge-normal").queryButton().fire());
    var judged = (Command.JudgeAnomaly) backend.sent.getLast();
    assertEquals(anomaly.id(), judged.anomaly());
    assertEquals(anomaly.series(), judged.series());
    assertFalse(judged.right());

    var priors =
        Teacher.learn(
            Priors.NONE,
            new Feedback.Episode(
                Estate.NOW, Estate.NIGHT, anomaly.id(), anomaly.series().toString(), false));
    interact(() -> backend.publish(Remembered.taught(priors)));
    var said = lookup("#verdict-said").queryAs(Label.class).getText();
    assertTrue(said.contains(Estate.NIGHT.name()) && said.contains("normal for us"), said);
    assertTrue(lookup("#judge-normal").tryQuery().isEmpty());
    assertTrue(
        lookup(".label").queryAllAs(Labeled.class).stream()
            .anyMatch(label -> label.getText().equals("0.7 × as readily")),
        "what the verdict did to the series is shown");

    interact(() -> lookup("#verdict-back").queryButton().fire());
    assertEquals(
        new Command.ForgetVerdict(Estate.NIGHT, anomaly.id(), anomaly.series()),
        backend.sent.getLast());
  }

  @Test
  void theMetricsThatAreStrangeWithItAreNamedAndLeadToTheirSeries() {
    var other = Estate.series("http_requests_in_flight", "catalogue");
    var own = history.series.get(anomaly.series());
    history.series.put(other, new Series(other, own.info(), own.epochMillis(), own.values()));
    interact(() -> ((Hyperlink) lookup("↑ http_requests_in_flight").query()).fire());
    assertEquals(
        "http_requests_in_flight",
        lookup(".wf-chart-card .wf-card-head .wf-strong").queryAs(Label.class).getText());
  }

  @Test
  void whatIsOnTheScreenIsJudgedDeeplyAndCanBeChosenForGood() {
    assertEquals(Set.of(anomaly.series()), backend.lookedAt);
    interact(() -> lookup("#judge-deeply").queryButton().fire());
    assertEquals(
        new Command.JudgeDeeply(Estate.NIGHT, anomaly.series(), true), backend.sent.getLast());
    interact(() -> view.hidden());
    assertEquals(Set.of(), backend.lookedAt);
  }
}
