package io.watchfloor.app.ui;

import io.watchfloor.app.ui.kit.Estate;
import io.watchfloor.app.ui.kit.FakeBackend;
import io.watchfloor.app.ui.kit.FakeSandbox;
import io.watchfloor.app.ui.kit.Theme;
import io.watchfloor.app.ui.shell.ShellView;
import io.watchfloor.app.ui.shell.Target;
import io.watchfloor.model.remedy.Plan;
import io.watchfloor.model.remedy.Proposal;
import io.watchfloor.model.signal.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/// Pictures of every screen, drawn without a display from a backend by hand: `Screenshots DIR
/// [NAME…]`. To be looked at by people.
public final class Screenshots {
  /// One scene: what is shown and what is done before the picture.
  public record Shot(FakeBackend backend, Consumer<ShellView> prepare) {}

  private final Path folder;
  private final List<String> wanted;

  private Screenshots(Path folder, List<String> wanted) {
    this.folder = folder;
    this.wanted = wanted;
  }

  public static void main(String[] args) throws Exception {
    var folder = Path.of(args.length > 0 ? args[0] : "app/target/screens");
    Files.createDirectories(folder);
    var shots =
        new Screenshots(folder, List.of(args).subList(Math.min(1, args.length), args.length));
    var done = new CountDownLatch(1);
    Platform.startup(
        () -> {
          try {
            shots.takeAll();
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          } finally {
            done.countDown();
          }
        });
    done.await();
    Platform.exit();
  }

  private void takeAll() throws IOException {
    for (var shot : shots().entrySet()) {
      if (!wanted.isEmpty() && !wanted.contains(shot.getKey())) continue;
      take(shot.getKey() + "-dark", shot.getValue(), false, 1440, 900);
      if (Boolean.getBoolean("all")) {
        take(shot.getKey() + "-light", shot.getValue(), true, 1440, 900);
        take(shot.getKey() + "-small", shot.getValue(), false, 1280, 800);
        take(shot.getKey() + "-large", shot.getValue(), false, 2560, 1440);
      }
    }
  }

  private static Map<String, Shot> shots() {
    var all = new LinkedHashMap<String, Shot>();
    all.put("overview", new Shot(backend(true), shell -> {}));
    all.put("calm", new Shot(backend(false), shell -> {}));
    all.put("first-run", new Shot(firstRun(), shell -> {}));
    for (var id :
        List.of(
            "alerts",
            "sources",
            "settings",
            "audit",
            "incidents",
            "metrics",
            "fixes",
            "managers",
            "topology")) all.put(id, new Shot(backend(true), shell -> shell.go(id)));
    all.put(
        "incident",
        new Shot(
            Remembered.backend(),
            shell ->
                shell.go(
                    "incidents",
                    new Target.ToIncident(
                        new io.watchfloor.model.incident.IncidentId("INC-214")))));
    all.put(
        "judged",
        new Shot(
            new FakeBackend(Remembered.taught(Remembered.verdicts())),
            shell ->
                shell.go(
                    "incidents",
                    new Target.ToIncident(
                        new io.watchfloor.model.incident.IncidentId("INC-214")))));
    all.put(
        "settings-judged",
        new Shot(
            new FakeBackend(Remembered.taught(Remembered.verdicts())),
            shell -> shell.go("settings")));
    all.put(
        "topology-chosen",
        new Shot(
            Remembered.backend(),
            shell ->
                shell.go(
                    "topology",
                    new Target.ToEntity(
                        Remembered.backend().snapshot().topology().entities().stream()
                            .map(entity -> entity.id())
                            .reduce((a, b) -> b)
                            .orElseThrow()))));
    all.put("topology-200", new Shot(twoHundred(), shell -> shell.go("topology")));
    all.put("metric", new Shot(Remembered.backend(), shell -> shell.go("metrics")));
    all.put("fix", new Shot(Remembered.backend(), shell -> shell.go("fixes")));
    all.put("business", new Shot(Remembered.backend(), shell -> shell.go("managers")));
    all.put("wallboard", new Shot(backend(true), shell -> shell.go("wallboard")));
    all.put(
        "hindsight",
        new Shot(
            Restless.backend(),
            shell -> {
              shell.go("hindsight");
              ((javafx.scene.control.Button) shell.scene().lookup("#look-back")).fire();
            }));
    all.put("hindsight-empty", new Shot(backend(true), shell -> shell.go("hindsight")));
    all.put("forecasts", new Shot(Foreseen.backend(), shell -> shell.go("forecasts")));
    all.put(
        "demand",
        new Shot(
            Foreseen.backend(),
            shell -> {
              shell.go("forecasts");
              ((javafx.scene.control.ToggleButton) shell.scene().lookup("#tab-demand")).fire();
            }));
    all.put("logs", new Shot(Heard.backend(), shell -> shell.go("logs")));
    all.put("no-logs", new Shot(backend(false), shell -> shell.go("logs")));
    all.put("no-forecasts", new Shot(backend(false), shell -> shell.go("forecasts")));
    all.put(
        "wizard-choose",
        new Shot(backend(true), shell -> shell.go("sources", new Target.ToConnect(""))));
    all.put("wizard-test", new Shot(backend(true), shell -> tested(shell, "wrong")));
    all.put("wizard-preview", new Shot(backend(true), shell -> tested(shell, "right")));
    all.put(
        "catalogue",
        new Shot(
            backend(true),
            shell -> {
              shell.go("fixes");
              ((javafx.scene.control.ToggleButton) shell.scene().lookup("#tab-catalogue")).fire();
            }));
    all.put(
        "wizard",
        new Shot(backend(true), shell -> shell.go("sources", new Target.ToConnect("prometheus"))));
    return all;
  }

