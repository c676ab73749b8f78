package io.watchfloor.model.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.detect.Detectors;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.remedy.Automation;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Batch;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.Signals;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.topology.EntityRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventRatesTest {
  private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
  private static final SourceId LOGS = new SourceId("logs");

  private final SplittableRandom random = new SplittableRandom(8);
  private final Pipeline pipeline =
      new Pipeline(
          new Pipeline.Config(
              IncidentId.LIVE,
              false,
              EntityRules.DEFAULT,
              List.of(),
              List.of(),
              new Automation(true, 0)));
  private final List<Samples> told = new ArrayList<>();
  private final Map<String, Anomaly> anomalies = new LinkedHashMap<>();
  private int incidents;

  private static LogLine line(Instant at) {
    return new LogLine(
        LOGS,
        new EntityId("cart"),
        Labels.EMPTY,
        Severity.INFO,
        "order accepted for customer",
        at,
        at);
  }

  private int poisson(double mean) {
    int count = 0;
    for (double p = random.nextDouble(); p > Math.exp(-mean); p *= random.nextDouble()) count++;
    return count;
  }

  private void minute(int number, int lines) {
    var at = START.plus(Duration.ofMinutes(number));
    var batch = new ArrayList<Signal>();
    for (int i = 0; i < lines; i++) batch.add(line(at.plusMillis(10L * i)));
    keep(pipeline.turn(new Batch(LOGS, batch, at.plusSeconds(20)), at.plusSeconds(20)).facts());
    keep(pipeline.tick(at.plusSeconds(59)).facts());
    keep(pipeline.tick(at.plusSeconds(60)).facts());
  }

  private void keep(Facts facts) {
    told.addAll(facts.signals().samples());
    for (var one : facts.findings().anomalies()) anomalies.put(one.id(), one);
    incidents += facts.incidents().size();
  }

  @Test
  void linesOfATemplateAreCountedMinuteByMinuteAndStoredAsASeries() {
    for (int m = 0; m < 10; m++) minute(m, 3);
    minute(10, 5);
    minute(11, 0);
    var values = told.stream().map(samples -> samples.values()[0]).toList();
    assertEquals(List.of(3.0, 5.0, 0.0), values, "a minute without any is 0, not missing");
    for (var samples : told) {
      assertEquals(EventRates.LINES, samples.labels().metric());
      assertFalse(samples.labels().value(EventRates.TEMPLATE).isEmpty());
      assertEquals(0, samples.epochMillis()[0] % 60_000);
    }
  }

  @Test
  void aSurgeIsAnAnomalyOfTheRateAndOpensNoIncident() {
    for (int m = 0; m < 720; m++) minute(m, poisson(12));
    long before = anomalies.size();
    for (int m = 720; m < 732; m++) minute(m, poisson(90));
    var surge =
        anomalies.values().stream()
            .filter(one -> one.series().metric().equals(EventRates.LINES))
            .reduce((a, b) -> b)
            .orElseThrow();
    assertTrue(anomalies.size() > before);
    assertTrue(!surge.from().isBefore(START.plus(Duration.ofMinutes(719))), surge.toString());
    assertTrue(surge.value() > 4 * surge.expected(), surge.toString());
    assertEquals(0, incidents);
  }

  @Test
  void ordinaryChanceTellsNearlyNothing() {
    for (double mean : new double[] {0.05, 0.5, 4, 40}) {
      var detectors = new Detectors();
      var found = new LinkedHashMap<String, Anomaly>();
      var rates = new EventRates();
      rates.take(Set.of(), START);
      int days = 3;
      for (int m = 1; m <= days * 1440; m++) {
        var now = START.plus(Duration.ofMinutes(m));
        int lines = poisson(mean);
        for (int i = 0; i < lines; i++) rates.linesCame(List.of(line(now)), new long[] {7});
        var samples = rates.take(Set.of(), now);
        var signals =
            new Signals(samples, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
        for (var one : detectors.observe(signals, now).anomalies()) found.put(one.id(), one);
      }
      assertTrue(found.size() <= days, found.size() + " in " + days + " days at " + mean);
    }
  }

  private static List<Samples> fired(EventRates rates, SourceId source, int minute, int times) {
    for (int i = 0; i < times; i++) rates.alertFired(source);
    return rates.take(Set.of(), START.plus(Duration.ofMinutes(minute)));
  }

  @Test
  void firingAlertsAreCountedOnceEachAndABlindSourceClaimsNothing() {
    var rates = new EventRates();
    var source = new SourceId("alertmanager");
    for (int m = 0; m < 10; m++) fired(rates, source, m, 2);
    assertEquals(2, fired(rates, source, 10, 2).getFirst().values()[0]);
    assertTrue(rates.take(Set.of(), START.plusSeconds(630)).isEmpty(), "once a minute");
    assertTrue(rates.take(Set.of(source), START.plusSeconds(660)).isEmpty(), "it is blind");
    assertEquals(0, fired(rates, source, 12, 0).getFirst().values()[0]);
  }

  @Test
  void whatComesRarelyHasNoRateAndWhatHasBecomeRareIsLetGo() {
    var rates = new EventRates();
    var source = new SourceId("alertmanager");
    for (int m = 0; m < 300; m++)
      assertTrue(fired(rates, source, m, m % 20 == 0 ? 1 : 0).isEmpty(), "minute " + m);
    for (int m = 300; m < 400; m++) fired(rates, source, m, 3);
    assertFalse(fired(rates, source, 400, 0).isEmpty(), "a sudden silence is told");
    for (int m = 401; m < 800; m++) fired(rates, source, m, 0);
    assertEquals(1, rates.forget().size());
  }

  private static Alert firing(SourceId source, String fingerprint, Instant at) {
    return new Alert(
        source,
        fingerprint,
        new EntityId("db"),
        Labels.of("alertname", "DiskFull", "disk", fingerprint),
        Labels.EMPTY,
        Severity.MAJOR,
        Alert.State.FIRING,
        "firing",
        at,
        java.util.Optional.empty(),
        at,
        at);
  }

  @Test
  void anAlertThatFiresIsSeenInTheRateOfItsSource() {
    var source = new SourceId("alertmanager");
    for (int m = 0; m < 12; m++) {
      var now = START.plus(Duration.ofMinutes(m));
      var again = firing(source, "f" + m, now);
      keep(pipeline.turn(new Batch(source, List.of(again), now), now.plusSeconds(5)).facts());
      keep(pipeline.turn(new Batch(source, List.of(again), now), now.plusSeconds(15)).facts());
      told.clear();
      keep(pipeline.tick(now.plusSeconds(60)).facts());
    }
    assertEquals(EventRates.ALERTS, told.getFirst().labels().metric());
    assertEquals(1, told.getFirst().values()[0], "each counts once, however often it is told");
  }

  @Test
  void afterARestartASilentTemplateIsStillKnownAndMemoryIsBounded() {
    var rates = new EventRates();
    rates.take(Set.of(), START);
    for (int m = 1; m <= 12; m++) {
      for (int t = 1; t <= 1_000; t++) rates.linesCame(List.of(line(START)), new long[] {t});
      rates.take(Set.of(), START.plus(Duration.ofMinutes(m)));
    }
    assertEquals(600, rates.forget().size());
    var again = new EventRates();
    again.restore(rates.state());
    again.take(Set.of(), START);
    assertEquals(400, again.take(Set.of(), START.plusSeconds(60)).size());
    var damaged = new EventRates();
    damaged.restore(new byte[] {0, 0, 0, 1, 0x7f, 1});
    damaged.take(Set.of(), START);
    assertTrue(damaged.take(Set.of(), START.plusSeconds(60)).isEmpty());
  }
}
