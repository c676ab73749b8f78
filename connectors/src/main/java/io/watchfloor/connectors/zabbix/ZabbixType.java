package io.watchfloor.connectors.zabbix;

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
import io.watchfloor.connectors.http.HttpForm;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Zabbix 6.0 and later.
public final class ZabbixType implements SourceType {
  @Override
  public String name() {
    return "zabbix";
  }

  @Override
  public String title() {
    return "Zabbix";
  }

  @Override
  public String summary() {
    return "Problems with their hosts, events, values of items and dependencies; acknowledges,"
        + " comments, closes and plans downtimes there.";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        List.of(Brings.ALERTS, Brings.METRICS, Brings.EVENTS, Brings.TOPOLOGY),
        ZabbixWriteBack.OFFERS,
        Proof.live("Zabbix 6.0 (7 by its schema)"));
  }

  @Override
  public SettingsForm form() {
    var fields = new ArrayList<Field>();
    fields.add(HttpForm.url("https://zabbix/zabbix"));
    fields.addAll(HttpForm.access());
    fields.add(
        Field.of("metrics", "Values of items", "Numeric items only.", Kind.FLAG, "true", false));
    fields.add(
        Field.of(
            "mostItems",
            "At most so many items",
            "Beyond it the rest is left out, and a notice says so.",
            Kind.INTEGER,
            "5000",
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
            "Older than six hours it is filled with hourly means.",
            Kind.DURATION,
            "1d",
            false));
    fields.addAll(HttpForm.transport());
    return new SettingsForm(fields);
  }

  @Override
  public Source open(SourceSettings settings, Opening opening) throws SourceException {
    return new ZabbixSource(settings, new ZabbixApi(settings, opening), opening);
  }

  @Override
  public void test(SourceSettings settings, Opening opening, Consumer<TestStep> progress)
      throws InterruptedException {
    ZabbixApi api;
    try {
      api = new ZabbixApi(settings, opening);
    } catch (SourceException e) {
      ConnectionTest.unusable(e, progress);
      return;
    }
    try {
      var problems = new Problems(api, new ZabbixMapper(settings.id(), opening.entities()));
      new ConnectionTest(api.httpSettings(), HttpForm.URL, progress)
          .run(
              () -> {
                problems.triggers("limit", 1);
                return "Zabbix " + api.version() / 100 + "." + api.version() % 100 + ".";
              },
              () ->
                  problems.alerts(new ArrayList<>(), opening.clock().instant()).size()
                      + " problems now.");
    } finally {
      api.close();
    }
  }
}
