package io.watchfloor.app.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.signal.MetricInfo;
import java.time.Instant;
import java.time.ZoneOffset;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;

final class MetricChartTest extends ApplicationTest {
  private static final Span DAY = new Span(0, 86_400_000L);
  private MetricChart chart;

  @Override
  public void start(Stage stage) {
    int size = 86_400;
    var at = new long[size];
    var value = new double[size];
    for (int i = 0; i < size; i++) {
      at[i] = i * 1000L;
      value[i] = Math.sin(i / 5000.0);
    }
    chart = new MetricChart(DAY, ZoneOffset.UTC);
    chart.setData(
        ChartData.of(
            new ChartData.Line("m", new Pyramid(at, value)),
            MetricInfo.UNKNOWN,
            Instant.ofEpochMilli(86_400_000L)));
    var scene = new Scene(new StackPane(chart), 900, 400);
    Theme.dress(scene);
    stage.setScene(scene);
    stage.show();
  }

  private Point2D at(double share) {
    double x = MetricChart.LEFT + share * (chart.getWidth() - MetricChart.LEFT - MetricChart.RIGHT);
    return chart.localToScreen(x, 150);
  }

  @Test
  void aDragZoomsToWhatWasDraggedOverAndZeroFits() {
    drag(at(0.25)).dropTo(at(0.5));
    var near = chart.view().get();
    assertEquals(6 * 3600, near.from() / 1000.0, 300);
    assertEquals(12 * 3600, near.to() / 1000.0, 300);
    press(KeyCode.DIGIT0).release(KeyCode.DIGIT0);
    assertEquals(DAY, chart.view().get());
  }

  @Test
  void shiftDragPansAndKeepsTheLength() {
    interact(() -> chart.view().set(new Span(20_000_000, 40_000_000)));
    press(KeyCode.SHIFT);
    drag(at(0.5)).dropTo(at(0.25));
    release(KeyCode.SHIFT);
    var moved = chart.view().get();
    assertEquals(20_000_000, moved.length());
    assertTrue(moved.from() > 20_000_000, "later than before: " + moved);
  }

  @Test
  void theWheelZoomsAboutThePointer() {
    moveTo(at(0.5));
    scroll(1, javafx.geometry.VerticalDirection.UP);
    var near = chart.view().get();
    assertTrue(near.length() != DAY.length(), "zoomed");
    assertEquals(43_200, (near.from() + near.to()) / 2000.0, 300);
  }

  @Test
  void theArrowsMoveTheCursor() {
    interact(chart::requestFocus);
    press(KeyCode.RIGHT).release(KeyCode.RIGHT);
    var first = chart.cursor().get().orElseThrow();
    press(KeyCode.RIGHT).release(KeyCode.RIGHT);
    assertTrue(chart.cursor().get().orElseThrow().isAfter(first));
  }
}
