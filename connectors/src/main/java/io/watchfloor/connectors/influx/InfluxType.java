package io.watchfloor.connectors.influx;

import io.watchfloor.connectors.Capabilities;
import io.watchfloor.connectors.Capabilities.Brings;
import io.watchfloor.connectors.Capabilities.Proof;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SettingsForm;
import io.watchfloor.connectors.SettingsForm.Field;
import io.watchfloor.connectors.SettingsForm.Field.Kind;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.SourceType;
import io.watchfloor.connectors.TestStep;
import io.watchfloor.connectors.http.ConnectionTest;
import io.watchfloor.connectors.http.Http;
import io.watchfloor.connectors.http.HttpForm;
import io.watchfloor.connectors.http.HttpSettings;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// InfluxDB by InfluxQL.
public final class InfluxType implements SourceType {
  private static final Duration LEAST_STEP = Duration.ofSeconds(1);
  private static final Duration STEP = Duration.ofSeconds(10);

  @Override
  public String name() {
    return "influxdb";
  }

  @Override
  public String title() {
    return "InfluxDB";
  }

  @Override
  public String summary() {
    return "The numeric fields of the measurements of one database, by InfluxQL.";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(List.of(Brings.METRICS), List.of(), Proof.live("InfluxDB 1.6"));
  }

  @Override
  public SettingsForm form() {
    var fields = new ArrayList<Field>();
    fields.add(HttpForm.url("https://influxdb:8086"));
    fields.addAll(HttpForm.access());
    fields.add(
        Field.of(
            "database", "Database", "Of 2.x: what is mapped to a bucket.", Kind.TEXT, "", true));
    fields.add(
        Field.of(
            "measurements",
            "Measurements",
            "Names or patterns, one a line: cpu, disk*. Empty: all.",
            Kind.LIST,
            "",
            false));
    fields.add(
        Field.of(
            "step",
            "Step",
            "The mean of each such stretch is taken.",
            Kind.DURATION,
            "10s",
            false));
    fields.addAll(HttpForm.transport());
    return new SettingsForm(fields);
  }

  @Override
  public Source open(SourceSettings settings, Opening opening) throws SourceException {
    var globs =
        settings.list("measurements").stream()
            .map(String::strip)
            .filter(it -> !it.isEmpty())
            .toList();
    return new InfluxSource(
        settings.id(), api(settings, opening), globs, step(settings), opening.entities());
  }

  private static Duration step(SourceSettings settings) throws SourceException {
    try {
      var step = settings.duration("step", STEP);
      if (step.compareTo(LEAST_STEP) >= 0) return step;
      throw new IllegalArgumentException("step: must be at least 1s.");
    } catch (IllegalArgumentException e) {
      throw new SourceException(String.valueOf(e.getMessage()), false, e);
    }
  }

  private static InfluxApi api(SourceSettings settings, Opening opening) throws SourceException {
    var database = settings.text("database", "").strip();
    if (database.isEmpty()) throw new SourceException("database: is missing.", false, null);
    return new InfluxApi(
        new Http(HttpSettings.of(settings, opening.secrets()), opening.clock()), database);
  }

  @Override
  public void test(SourceSettings settings, Opening opening, Consumer<TestStep> progress)
      throws InterruptedException {
    try (var api = api(settings, opening)) {
      step(settings);
      new ConnectionTest(api.http().settings(), HttpForm.URL, progress)
          .run(() -> sample(api), () -> sample(api));
    } catch (SourceException e) {
      ConnectionTest.unusable(e, progress);
    }
  }

  private static String sample(InfluxApi api) throws SourceException, InterruptedException {
    return api.measurements().size() + " measurements with numbers.";
  }
}
