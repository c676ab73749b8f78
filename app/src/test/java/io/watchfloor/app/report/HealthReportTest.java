package io.watchfloor.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.app.settings.Settings;
import io.watchfloor.app.settings.Settings.BusinessService;
import io.watchfloor.app.ui.kit.Estate;
import io.watchfloor.app.ui.kit.FakeHistory;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HealthReportTest {
  private static final Window WEEK = Window.before(Estate.NOW, Duration.ofDays(7));
  private final FakeHistory history = new FakeHistory();

  private ReportData report() {
    return ReportData.of(
        Estate.busy().build(), history, Settings.DEFAULT, WEEK, ZoneOffset.UTC, Estate.NOW);
  }

  private static Incident ended(String id, String title, Instant since, long acked, long lasted) {
    return new Incident(
        new IncidentId(id),
        2,
        title,
        Severity.CRITICAL,
        Incident.State.RESOLVED,
        since,
        since.plusSeconds(10),
        since.plusSeconds(lasted),
        Optional.of(since.plusSeconds(lasted)),
        List.of(),
        List.of(new EntityId("catalogue")),
        Optional.empty(),
        Optional.of(since.plusSeconds(10 + acked)),
        List.of());
  }

  private void fill() {
    history.incidents.add(
        ended("INC-1", "catalogue fails", Estate.NOW.minusSeconds(500_000), 30, 120));
    history.incidents.add(
        ended("INC-2", "cache is down", Estate.NOW.minusSeconds(300_000), 60, 240));
    history.incidents.add(ended("INC-3", "db is slow", Estate.NOW.minusSeconds(90_000), 90, 480));
    history.incidents.add(ended("SBX-1", "recorded", Estate.NOW.minusSeconds(90_000), 1, 1));
    history.incidents.addAll(Estate.busy().build().incidents());
    history.alerts.addAll(Estate.busy().build().alerts());
    var from = Estate.at("02:10:00");
    history.gaps.put(Estate.OLD, List.of(new Window(from, from.plusSeconds(14 * 60))));
    history.gaps.put(
        Estate.PROMETHEUS, List.of(new Window(from.plusSeconds(60), from.plusSeconds(300))));
  }

  @Test
  void mediansHaveTheirPopulationAndLeaveTheSandboxOut() {
    fill();
    var data = report();
    assertEquals(Optional.of(Duration.ofSeconds(240)), data.repair().value());
    assertEquals(3, data.repair().count(), "incidents still open have no time to repair");
    assertEquals(2, data.stillOpen());
    assertEquals(1, data.leftOut());
  }

  @Test
  void overlappingBlindStretchesCountOnce() {
    fill();
    var sight = report().sight();
    assertEquals(Duration.ofMinutes(14), sight.blind());
    double possible = sight.sources() * WEEK.length().toMillis();
    assertEquals(1 - (14 + 4) * 60_000 / possible, sight.share(), 1e-12);
  }

  @Test
  void thePageSaysForHowLongWeWereBlind(@TempDir Path folder) throws Exception {
    fill();
    var file = folder.resolve("report.pdf");
    PdfReport.write(report(), file);
    try (var pdf = Loader.loadPDF(file.toFile())) {
      assertEquals(1, pdf.getNumberOfPages());
      var text = new PDFTextStripper().getText(pdf);
      assertTrue(text.contains("We were blind for 14 min"), text);
      assertTrue(text.contains("INC-214"), text);
      assertTrue(text.contains("n = 3 incidents"), text);
    }
    assertTrue(HtmlReport.page(report()).contains("We were blind for 14 min"));
  }

  @Test
  void nothingFromOutsideIsMarkupInHtmlAndNothingBreaksThePage(@TempDir Path folder)
      throws Exception {
    history.incidents.add(
        ended(
            "INC-9",
            "<script>alert('x')</script> \u202e \u001b[31m \ud800 漢字 {0} $(reboot) "
                + "x".repeat(100_000),
            Estate.NOW.minusSeconds(4000),
            1,
            60));
    var page = HtmlReport.page(report());
    assertFalse(page.contains("<script>"), "markup stays text");
    assertFalse(page.contains("\u202e"), "direction marks are shown as symbols");
    PdfReport.write(report(), folder.resolve("hostile.pdf"));
  }

  @Test
  void anEmptyRecordIsSaidAndNotShownAsPerfect() {
    var data =
        ReportData.of(
            new io.watchfloor.app.ui.kit.SnapshotBuilder().build(),
            history,
            Settings.DEFAULT,
            WEEK,
            ZoneOffset.UTC,
            Estate.NOW);
    assertTrue(data.lead().contains("No real source is connected"), data.lead());
    assertTrue(Double.isNaN(data.sight().share()), "not 100 %");
    assertTrue(data.repair().value().isEmpty());
    assertFalse(HtmlReport.page(data).contains("100.00"));
  }

  @Test
  void businessServicesFollowTheirRules() {
    var services =
        List.of(
            new BusinessService(
                "Browse", BusinessService.Rule.ALL, 0, List.of("edge", "catalogue")),
            new BusinessService(
                "Storage", BusinessService.Rule.ANY, 0, List.of("uploads", "warehouse")),
            new BusinessService(
                "Stock", BusinessService.Rule.ALL, 0, List.of("warehouse", "nobody")),
            new BusinessService(
                "Shop", BusinessService.Rule.AT_LEAST, 2, List.of("Browse", "Storage", "cart")),
            new BusinessService("Loop", BusinessService.Rule.ALL, 0, List.of("Loop")));
    var health = BusinessHealth.all(services, Estate.busy().build());
    assertEquals(
        List.of(
            Severity.CRITICAL, Severity.INFO, Severity.UNKNOWN, Severity.INFO, Severity.UNKNOWN),
        health.stream().map(BusinessHealth::severity).toList());
    assertTrue(health.getFirst().words().contains("catalogue"), health.getFirst().words());
    assertTrue(health.get(2).words().contains("nobody"), "what nobody watches is not known");
  }
}
