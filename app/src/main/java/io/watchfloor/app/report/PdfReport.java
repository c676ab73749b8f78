package io.watchfloor.app.report;

import static io.watchfloor.app.report.PdfPen.INK;
import static io.watchfloor.app.report.PdfPen.MUTED;
import static io.watchfloor.app.report.PdfPen.RULE;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import io.watchfloor.app.report.PdfPen.Face;
import io.watchfloor.app.report.ReportData.Median;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.model.signal.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.function.Function;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;

/// The health report as one A4 page, black on white: text with embedded fonts (searchable), charts
/// as vectors. The same data give the same page. Writes a file: not for the FX thread.
public final class PdfReport {
  private static final float LEFT = 42, RIGHT = 553, WIDTH = RIGHT - LEFT;
  private static final float SMALL = 8, BODY = 8.5f;

  /// The height of the tallest bar.
  private static final float BARS = 52;

  private final ReportData data;
  private final ReportWords words;
  private final PDDocument document;
  private final PDPageContentStream out;
  private final PdfPen pen;

  private PdfReport(ReportData data, PDDocument document, PDPageContentStream out)
      throws IOException {
    this.data = data;
    this.words = new ReportWords(data);
    this.document = document;
    this.out = out;
    this.pen = new PdfPen(document, out, PDRectangle.A4.getHeight());
  }

  /// @throws IOException if the file cannot be written; it names the file
  public static void write(ReportData data, Path file) throws IOException {
    try (var document = new PDDocument()) {
      var page = new PDPage(PDRectangle.A4);
      document.addPage(page);
      var about = document.getDocumentInformation();
      about.setTitle(Text.of("report.kind") + ", " + new ReportWords(data).range());
      about.setCreator(Text.of("app.name"));
      Calendar made = GregorianCalendar.from(data.now().atZone(data.zone()));
      about.setCreationDate(made);
      try (var out = new PDPageContentStream(document, page)) {
        new PdfReport(data, document, out).lay();
      }
      document.save(file.toFile());
    }
  }

  private void lay() throws IOException {
    pen.write(Text.of("report.kind"), LEFT, 46, Face.TEXT, SMALL, MUTED);
    pen.write(Text.of("report.title"), LEFT, 66, Face.STRONG, 16, INK);
    pen.writeRight(words.range(), RIGHT, 53, Face.TEXT, SMALL, MUTED);
    pen.writeRight(words.made(), RIGHT, 65, Face.TEXT, SMALL, MUTED);
    pen.rule(LEFT, 76, WIDTH, 1.4f, INK);
    float y = 98;
    for (var line : pen.wrapped(data.lead(), WIDTH, 2, Face.TEXT, 10.5f)) {
      pen.write(line, LEFT, y, Face.TEXT, 10.5f, INK);
      y += 15;
    }
    y = heads(138);
    y = services(y + 20);
    y = incidents(y + 20);
    y = charts(y + 20);
    y = noise(y + 20);
    outlook(y + 20);
    foot();
  }

  private float heads(float top) throws IOException {
    float width = WIDTH / 4, x = LEFT;
    for (var head : words.heads()) {
      if (x > LEFT) pen.rule(x - 10, top - 8, 0.7f, 46, RULE);
      pen.write(
          pen.fitted(head.caption(), width - 14, Face.TEXT, SMALL),
          x,
          top,
          Face.TEXT,
          SMALL,
          MUTED);
      pen.write(head.figure(), x, top + 20, Face.STRONG, 17, INK);
      pen.write(
          pen.fitted(head.under(), width - 14, Face.TEXT, 7.5f),
          x,
          top + 34,
          Face.TEXT,
          7.5f,
          MUTED);
      x += width;
    }
    pen.rule(LEFT, top + 50, WIDTH, 0.5f, RULE);
    return top + 50;
  }

