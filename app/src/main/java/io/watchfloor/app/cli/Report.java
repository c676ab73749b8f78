package io.watchfloor.app.cli;

import io.watchfloor.app.Console;
import io.watchfloor.app.report.HtmlReport;
import io.watchfloor.app.report.PdfReport;
import io.watchfloor.app.report.ReportData;
import io.watchfloor.model.signal.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Writes the health report of a home, without a window.
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Writes the health report: one page that a manager can be sent.")
final class Report implements Callable<Integer> {
  private static final Duration USUAL = Duration.ofDays(7);

  @Mixin private final Watchfloor.Place place = new Watchfloor.Place();

  @Spec private picocli.CommandLine.Model.@Nullable CommandSpec spec;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file to write; its end decides: .pdf or .html.")
  @Nullable Path out;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "From when: 2026-11-16 or 2026-11-16T08:00+01:00 (default: seven days back).")
  @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Until when, not included (default: now).")
  @Nullable String to;

  @Override
  public Integer call() throws IOException {
    var file = out;
    if (file == null) throw wrong("--out is missing.");
    var name = file.toString().toLowerCase(Locale.ROOT);
    boolean isHtml = name.endsWith(".html");
    if (!isHtml && !name.endsWith(".pdf"))
      throw wrong(file + ": the name must end in .pdf or .html.");
    try (var console = Console.open(place.home(), place.config())) {
      var data = console.report(this::window);
      if (isHtml) HtmlReport.write(data, file);
      else PdfReport.write(data, file);
      System.out.println(file + ": " + summary(data));
    }
    return 0;
  }

  private static String summary(ReportData data) {
    return data.window().from()
        + " to "
        + data.window().to()
        + ", "
        + data.incidentCount()
        + " incidents, "
        + data.noise().alerts()
        + " alerts";
  }

  private Window window(Instant now, ZoneId zone) {
    var end = to == null ? now : time(to, zone);
    var start = from == null ? end.minus(USUAL) : time(from, zone);
    if (!start.isBefore(end)) throw wrong("--from must lie before --to.");
    return new Window(start, end);
  }

  private Instant time(String text, ZoneId zone) {
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw wrong("“" + text + "” is no time; write 2026-11-16 or 2026-11-16T08:00+01:00.");
    }
  }

  private RuntimeException wrong(String words) {
    return spec == null
        ? new IllegalArgumentException(words)
        : new ParameterException(spec.commandLine(), words);
  }
}
