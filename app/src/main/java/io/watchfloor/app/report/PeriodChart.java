package io.watchfloor.app.report;

import io.watchfloor.app.report.ReportData.Median;
import io.watchfloor.app.report.ReportData.Period;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/// Bars of a median a period, the newest dark; a period without a value has no bar.
final class PeriodChart {
  private static final Color GREY = new Color(0xd0d7de);
  private static final Color DARK = new Color(0x32383f);
  private static final Color MUTED = new Color(0x57606a);

  private PeriodChart() {}

  static void paint(
      List<Period> periods,
      Function<Period, Median> of,
      ReportWords words,
      Graphics2D graphics,
      int width,
      int height) {
    var labels = new ArrayList<String>();
    var older = new ArrayList<Double>();
    var newest = new ArrayList<Double>();
    for (int i = 0; i < periods.size(); i++) {
      var median = of.apply(periods.get(i));
      labels.add(words.period(periods.get(i).window(), median.count()));
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
    write(periods, of, graphics, width, height);
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
    styler.setAxisTickLabelsFont(font(6.2f));
    styler.setAxisTickLabelsColor(MUTED);
    styler.setYAxisMin(0.0);
    return chart;
  }

  /// The figures above the bars, in minutes and seconds.
  private static void write(
      List<Period> periods,
      Function<Period, Median> of,
      Graphics2D graphics,
      int width,
      int height) {
    double most = 0;
    for (var period : periods)
      most = Math.max(most, of.apply(period).value().map(PeriodChart::minutes).orElse(0.0));
    graphics.setFont(font(7f));
    graphics.setColor(DARK);
    graphics.setStroke(new BasicStroke(0.5f));
    for (int i = 0; i < periods.size(); i++) {
      var value = of.apply(periods.get(i)).value();
      var text = value.map(ReportWords::minutes).orElse("–");
      int wide = graphics.getFontMetrics().stringWidth(text);
      double centre = (i + 0.5) * width / periods.size();
      double share = most == 0 ? 0 : value.map(PeriodChart::minutes).orElse(0.0) / most;
      graphics.drawString(
          text, (float) (centre - wide / 2.0), (float) (10 + (1 - share) * (height - 30)));
    }
  }

  private static Font font(float size) {
    try (var in = PdfPen.resource("report/Inter-Regular.ttf")) {
      return Font.createFont(Font.TRUETYPE_FONT, in).deriveFont(size);
    } catch (FontFormatException e) {
      throw new IllegalStateException("the report's font is damaged", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