  private static void tested(ShellView shell, String password) {
    shell.go("sources", new Target.ToConnect("prometheus"));
    type(shell, "#field-url", "https://metrics.shop.example");
    shell.scene().getRoot().layout();
    ((javafx.scene.control.ComboBox<?>) shell.scene().lookup("#field-auth"))
        .getSelectionModel()
        .select(1);
    type(shell, "#field-user", "watchfloor");
    type(shell, "#field-password", password);
    ((javafx.scene.control.Button) shell.scene().lookup("#wizard-test")).fire();
  }

  private static void type(ShellView shell, String field, String text) {
    shell.scene().getRoot().applyCss();
    shell.scene().getRoot().layout();
    ((javafx.scene.control.TextInputControl) shell.scene().lookup(field)).setText(text);
  }

  /// A graph of two hundred: five layers, each calling two or three of the next.
  private static FakeBackend twoHundred() {
    var b = Estate.busy();
    var topology = b.topology;
    for (int i = 0; i < 200; i++)
      for (int k = 0; k < 2; k++) {
        int to = (i / 40 + 1) * 40 + (i * 7 + k * 11) % 40;
        if (to < 200)
          topology =
              topology.with(
                  new io.watchfloor.model.signal.EntityId("service-" + (1000 + i)),
                  new io.watchfloor.model.signal.EntityId("service-" + (1000 + to)));
      }
    b.topology = topology;
    return new FakeBackend(b.build());
  }

  public static FakeBackend backend(boolean isBusy) {
    return new FakeBackend((isBusy ? Estate.busy() : Estate.calm()).build());
  }

  /// This machine and a recorded incident, nothing else.
  public static FakeBackend firstRun() {
    var b = Estate.busy();
    b.sources.removeIf(source -> !source.id().equals(Estate.MACHINE));
    b.outlooks.clear();
    b.alerts.clear();
    b.incidents.clear();
    b.services.clear();
    for (var metric : List.of("cpu_busy_ratio", "memory_used_ratio", "disk_used_ratio")) {
      var service =
          Estate.service(
              "this machine", "host", Severity.OK, metric, "ratio", 0.31, 0.2, 0.45, false);
      var id =
          new io.watchfloor.model.signal.SeriesId(
              Estate.MACHINE, Estate.series(metric, "m").labels());
      b.services.add(
          new io.watchfloor.model.pipeline.ServiceHealth(
              new io.watchfloor.model.signal.EntityId("this machine"),
              "host",
              false,
              Severity.OK,
              metric,
              Optional.of(id),
              service.info(),
              0.31,
              Double.NaN,
              Double.NaN,
              service.recent()));
    }
    var bad =
        Estate.service(
            "catalogue",
            "service",
            Severity.CRITICAL,
            "http_errors_ratio",
            "ratio",
            0.72,
            0,
            0.01,
            true);
    b.services.add(
        new io.watchfloor.model.pipeline.ServiceHealth(
            bad.entity(),
            bad.kind(),
            true,
            bad.severity(),
            bad.words(),
            bad.series(),
            bad.info(),
            bad.value(),
            bad.low(),
            bad.high(),
            bad.recent()));
    var p = b.proposals.getFirst();
    var plan = p.plan();
    var inSandbox =
        new Plan(
            plan.remediation(),
            plan.title(),
            plan.target(),
            plan.action(),
            plan.dryRun(),
            plan.undo(),
            plan.probe(),
            plan.timeLimit(),
            true,
            plan.hash());
    b.proposals.set(
        0,
        new Proposal(
            p.id(),
            p.incident(),
            p.remediation(),
            inSandbox,
            p.kind(),
            p.confidence(),
            p.rank(),
            p.reasons(),
            p.guardrails(),
            p.requester(),
            p.at(),
            p.expiresAt(),
            p.state(),
            p.undoes()));
    var backend = new FakeBackend(b.build());
    backend.sandbox = Optional.of(new FakeSandbox(backend));
    return backend;
  }

  private void take(String name, Shot shot, boolean light, int width, int height)
      throws IOException {
    var shell = new ShellView(shot.backend(), Screens.all(shot.backend()));
    Theme.setLight(light);
    var stage = new Stage();
    shell.showIn(stage);
    stage.setWidth(width);
    stage.setHeight(height);
    stage.show();
    shot.prepare().accept(shell);
    var root = shell.scene().getRoot();
    for (int i = 0; i < 3; i++) {
      root.applyCss();
      root.layout();
    }
    var image = shell.scene().snapshot(null);
    var file = folder.resolve(name + ".png");
    ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file.toFile());
    new ArrayList<>(List.of(stage)).forEach(Stage::hide);
  }
}
