package io.watchfloor.connectors.graphite;

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
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Graphite, 1.0 and later.
public final class GraphiteType implements SourceType {
  @Override
  public String name() {
    return "graphite";
  }

  @Override
  public String title() {
    return "Graphite";
  }

  @Override
  public String summary() {
    return "The values of the targets that you name, and events as changes.";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        List.of(Brings.METRICS, Brings.CHANGES), List.of(), Proof.live("Graphite 1.1"));
  }

  @Override
  public SettingsForm form() {
    var fields = new ArrayList<Field>();
    fields.add(HttpForm.url("https://graphite"));
    fields.addAll(HttpForm.access());
    fields.add(
        Field.of(
            "targets",
            "Targets",
            "One a line, as Graphite writes them. What only rises belongs into perSecond(…).",
            Kind.LIST,
            "",
            true));
    fields.add(
        Field.of(
            "patterns",
            "Patterns of paths",
            "What the parts of a path are, one a line, the first that fits counts:"
                + " shop.{service}.{metric*}.",
            Kind.LIST,
            "",
            false));
    fields.add(
        Field.of(
            "changes",
            "Events as changes",
            "The first tag of an event says who it is about.",
            Kind.FLAG,
            "true",
            false));
    fields.addAll(HttpForm.transport());
    return new SettingsForm(fields);
  }

  @Override
  public Source open(SourceSettings settings, Opening opening) throws SourceException {
    return source(settings, http(settings, opening), opening);
  }

  private static Http http(SourceSettings settings, Opening opening) throws SourceException {
    return new Http(HttpSettings.of(settings, opening.secrets()), opening.clock());
  }

  private static GraphiteSource source(SourceSettings settings, Http http, Opening opening)
      throws SourceException {
    var targets =
        settings.list("targets").stream().map(String::strip).filter(it -> !it.isEmpty()).toList();
    if (targets.isEmpty()) throw new SourceException("targets: give at least one.", false, null);
    var patterns = new ArrayList<PathPattern>();
    for (var line : settings.list("patterns"))
      if (!line.isBlank()) patterns.add(PathPattern.of(line));
    return new GraphiteSource(
        settings.id(),
        http,
        targets,
        settings.text("changes", "true").equals("true"),
        new GraphiteMapper(settings.id(), List.copyOf(patterns), opening.entities()));
  }

  @Override
  public void test(SourceSettings settings, Opening opening, Consumer<TestStep> progress)
      throws InterruptedException {
    try (var http = http(settings, opening)) {
      var source = source(settings, http, opening);
      new ConnectionTest(http.settings(), HttpForm.URL, progress)
          .run(() -> sample(source, opening), () -> sample(source, opening));
    } catch (SourceException e) {
      ConnectionTest.unusable(e, progress);
    }
  }

  private static String sample(GraphiteSource source, Opening opening)
      throws SourceException, InterruptedException {
    var now = opening.clock().instant();
    var pull = source.pull(new Window(now.minusSeconds(1), now), Cursor.START);
    return pull.signals().size() + " series and changes of the last ten minutes.";
  }
}
