package io.watchfloor.app.ui.hindsight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.app.ui.Restless;
import io.watchfloor.app.ui.kit.FakeBackend;
import io.watchfloor.app.ui.kit.FakeNavigator;
import io.watchfloor.app.ui.kit.Theme;
import io.watchfloor.app.ui.shell.Target;
import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.incident.Ref;
import java.util.concurrent.TimeUnit;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

class HindsightRobotTest extends ApplicationTest {
  private final FakeBackend backend = Restless.backend();
  private final FakeNavigator navigator = new FakeNavigator();
  private HindsightView view;

  @Override
  public void start(Stage stage) {
    view = new HindsightView(backend, navigator);
    var scene = new Scene((Parent) view.view(), 1060, 700);
    Theme.dress(scene);
    stage.setScene(scene);
    view.shown();
    stage.show();
  }

  private int told(String side) {
    return Integer.parseInt(lookup("#told-" + side).queryAs(Label.class).getText());
  }

  private void other(int step) {
    interact(() -> lookup("#other-sensitivity").queryAs(Slider.class).setValue(step));
  }

  private void look() {
    interact(() -> lookup("#look-back").queryButton().fire());
  }

  @Test
  void bothSidesAreCountedAndTheSliderAsksNothingAnew() {
    write("#hindsight-words", "queue_length");
    look();
    int own = told("own");
    assertTrue(own >= 1, "the large jumps are told");
    other(4);
    assertEquals(own, told("other"), "the same sensitivity tells the same");
    other(0);
    assertTrue(told("other") < own, "less sensitive tells less: " + told("other") + " of " + own);
    backend.history = new io.watchfloor.app.ui.kit.FakeHistory();
    other(8);
    assertTrue(told("other") >= own, "no history was asked for it");
    assertEquals(
        told("other"), lookup("#episodes-other").queryAs(TableView.class).getItems().size());
    var perDay = lookup("#per-day-own").queryAs(Label.class).getText();
    assertTrue(perDay.contains(own + " a day"), perDay);
  }

  private void write(String field, String text) {
    interact(() -> lookup(field).queryTextInputControl().setText(text));
  }

  @Test
  void theOtherSensitivityIsPutInForceFromHere() {
    look();
    other(2);
    interact(() -> lookup("#use-sensitivity").queryButton().fire());
    assertEquals("0.5", backend.savedSettings.get("detection.sensitivity"));
  }

  @Test
  void anEpisodeOpensItsSeriesAtItsTime() {
    write("#hindsight-words", "queue_length");
    look();
    var table = lookup("#episodes-own").<Anomaly>queryTableView();
    interact(
        () -> {
          table.requestFocus();
          table.getSelectionModel().select(0);
        });
    push(KeyCode.ENTER);
    var ref = (Ref.ToSeries) ((Target.ToRef) navigator.targets.getLast()).ref();
    assertEquals(Restless.QUEUE, ref.series());
    assertTrue(ref.window().contains(table.getItems().getFirst().from()));
  }

  @Test
  void itCanBeStoppedAndSaysThatItWas() throws Exception {
    var slow = new SlowHistory(backend.history);
    backend.history = slow;
    backend.readsElsewhere = true;
    look();
    slow.oneMore();
    WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, slow::isWaiting);
    interact(() -> lookup("#stop-looking").queryButton().fire());
    slow.oneMore();
    WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> says("It was stopped"));
    assertTrue(slow.asked() < 5, "it did not go on: " + slow.asked());
  }

  private boolean says(String words) {
    return lookup(".label").queryAllAs(Label.class).stream()
        .anyMatch(label -> label.isVisible() && label.getText().contains(words));
  }

  @Test
  void whereNothingFitsItSaysSo() {
    write("#hindsight-words", "no such metric");
    look();
    assertTrue(says("No series fits"));
  }

  @Test
  void aFewMinutesOfHistoryAreNotMadeARateADay() {
    var history = (io.watchfloor.app.ui.kit.FakeHistory) backend.history;
    for (var entry : history.series.entrySet()) {
      var all = entry.getValue();
      int from = all.size() - 240;
      entry.setValue(
          new io.watchfloor.model.signal.Series(
              all.id(),
              all.info(),
              java.util.Arrays.copyOfRange(all.epochMillis(), from, all.size()),
              java.util.Arrays.copyOfRange(all.values(), from, all.size())));
    }
    look();
    var perDay = lookup("#per-day-own").queryAs(Label.class).getText();
    assertTrue(perDay.contains("too little to say how many a day"), perDay);
  }
}
