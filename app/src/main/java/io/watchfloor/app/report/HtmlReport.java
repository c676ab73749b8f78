package io.watchfloor.app.report;

import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The health report as one HTML file that asks nothing of the network: no script, no outside
/// image. All text from outside is escaped.
public final class HtmlReport {
  private static final String LOOK =
      """
      body{font:14px/1.45 Inter,"Noto Sans",system-ui,sans-serif;color:#1b1f24;max-width:900px;\
      margin:32px auto;padding:0 24px}
      header{border-bottom:3px solid #1b1f24;display:flex;justify-content:space-between;\
      align-items:flex-end;padding-bottom:12px}
      h1{font-size:26px;margin:0}h2{font-size:15px;margin:28px 0 6px}.muted{color:#57606a}
      .lead{font-size:17px}.heads{display:flex;gap:24px;border-bottom:1px solid #d0d7de;\
      padding-bottom:16px}.heads div{flex:1}.heads b{display:block;font-size:26px}
      table{border-collapse:collapse;width:100%}th{font-weight:400;color:#57606a;text-align:left}
      td,th{border-bottom:1px solid #d0d7de;padding:5px 8px 5px 0;vertical-align:top}
      .n{text-align:right;font-family:"JetBrains Mono",monospace}.amber{color:#8f5f00;\
      font-weight:600}.two{display:flex;gap:32px}.two section{flex:1}
      footer{margin-top:32px;border-top:1px solid #d0d7de;padding-top:8px;font-size:12px}
      """;

  private final ReportData data;
  private final ReportWords words;
  private final StringBuilder out = new StringBuilder();

  private HtmlReport(ReportData data) {
    this.data = data;
    this.words = new ReportWords(data);
  }

  /// @throws IOException if the file cannot be written; it names the file
  public static void write(ReportData data, Path file) throws IOException {
    Files.writeString(file, page(data), StandardCharsets.UTF_8);
  }

  /// The whole page.
  public static String page(ReportData data) {
    return new HtmlReport(data).lay();
  }

  private String lay() {
    out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
        .append(escaped(Text.of("report.kind") + ", " + words.range()))
        .append("</title><style>\n")
        .append(LOOK)
        .append("</style></head><body>\n<header><div><div class=\"muted\">")
        .append(escaped(Text.of("report.kind")))
        .append("</div><h1>")
        .append(escaped(Text.of("report.title")))
        .append("</h1></div><div class=\"muted\">")
        .append(escaped(words.range()))
        .append("<br>")
        .append(escaped(words.made()))
        .append("</div></header>\n<p class=\"lead\">")
        .append(escaped(data.lead()))
        .append("</p>\n<div class=\"heads\">");
    for (var head : words.heads())
      out.append("<div><span class=\"muted\">")
          .append(escaped(head.caption()))
          .append("</span><b>")
          .append(escaped(head.figure()))
          .append("</b><span class=\"muted\">")
          .append(escaped(head.under()))
          .append("</span></div>");
    out.append("</div>\n");
    services();
    incidents();
    out.append("<div class=\"two\">");
    bars("report.acknowledge", ReportData.Period::acknowledge);
    bars("report.repair", ReportData.Period::repair);
    out.append("</div>\n");
    noise();
    out.append("<div class=\"two\">");
    sentences("report.next.title", words.next());
    sentences("report.blind", words.blind());
    out.append("</div>\n<footer class=\"muted\">")
        .append(escaped(words.foot()))
        .append("</footer>\n</body></html>\n");
    return out.toString();
  }

  private void services() {
    heading(Text.of("report.services"));
    if (data.services().isEmpty()) {
      paragraph(Text.of("report.services.none"));
      return;
    }
    head("service", "state", "n well", "n incidents", "n trouble", "words");
    for (var row : data.services()) {
      boolean isBad = row.severity().atLeast(io.watchfloor.model.signal.Severity.WARNING);
      out.append("<tr><td><b>")
          .append(escaped(row.name()))
          .append("</b></td><td")
          .append(isBad ? " class=\"amber\">" : ">")
          .append(escaped(PdfReport.stateWords(row)))
          .append("</td>");
      number(ReportWords.percent(row.well()));
      number(Figures.whole(row.incidents()));
      number(row.trouble().isZero() ? Text.of("report.none") : Ages.of(row.trouble()));
      out.append("<td>").append(escaped(row.words())).append("</td></tr>\n");
    }
    out.append("</table>\n");
  }