  private float services(float y) throws IOException {
    pen.write(Text.of("report.services"), LEFT, y, Face.STRONG, 9.5f, INK);
    if (data.services().isEmpty()) {
      pen.write(Text.of("report.services.none"), LEFT, y + 18, Face.TEXT, BODY, MUTED);
      return y + 24;
    }
    y += 17;
    caption("report.column.service", LEFT, y);
    caption("report.column.state", LEFT + 108, y);
    captionRight("report.column.well", LEFT + 232, y);
    captionRight("report.column.incidents", LEFT + 346, y);
    captionRight("report.column.trouble", LEFT + 404, y);
    y = line(y);
    for (var row : data.services()) {
      pen.write(pen.fitted(row.name(), 104, Face.STRONG, BODY), LEFT, y, Face.STRONG, BODY, INK);
      var state = stateWords(row);
      state = pen.fitted(state, 80, Face.TEXT, BODY);
      if (row.severity().atLeast(Severity.WARNING))
        pen.writeAmber(state, LEFT + 108, y, Face.STRONG, BODY);
      else pen.write(state, LEFT + 108, y, Face.TEXT, BODY, MUTED);
      pen.writeRight(ReportWords.percent(row.well()), LEFT + 232, y, Face.MONO, BODY, INK);
      pen.box(LEFT + 242, y - 5.5f, 56, 5.5f, 0.88f);
      pen.box(LEFT + 242, y - 5.5f, 56 * (float) Math.clamp(row.well(), 0, 1), 5.5f, 0.45f);
      pen.writeRight(Figures.whole(row.incidents()), LEFT + 346, y, Face.MONO, BODY, INK);
      var trouble =
          row.trouble().isZero()
              ? Text.of("report.none")
              : io.watchfloor.app.ui.kit.Ages.of(row.trouble());
      pen.writeRight(trouble, LEFT + 404, y, Face.MONO, BODY, INK);
      pen.writeRight(
          pen.fitted(row.words(), 98, Face.TEXT, SMALL), RIGHT, y, Face.TEXT, SMALL, MUTED);
      y = line(y);
    }
    return y - 12;
  }

  static String stateWords(ReportData.Service row) {
    return Text.of("severity." + row.severity().name().toLowerCase(java.util.Locale.ROOT));
  }

  private float incidents(float y) throws IOException {
    pen.write(words.incidents(), LEFT, y, Face.STRONG, 9.5f, INK);
    if (data.incidents().isEmpty()) {
      pen.write(Text.of("report.incidents.none"), LEFT, y + 18, Face.TEXT, BODY, MUTED);
      return y + 24;
    }
    y += 17;
    caption("report.column.incident", LEFT, y);
    caption("report.column.began", LEFT + 54, y);
    captionRight("report.column.lasted", LEFT + 176, y);
    caption("report.column.what", LEFT + 192, y);
    captionRight("report.column.alerts", RIGHT, y);
    y = line(y);
    for (var row : data.incidents()) {
      pen.write(row.id(), LEFT, y, Face.MONO, BODY, INK);
      pen.write(words.began(row), LEFT + 54, y, Face.MONO, BODY, MUTED);
      pen.writeRight(ReportWords.lasted(row), LEFT + 176, y, Face.MONO, BODY, INK);
      pen.writeRight(Figures.whole(row.alerts()), RIGHT, y, Face.MONO, BODY, INK);
      float most = WIDTH - 192 - 40;
      pen.write(pen.fitted(row.what(), most, Face.TEXT, BODY), LEFT + 192, y, Face.TEXT, BODY, INK);
      y += 11;
      pen.write(
          pen.fitted(row.done(), most, Face.TEXT, BODY), LEFT + 192, y, Face.TEXT, BODY, MUTED);
      y = line(y);
    }
    return y - 12;
  }

  private float charts(float y) throws IOException {
    float half = WIDTH / 2 - 12;
    chart("report.acknowledge", ReportData.Period::acknowledge, LEFT, y, half);
    chart("report.repair", ReportData.Period::repair, LEFT + half + 24, y, half);
    return y + 92;
  }

  private void chart(
      String title, Function<ReportData.Period, Median> of, float x, float y, float width)
      throws IOException {
    pen.write(Text.of(title), x, y, Face.STRONG, 9.5f, INK);
    float after = x + pen.width(Text.of(title), Face.STRONG, 9.5f) + 5;
    pen.write(Text.of("report.unit"), after, y, Face.TEXT, 9, MUTED);
    if (data.periods().stream().allMatch(period -> of.apply(period).count() == 0)) {
      pen.write(Text.of("report.bars.none"), x, y + 18, Face.TEXT, BODY, MUTED);
      return;
    }
    var graphics = new PdfBoxGraphics2D(document, width, BARS);
    PeriodChart.paint(data.periods(), of, graphics, (int) width, (int) BARS);
    graphics.dispose();
    float top = y + 22;
    out.saveGraphicsState();
    out.transform(Matrix.getTranslateInstance(x, PDRectangle.A4.getHeight() - top - BARS));
    out.drawForm(graphics.getXFormObject());
    out.restoreGraphicsState();
    pen.rule(x, top + BARS, width, 0.5f, RULE);
    labels(of, x, top, width);
  }

