package io.watchfloor.connectors.prometheus;

import io.watchfloor.connectors.SettingsForm;
import io.watchfloor.connectors.SettingsForm.Field;
import io.watchfloor.connectors.SettingsForm.Field.Kind;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.http.HttpForm;
import io.watchfloor.model.source.SourceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is taken from a Prometheus, as its form says.
record PrometheusSettings(
    List<Selector> selectors,
    int mostSeries,
    Optional<Duration> step,
    int atOnce,
    Optional<String> tenant,
    Duration firstFill,
    Duration longestFill,
    Duration lateness,
    boolean alerts,
    boolean buckets) {
  static SettingsForm form() {
    var fields = new ArrayList<Field>();
    fields.add(HttpForm.url("http://prometheus:9090 or https://host/prometheus"));
    fields.addAll(HttpForm.access());
    fields.add(
        Field.of(
            "selectors",
            "Which series",
            "Series selectors; a series that any of them selects is taken.",
            Kind.LIST,
            Selector.ALL,
            false));
    fields.add(
        Field.of(
            "mostSeries",
            "At most so many series",
            "Beyond it whole metrics are left out, the largest first, and a notice says which.",
            Kind.INTEGER,
            "10000",
            false));
    fields.add(
        Field.of(
            "alerts",
            "Pending and firing alerts",
            "With an Alertmanager beside it, the same alerts are shown once.",
            Kind.FLAG,
            "true",
            false));
    fields.add(
        Field.of(
            "buckets",
            "Histogram buckets too",
            "They are many; rate and mean duration are taken without them.",
            Kind.FLAG,
            "false",
            false));
    fields.add(
        Field.of(
            "tenant",
            "Tenant",
            "Sent as X-Scope-OrgID, for Mimir and Cortex.",
            Kind.TEXT,
            "",
            false));
    fields.add(
        Field.of(
            "step",
            "Scrape interval",
            "Without it, the server is asked.",
            Kind.DURATION,
            "",
            false));
    fields.add(
        Field.of(
            "firstFill",
            "History at first start",
            "How far back the first pull goes.",
            Kind.DURATION,
            "15m",
            false));
    fields.add(
        Field.of(
            "longestFill",
            "History after a gap",
            "A longer gap is filled only for its newest part.",
            Kind.DURATION,
            "6h",
            false));
    fields.add(
        Field.of(
            "lateness",
            "Samples may be late by",
            "More where samples arrive by remote write (VictoriaMetrics: 60s).",
            Kind.DURATION,
            "10s",
            false));
    fields.add(
        Field.of(
            "atOnce",
            "Requests at once",
            "At most so many are on their way.",
            Kind.INTEGER,
            "3",
            false));
    fields.addAll(HttpForm.transport());
    return new SettingsForm(fields);
  }

  static PrometheusSettings of(SourceSettings settings) throws SourceException {
    try {
      var texts = settings.list("selectors").stream().filter(text -> !text.isBlank()).toList();
      var selectors = new ArrayList<Selector>();
      for (var text : texts.isEmpty() ? List.of(Selector.ALL) : texts)
        selectors.add(Selector.of(text));
      return new PrometheusSettings(
          List.copyOf(selectors),
          within(settings, "mostSeries", 10_000, 1, 1_000_000),
          settings.text("step").map(_ -> settings.duration("step", Duration.ZERO)),
          within(settings, "atOnce", 3, 1, 16),
          settings.text("tenant"),
          settings.duration("firstFill", Duration.ofMinutes(15)),
          settings.duration("longestFill", Duration.ofHours(6)),
          settings.duration("lateness", Duration.ofSeconds(10)),
          settings.text("alerts").map(Boolean::parseBoolean).orElse(true),
          settings.flag("buckets"));
    } catch (IllegalArgumentException e) {
      throw new SourceException(String.valueOf(e.getMessage()), false, e);
    }
  }

  private static int within(
      SourceSettings settings, String key, int otherwise, int least, int most) {
    int number = settings.number(key, otherwise);
    if (number < least || number > most)
      throw new IllegalArgumentException(
          key + ": must be between " + least + " and " + most + ", not " + number + ".");
    return number;
  }
}
