package io.watchfloor.connectors.alertmanager;

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
import io.watchfloor.connectors.http.Http.Ask;
import io.watchfloor.connectors.http.Json;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import java.util.List;
import java.util.function.Consumer;

/// Alertmanager, API v2.
public final class AlertmanagerType implements SourceType {
  @Override
  public String name() {
    return "alertmanager";
  }

  @Override
  public String title() {
    return "Alertmanager";
  }

  @Override
  public String summary() {
    return "Alerts with their state; acknowledges and silences them there.";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        List.of(Brings.ALERTS), AlertmanagerWriteBack.OFFERS, Proof.live("Alertmanager 0.25"));
  }

  @Override
  public SettingsForm form() {
    return AlertmanagerSettings.form();
  }

  @Override
  public Source open(SourceSettings settings, Opening opening) throws SourceException {
    var wanted = AlertmanagerSettings.of(settings);
    var peers = new Peers(settings, wanted.urls(), opening);
    return new AlertmanagerSource(settings.id(), wanted, peers, opening);
  }

  /// Tries every peer, one after the other.
  @Override
  public void test(SourceSettings settings, Opening opening, Consumer<TestStep> progress)
      throws InterruptedException {
    try (var peers = new Peers(settings, AlertmanagerSettings.of(settings).urls(), opening)) {
      for (var peer : peers.all()) {
        var steps = new ConnectionTest(peer.settings(), AlertmanagerSettings.URLS, progress);
        if (!steps.run(() -> permission(peer), () -> sample(peer))) return;
      }
    } catch (SourceException e) {
      ConnectionTest.unusable(e, progress);
    }
  }

  private static String permission(Http peer) throws SourceException, InterruptedException {
    var version = new String[] {""};
    peer.ask(Ask.get("/api/v2/status", List.of()))
        .json(
            parser -> {
              Json.object(
                  parser,
                  name -> {
                    if (name.equals("versionInfo"))
                      version[0] = Json.labels(parser, 100).value("version");
                  });
              return true;
            });
    return version[0].isEmpty() ? "Reading is allowed." : "Alertmanager " + version[0] + ".";
  }

  private static String sample(Http peer) throws SourceException, InterruptedException {
    int[] count = {0};
    peer.ask(Ask.get("/api/v2/alerts", List.of()))
        .json(
            parser -> {
              Listed.read(parser, _ -> count[0]++);
              return true;
            });
    return count[0] == 1 ? "One alert now." : count[0] + " alerts now.";
  }
}
