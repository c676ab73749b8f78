package io.watchfloor.app.ui.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.watchfloor.app.ui.kit.Estate;
import io.watchfloor.app.ui.kit.FakeBackend;
import io.watchfloor.app.ui.kit.FakeNavigator;
import io.watchfloor.app.ui.kit.Theme;
import io.watchfloor.model.signal.Severity;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.scene.Scene;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// Twenty thousand alerts: how long a key holds the FX thread, and how long until the rows are
/// there, beside the usual way (a FilteredList on the FX thread) in the same run. Prints its table;
/// run by `-Pbench`.
final class AlertsBench {
  private static final int ALERTS = 20_000, ROUNDS = 15;
  private static final String[] TYPED = {"c", "ca", "cat", "cata", "catal", "state:firing"};

  private static FakeBackend backend() {
    var estate = Estate.busy();
    estate.alerts.clear();
    var severities = new Severity[] {Severity.CRITICAL, Severity.MAJOR, Severity.WARNING};
    for (int i = 0; i < ALERTS; i++)
      estate.alerts.add(
          Estate.alert(
              "Alert" + i % 400,
              (i % 3 == 0 ? "catalogue-" : "frontend-") + i,
              severities[i % severities.length],
              "fails " + i + " of its requests since the last deploy",
              "07:17:03",
              1,
              Optional.empty()));
    return new FakeBackend(estate.build());
  }

  @Test
  void twentyThousandAlertsAnswerEveryKey() throws Exception {
    FxToolkit.registerPrimaryStage();
    var backend = backend();
    backend.isSlowElsewhere = true;
    var view = WaitForAsyncUtils.asyncFx(() -> open(backend)).get(120, TimeUnit.SECONDS);
    var field = WaitForAsyncUtils.asyncFx(() -> (TextField) view.view().lookup("#alert-filter"));
    var table = WaitForAsyncUtils.asyncFx(() -> (AlertTable) view.view().lookup("#alert-table"));
    var typing = field.get();
    var rows = table.get();
    WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> rows.getItems().size() == ALERTS);
    var held = new double[ROUNDS * TYPED.length];
    var there = new double[held.length];
    var move = new double[held.length];
    var usual = new double[held.length];
    var all = FXCollections.observableArrayList(rows.getItems());
    var filtered = new FilteredList<>(all);
    int n = 0;
    for (int round = 0; round < ROUNDS; round++)
      for (var text : TYPED) {
        long before = System.nanoTime();
        held[n] = onFx(() -> typing.setText(text));
        int expected = text.equals("state:firing") ? ALERTS : (ALERTS + 2) / 3;
        WaitForAsyncUtils.waitFor(
            60, TimeUnit.SECONDS, () -> rows.getItems().size() == expected || text.length() < 3);
        there[n] = (System.nanoTime() - before) / 1e6;
        move[n] = onFx(() -> rows.move(1));
        var test = Filter.parse(text);
        usual[n] = onFx(() -> filtered.setPredicate(test));
        n++;
      }
    print(held, there, move, usual);
    assertEquals(ALERTS, backend.snapshot().alerts().size());
  }

  private static AlertsView open(FakeBackend backend) {
    var view = new AlertsView(backend, new FakeNavigator());
    var scene = new Scene((Region) view.view(), 1240, 820);
    Theme.dress(scene);
    var stage = new Stage();
    stage.setScene(scene);
    view.shown();
    stage.show();
    return view;
  }

  /// Milliseconds for which the FX thread was held.
  private static double onFx(Runnable task) throws Exception {
    return WaitForAsyncUtils.asyncFx(
            () -> {
              long before = System.nanoTime();
              task.run();
              return (System.nanoTime() - before) / 1e6;
            })
        .get(60, TimeUnit.SECONDS);
  }

  private static void print(double[] held, double[] there, double[] move, double[] usual) {
    System.out.printf("%,d alerts, %d keys, ms: median, 95th percentile%n", ALERTS, held.length);
    line("a key in the filter holds the FX thread", held);
    line("until the rows are there", there);
    line("j moves the cursor", move);
    line("yardstick: FilteredList on the FX thread", usual);
    assertEquals(false, Platform.isFxApplicationThread());
  }

  private static void line(String what, double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    System.out.printf(
        "  %-42s %8.1f %8.1f%n",
        what, sorted[sorted.length / 2], sorted[(int) (sorted.length * 0.95)]);
  }
}
