package io.watchfloor.app.report;

import io.watchfloor.app.report.ReportData.Median;
import io.watchfloor.app.report.ReportData.Period;
import java.awt.Color;
import java.awt.Graphics2D;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/// Bars of a median a period, the newest dark; a period without a value has no bar. The words
/// belong to who draws the page: as text they stay searchable.
final class PeriodChart {
  private static final Color GREY = new Color(0xd0d7de);
  private static final Color DARK = new Color(0x32383f);

  private PeriodChart() {}

  static void paint(
      List<Period> periods,
      Function<Period, Median> of,
      Graphics2D graphics,
      int width,
      int height) {
    var labels = new ArrayList<String>();
    var older = new ArrayList<Double>();
    var newest = new ArrayList<Double>();
    for (int i = 0; i < periods.size(); i++) {
      var median = of.apply(periods.get(i));
      labels.add(Integer.toString(i));
      double minutes = median.value().map(PeriodChart::minutes).orElse(0.0);
      boolean isNewest = i == periods.size() - 1;
      older.add(isNewest ? 0 : minutes);
      newest.add(isNewest ? minutes : 0);
    }
    var chart = styled(width, height);
    var old = chart.addSeries("older", labels, older);
    old.setFillColor(GREY);
    var last = chart.addSeries("newest", labels, newest);
    last.setFillColor(DARK);
    chart.paint(graphics, width, height);
  }

  private static double minutes(Duration length) {
    return length.toMillis() / 60_000.0;
  }

  private static CategoryChart styled(int width, int height) {
    var chart = new CategoryChartBuilder().width(width).height(height).build();
    var styler = chart.getStyler();
    styler.setLegendVisible(false);
    styler.setChartTitleVisible(false);
    styler.setPlotGridLinesVisible(false);
    styler.setPlotBorderVisible(false);
    styler.setYAxisTicksVisible(false);
    styler.setXAxisTicksVisible(false);
    styler.setAxisTitlesVisible(false);
    styler.setAxisTicksLineVisible(false);
    styler.setAxisTicksMarksVisible(false);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setChartPadding(0);
    styler.setPlotMargin(0);
    styler.setPlotContentSize(1.0);
    styler.setOverlapped(true);
    styler.setAvailableSpaceFill(0.5);
    styler.setYAxisMin(0.0);
    return chart;
  }
}