  private void incidents() {
    heading(words.incidents());
    if (data.incidents().isEmpty()) {
      paragraph(Text.of("report.incidents.none"));
      return;
    }
    head("incident", "began", "n lasted", "what", "n alerts");
    for (var row : data.incidents()) {
      out.append("<tr><td>")
          .append(escaped(row.id()))
          .append("</td><td>")
          .append(escaped(words.began(row)))
          .append("</td>");
      number(ReportWords.lasted(row));
      out.append("<td>")
          .append(escaped(row.what()))
          .append("<br><span class=\"muted\">")
          .append(escaped(row.done()))
          .append("</span></td>");
      number(Figures.whole(row.alerts()));
      out.append("</tr>\n");
    }
    out.append("</table>\n");
  }

  private void bars(String title, Function<ReportData.Period, ReportData.Median> of) {
    out.append("<section>");
    heading(Text.of(title));
    var most =
        data.periods().stream()
            .map(period -> of.apply(period).value().orElse(Duration.ZERO))
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    out.append("<svg viewBox=\"0 0 420 130\" role=\"img\">");
    int x = 10;
    for (var period : data.periods()) {
      var median = of.apply(period);
      var value = median.value();
      double share =
          most.isZero() ? 0 : (double) value.orElse(Duration.ZERO).toMillis() / most.toMillis();
      double height = share * 80;
      out.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%d\" y=\"%.1f\" width=\"34\" height=\"%.1f\" fill=\"#%s\"/>",
              x + 12,
              105 - height,
              height,
              period.equals(data.periods().getLast()) ? "32383f" : "d0d7de"));
      label(x + 29, 100 - height, value.map(ReportWords::minutes).orElse(Figures.UNKNOWN), 11);
      label(x + 29, 122, words.period(period.window(), median.count()), 9);
      x += 68;
    }
    out.append("</svg></section>");
  }

  private void label(double x, double y, String text, int size) {
    out.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%d\" text-anchor=\"middle\">%s</text>",
            x,
            y,
            size,
            escaped(text)));
  }

  private void noise() {
    heading(ReportWords.noise(data.noise()));
    if (data.noise().rules().isEmpty()) return;
    head("rule", "n fired", "n inIncident", "suggests");
    for (var rule : data.noise().rules()) {
      out.append("<tr><td>").append(escaped(rule.name())).append("</td>");
      number(Figures.whole(rule.fired()));
      number(Figures.whole(rule.inIncidents()));
      out.append("<td>").append(escaped(ReportWords.suggests(rule))).append("</td></tr>\n");
    }
    out.append("</table>\n");
  }

  private void sentences(String title, List<String> sentences) {
    out.append("<section>");
    heading(Text.of(title));
    sentences.forEach(this::paragraph);
    out.append("</section>");
  }

  private void heading(String text) {
    out.append("<h2>").append(escaped(text)).append("</h2>\n");
  }

  private void paragraph(String text) {
    out.append("<p>").append(escaped(text)).append("</p>\n");
  }

  /// Column heads by the end of their key; `n ` in front makes a number of it.
  private void head(String... columns) {
    out.append("<table><tr>");
    for (var column : columns) {
      boolean isNumber = column.startsWith("n ");
      var key = "report.column." + (isNumber ? column.substring(2) : column);
      out.append(isNumber ? "<th class=\"n\">" : "<th>")
          .append(escaped(Text.of(key)))
          .append("</th>");
    }
    out.append("</tr>\n");
  }

  private void number(String text) {
    out.append("<td class=\"n\">").append(escaped(text)).append("</td>");
  }

  private static String escaped(String text) {
    return PlainText.line(text, 1_000)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