  /// Under each bar its time and population, over it the median.
  private void labels(Function<ReportData.Period, Median> of, float x, float top, float width)
      throws IOException {
    var periods = data.periods();
    double most =
        periods.stream()
            .mapToDouble(period -> of.apply(period).value().map(Duration::toMillis).orElse(0L))
            .max()
            .orElse(0);
    float step = width / periods.size();
    for (int i = 0; i < periods.size(); i++) {
      var median = of.apply(periods.get(i));
      boolean isNewest = i == periods.size() - 1;
      float middle = x + (i + 0.5f) * step;
      double share = most == 0 ? 0 : median.value().map(Duration::toMillis).orElse(0L) / most;
      float over = top + BARS - (float) share * BARS - 4;
      var figure = median.value().map(ReportWords::minutes).orElse(Figures.UNKNOWN);
      pen.writeMiddle(figure, middle, over, isNewest ? Face.STRONG : Face.MONO, 7.5f, INK);
      var words = this.words.period(periods.get(i).window(), median.count());
      pen.writeMiddle(words, middle, top + BARS + 10, Face.TEXT, 6.5f, MUTED);
    }
  }

  private float noise(float y) throws IOException {
    pen.write(ReportWords.noise(data.noise()), LEFT, y, Face.STRONG, 9.5f, INK);
    if (data.noise().rules().isEmpty()) return y + 4;
    y += 17;
    caption("report.column.rule", LEFT, y);
    captionRight("report.column.fired", LEFT + 212, y);
    captionRight("report.column.inIncident", LEFT + 282, y);
    caption("report.column.suggests", LEFT + 300, y);
    y = line(y);
    for (var rule : data.noise().rules()) {
      pen.write(pen.fitted(rule.name(), 180, Face.TEXT, BODY), LEFT, y, Face.TEXT, BODY, INK);
      pen.writeRight(Figures.whole(rule.fired()), LEFT + 212, y, Face.MONO, BODY, INK);
      pen.writeRight(Figures.whole(rule.inIncidents()), LEFT + 282, y, Face.MONO, BODY, INK);
      pen.write(ReportWords.suggests(rule), LEFT + 300, y, Face.TEXT, BODY, MUTED);
      y = line(y);
    }
    return y - 12;
  }

  private void outlook(float y) throws IOException {
    float half = WIDTH / 2 - 12;
    pen.write(Text.of("report.next.title"), LEFT, y, Face.STRONG, 9.5f, INK);
    pen.write(Text.of("report.blind"), LEFT + half + 24, y, Face.STRONG, 9.5f, INK);
    sentences(words.next(), LEFT, y + 15, half);
    sentences(words.blind(), LEFT + half + 24, y + 15, half);
  }

  private void sentences(List<String> sentences, float x, float top, float width)
      throws IOException {
    float y = top;
    for (var sentence : sentences) {
      if (y > 770) return;
      for (var line : pen.wrapped(sentence, width, 2, Face.TEXT, BODY)) {
        pen.write(line, x, y, Face.TEXT, BODY, INK);
        y += 11.5f;
      }
    }
  }

  private void foot() throws IOException {
    pen.rule(LEFT, 786, WIDTH, 0.5f, RULE);
    float y = 798;
    for (var line : pen.wrapped(words.foot(), WIDTH - 60, 3, Face.TEXT, 7)) {
      pen.write(line, LEFT, y, Face.TEXT, 7, MUTED);
      y += 9.5f;
    }
    pen.writeRight(Text.of("report.page"), RIGHT, 798, Face.TEXT, 7, MUTED);
  }

  private void caption(String key, float x, float y) throws IOException {
    pen.write(Text.of(key), x, y, Face.TEXT, SMALL, MUTED);
  }

  private void captionRight(String key, float right, float y) throws IOException {
    pen.writeRight(Text.of(key), right, y, Face.TEXT, SMALL, MUTED);
  }

  /// A hair line under the row; the next row's base line.
  private float line(float y) throws IOException {
    pen.rule(LEFT, y + 5, WIDTH, 0.5f, RULE);
    return y + 16;
  }
}
