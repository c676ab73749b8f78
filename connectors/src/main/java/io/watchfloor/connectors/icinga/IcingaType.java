package io.watchfloor.connectors.icinga;

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

/// Icinga 2, API v1.
public final class IcingaType implements SourceType {
  @Override
  public String name() {
    return "icinga";
  }

  @Override
  public String title() {
    return "Icinga 2";
  }

  @Override
  public String summary() {
    return "Problems of hosts and services, check metrics, events and dependencies; acknowledges,"
        + " comments, plans downtimes and rechecks there.";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        List.of(Brings.ALERTS, Brings.METRICS, Brings.EVENTS, Brings.TOPOLOGY),
        IcingaWriteBack.OFFERS,
        Proof.live("Icinga 2.13"));
  }

  @Override
  public SettingsForm form() {
    var fields = new ArrayList<Field>();
    fields.add(HttpForm.url("https://icinga:5665"));
    fields.addAll(HttpForm.access());
    fields.add(
        Field.of(
            "hosts",
            "Only hosts that match",
            "An Icinga filter: \"linux\" in host.groups. Their services are taken with them.",
            Kind.TEXT,
            "",
            false));
    fields.add(
        Field.of(
            "events",
            "Listen to events",
            "State changes and check results between two pulls; needs the right events/*.",
            Kind.FLAG,
            "true",
            false));
    fields.add(CheckSamples.SETTING);
    fields.addAll(HttpForm.transport());
    return new SettingsForm(fields);
  }

  @Override
  public Source open(SourceSettings settings, Opening opening) throws SourceException {
    return new IcingaSource(settings, http(settings, opening), opening);
  }

  /// The address may end in `/v1`, as Icinga's own documents write it.
  private static Http http(SourceSettings settings, Opening opening) throws SourceException {
    var url = settings.text(HttpForm.URL, "").strip().replaceAll("/v1/?$", "");
    return new Http(HttpSettings.of(settings, opening.secrets(), url), opening.clock());
  }

  @Override
  public void test(SourceSettings settings, Opening opening, Consumer<TestStep> progress)
      throws InterruptedException {
    try (var http = http(settings, opening)) {
      var api = new IcingaApi(http, settings);
      new ConnectionTest(http.settings(), HttpForm.URL, progress)
          .run(api::permissions, () -> sample(api));
    } catch (SourceException e) {
      ConnectionTest.unusable(e, progress);
    }
  }

  private static String sample(IcingaApi api) throws SourceException, InterruptedException {
    var checked = api.checked();
    long bad = checked.stream().filter(Checked::isProblem).count();
    return checked.size() + " hosts and services, " + bad + " of them with a problem.";
  }
}
