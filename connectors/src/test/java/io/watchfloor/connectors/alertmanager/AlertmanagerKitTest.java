package io.watchfloor.connectors.alertmanager;

import io.watchfloor.connectors.FakeServer.Request;
import io.watchfloor.connectors.HttpSourceKit;
import io.watchfloor.connectors.Lab;
import io.watchfloor.connectors.SourceType;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// Alertmanager keeps the kit's promises.
final class AlertmanagerKitTest extends HttpSourceKit {
  @Override
  protected SourceType type() {
    return new AlertmanagerType();
  }

  @Override
  protected String recording() {
    return "alertmanager/answers.txt";
  }

  @Override
  protected Map<String, List<String>> settings(URI url) {
    return Map.of("urls", List.of(url.toString()));
  }

  @Override
  protected Real real() throws Exception {
    return new Real(URI.create(Lab.value("LAB_ALERTMANAGER_URL")), Map.of(), Map.of());
  }

  @Override
  protected String key(Request request) {
    return request.method() + " " + request.path();
  }

  @Override
  protected String name() {
    return "catalogue";
  }
}
