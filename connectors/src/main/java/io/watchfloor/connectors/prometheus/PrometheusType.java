package io.watchfloor.connectors.prometheus;

import io.watchfloor.connectors.Capabilities;
import io.watchfloor.connectors.Capabilities.Brings;
import io.watchfloor.connectors.Capabilities.Proof;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SettingsForm;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Prometheus and all that speak its HTTP API.
public final class PrometheusType implements SourceType {
  @Override
  public String name() {
    return "prometheus";
  }

  @Override
  public String title() {
    return "Prometheus";
  }

  @Override
  public String summary() {
    return "Metrics, rules' alerts and targets' health; also from VictoriaMetrics, Thanos and"
        + " Mimir.";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        List.of(Brings.METRICS, Brings.ALERTS, Brings.EVENTS, Brings.TOPOLOGY, Brings.CHANGES),
        List.of(),
        Proof.live("Prometheus 2.42, VictoriaMetrics 1.79"));
  }

  @Override
  public SettingsForm form() {
    return PrometheusSettings.form();
  }

  @Override
  public Source open(SourceSettings settings, Opening opening) throws SourceException {
    var wanted = PrometheusSettings.of(settings);
    var http = new Http(HttpSettings.of(settings, opening.secrets()), opening.clock());
    return new PrometheusSource(settings.id(), wanted, http, opening);
  }

  @Override
  public void test(SourceSettings settings, Opening opening, Consumer<TestStep> progress)
      throws InterruptedException {
    PrometheusSettings wanted;
    Http http;
    try {
      wanted = PrometheusSettings.of(settings);
      http = new Http(HttpSettings.of(settings, opening.secrets()), opening.clock());
    } catch (SourceException e) {
      ConnectionTest.unusable(e, progress);
      return;
    }
    try (http) {
      var api = new Api(http, wanted.tenant(), 1, Duration.ZERO);
      new ConnectionTest(http.settings(), HttpForm.URL, progress)
          .run(() -> permission(api), () -> sample(api, wanted));
    }
  }

  private static String permission(Api api) throws SourceException, InterruptedException {
    api.query("vector(1)", parser -> parser.skipChildren());
    return "Queries are allowed."
        + (api.skew().isZero() ? "" : " Its clock differs by " + api.skew().toSeconds() + " s.");
  }

  private static String sample(Api api, PrometheusSettings wanted)
      throws SourceException, InterruptedException {
    Map<String, Integer> names = new HashMap<>();
    for (var selector : wanted.selectors()) names.putAll(Catalogue.count(api, selector));
    int series = names.values().stream().mapToInt(it -> it).sum();
    if (series == 0) return "It answers, but no series match the selectors. Are they right?";
    return series + " series of " + names.size() + " metrics match the selectors.";
  }
}
