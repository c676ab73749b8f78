package io.watchfloor.app.ui.kit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.signal.MetricInfo;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/// One million points, a scripted path of 300 frames of pan and zoom at 1200×700: CPU milliseconds
/// of the whole process a frame, ours beside the same path as a Canvas polyline of the same
/// columns, rounds in turn. Prints its table; run by `-Pbench`.
final class ChartBench {
  private static final int POINTS = 1_000_000, FRAMES = 300;
  private static final int ROUNDS = Integer.getInteger("rounds", 3);

  private interface Frame {
    void draw(Span span);
  }

  @Test
  void aMillionPointsPanAndZoomBesideAPolyline() throws Exception {
    FxToolkit.registerPrimaryStage();
    var points = points();
    var whole = new Span(points.at(0), points.at(POINTS - 1));
    var ours = new double[ROUNDS];
    var line = new double[ROUNDS];
    var fx = new double[ROUNDS * FRAMES];
    for (int round = 0; round < ROUNDS; round++) {
      ours[round] = run(true, points, whole, fx, round * FRAMES);
      line[round] = run(false, points, whole, new double[FRAMES], 0);
    }
    Arrays.sort(ours);
    Arrays.sort(line);
    Arrays.sort(fx);
    System.out.printf(
        "%,d points, %d frames of pan and zoom, %d rounds, median of CPU ms a frame%n"
            + "  ours      %6.2f  (FX thread, 99th percentile %.2f ms)%n"
            + "  polyline  %6.2f  (%.1f times ours)%n",
        POINTS,
        FRAMES,
        ROUNDS,
        ours[ROUNDS / 2],
        fx[(int) (fx.length * 0.99)],
        line[ROUNDS / 2],
        line[ROUNDS / 2] / ours[ROUNDS / 2]);
    assertTrue(ours[ROUNDS / 2] < line[ROUNDS / 2], "drawing columns costs less than a polyline");
  }

  private static Pyramid points() {
    var random = new Random(7);
    var at = new long[POINTS];
    var value = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      at[i] = i * 1000L;
      value[i] = Math.sin(i / 40_000.0) * 10 + random.nextGaussian();
    }
    return new Pyramid(at, value);
  }

  private static double run(boolean isOurs, Pyramid points, Span whole, double[] fx, int offset)
      throws InterruptedException {
    var done = new CountDownLatch(1);
    var spent = new long[2];
    Platform.runLater(
        () -> {
          var stage = new Stage();
          var pane = new StackPane();
          Frame frame = isOurs ? ours(pane, points, whole) : polyline(pane, points);
          var scene = new Scene(pane, 1200, 700);
          Theme.dress(scene);
          stage.setScene(scene);
          stage.show();
          new AnimationTimer() {
            private int at = -20;

            @Override
            public void handle(long now) {
              if (at == 0) spent[0] = cpu();
              if (at >= FRAMES) {
                spent[1] = cpu();
                stop();
                stage.close();
                done.countDown();
                return;
              }
              long before = System.nanoTime();
              frame.draw(path(Math.max(0, at), whole));
              pane.layout();
              if (at >= 0) fx[offset + at] = (System.nanoTime() - before) / 1e6;
              at++;
            }
          }.start();
        });
    done.await();
    return (spent[1] - spent[0]) / 1e6 / FRAMES;
  }

  private static Span path(int frame, Span whole) {
    double near = 0.05 + 0.95 * Math.abs(Math.cos(frame * Math.PI / 150));
    long length = Math.round(whole.length() * near);
    long from = Math.round((whole.length() - length) * (0.5 + 0.5 * Math.sin(frame / 40.0)));
    return new Span(whole.from() + from, whole.from() + from + length);
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static Frame ours(StackPane pane, Pyramid points, Span whole) {
    var chart = new MetricChart(whole, ZoneOffset.UTC);
    chart.setData(
        ChartData.of(
            new ChartData.Line("m", points), MetricInfo.UNKNOWN, Instant.ofEpochMilli(whole.to())));
    pane.getChildren().setAll(chart);
    return span -> chart.view().set(span);
  }

  private static Frame polyline(StackPane pane, Pyramid points) {
    var canvas = new Canvas(1200, 700);
    pane.getChildren().setAll(canvas);
    var xs = new double[2400];
    var ys = new double[2400];
    return span -> {
      var pen = canvas.getGraphicsContext2D();
      pen.clearRect(0, 0, 1200, 700);
      pen.setStroke(Theme.palette().get().of(Ink.CHART_INK));
      for (int x = 0; x < 1200; x++) {
        int from = points.indexAt(span.millis(x, 1200)),
            to = points.indexAt(span.millis(x + 1, 1200));
        to = Math.max(to, from + 1);
        xs[2 * x] = x;
        xs[2 * x + 1] = x;
        ys[2 * x] = 350 - points.low(from, to) * 20;
        ys[2 * x + 1] = 350 - points.high(from, to) * 20;
      }
      pen.strokePolyline(xs, ys, 2400);
    };
  }
}
