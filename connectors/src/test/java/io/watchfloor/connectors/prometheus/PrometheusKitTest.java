package io.watchfloor.connectors.prometheus;

import io.watchfloor.connectors.FakeServer.Request;
import io.watchfloor.connectors.HttpSourceKit;
import io.watchfloor.connectors.Lab;
import io.watchfloor.connectors.SourceType;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// Prometheus keeps the kit's promises.
final class PrometheusKitTest extends HttpSourceKit {
  @Override
  protected SourceType type() {
    return new PrometheusType();
  }

  @Override
  protected String recording() {
    return "prometheus/answers.txt";
  }

  @Override
  protected Map<String, List<String>> settings(URI url) {
    return Map.of(
        "url",
        List.of(url.toString()),
        "firstFill",
        List.of("30s"),
        "selectors",
        List.of("{service=\"catalogue\"}"));
  }

  @Override
  protected Real real() throws Exception {
    return new Real(URI.create(Lab.value("LAB_PROMETHEUS_URL")), Map.of(), Map.of());
  }

  @Override
  protected String key(Request request) {
    return request.method()
        + " "
        + request.path()
        + " "
        + request.parameters().getOrDefault("query", "").replaceAll("\\[\\d+ms]$", "[]");
  }

  @Override
  protected String name() {
    return "catalogue";
  }
}
