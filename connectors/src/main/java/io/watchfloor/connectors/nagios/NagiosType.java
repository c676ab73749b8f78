package io.watchfloor.connectors.nagios;

import io.watchfloor.connectors.Capabilities;
import io.watchfloor.connectors.Capabilities.Brings;
import io.watchfloor.connectors.Capabilities.Proof;
import io.watchfloor.connectors.CheckSamples;
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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Nagios Core 4 with its JSON CGIs.
public final class NagiosType implements SourceType {
  @Override
  public String name() {
    return "nagios";
  }

  @Override
  public String title() {
    return "Nagios";
  }

  @Override
  public String summary() {
    return "Problems of hosts and services, check metrics, the archive's alerts and parents;"
        + " acknowledges, comments, plans downtimes and rechecks there.";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        List.of(Brings.ALERTS, Brings.METRICS, Brings.EVENTS, Brings.TOPOLOGY),
        NagiosWriteBack.OFFERS,
        Proof.live("Nagios Core 4.4"));
  }

  @Override
  public SettingsForm form() {
    var fields = new ArrayList<Field>();
    fields.add(HttpForm.url("https://nagios/nagios4/cgi-bin"));
    fields.addAll(HttpForm.access());
    fields.add(
        Field.of(
            "firstFill",
            "History at first start",
            "How far back the archive is read at first.",
            Kind.DURATION,
            "1h",
            false));
    fields.add(CheckSamples.SETTING);
    fields.addAll(HttpForm.transport());
    return new SettingsForm(fields);
  }

  @Override
  public Source open(SourceSettings settings, Opening opening) throws SourceException {
    return new NagiosSource(settings, http(settings, opening), opening);
  }

  private static Http http(SourceSettings settings, Opening opening) throws SourceException {
    return new Http(HttpSettings.of(settings, opening.secrets()), opening.clock());
  }

  @Override
  public void test(SourceSettings settings, Opening opening, Consumer<TestStep> progress)
      throws InterruptedException {
    try (var http = http(settings, opening)) {
      var api = new NagiosApi(http);
      new ConnectionTest(http.settings(), HttpForm.URL, progress)
          .run(() -> "Nagios " + api.version() + ".", () -> sample(api));
    } catch (SourceException e) {
      ConnectionTest.unusable(e, progress);
    }
  }

  private static String sample(NagiosApi api) throws SourceException, InterruptedException {
    var checked = api.checked();
    long bad = checked.stream().filter(Checked::isProblem).count();
    return checked.size() + " hosts and services, " + bad + " of them with a problem.";
  }
}
