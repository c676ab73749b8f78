package io.watchfloor.app.ui.kit;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.settings.OwnView;
import io.watchfloor.app.settings.Settings;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.SourceType;
import io.watchfloor.connectors.TestStep;
import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.pipeline.Command;
import io.watchfloor.model.pipeline.History;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.remedy.Proposal;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.remedy.RunReport;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.WriteBack;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/// The rest of the program, played by hand: shows what it is given, remembers what it is asked,
/// answers at once on the calling thread. All its parts may be set by a test.
public final class FakeBackend implements Backend {
  private final List<Consumer<Snapshot>> listeners = new ArrayList<>();
  private Snapshot snapshot;

  public final List<Command> sent = new ArrayList<>();
  public final List<WriteBack.Act> previewed = new ArrayList<>();
  public final List<SourceSettings> saved = new ArrayList<>();
  public final List<Map<String, Secret>> savedSecrets = new ArrayList<>();
  public final List<SourceId> removed = new ArrayList<>();
  public final Map<String, String> savedSettings = new LinkedHashMap<>();
  public Instant now = Estate.NOW;
  public History history = new FakeHistory();
  public Settings settings = Settings.DEFAULT;
  public Function<Command, Decision> answer = command -> new Decision.Accepted("");
  public List<SourceType> types =
      List.of(
          new FakeSourceType("prometheus", "Prometheus"),
          new FakeSourceType("alertmanager", "Alertmanager"));
  public Function<WriteBack.Act, WriteBack.Preview> previews =
      act ->
          new WriteBack.Preview(
              act.alerts().stream()
                  .map(alert -> "POST /api/v2/silences {alertname=\"" + alert.name() + "\"}")
                  .toList(),
              act.alerts());
  public java.util.Set<WriteBack.Act.Kind> offers =
      java.util.EnumSet.of(WriteBack.Act.Kind.ACKNOWLEDGE, WriteBack.Act.Kind.SILENCE);
  public List<WriteBack.Silence> silences = List.of();
  public Map<String, String> passwords = new LinkedHashMap<>();
  public Optional<Sandbox> sandbox = Optional.empty();
  public List<OwnView> views = List.of();

  /// What is on the screen.
  public java.util.Set<SeriesId> lookedAt = java.util.Set.of();

  /// Long work happens on another thread, as it does in the program.
  public boolean isSlowElsewhere;

  /// So do questions to the history.
  public boolean readsElsewhere;

  public Pull arriving = new Pull(List.of(), Cursor.START);

  public FakeBackend(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /// Shows a newer one to whoever listens; call it on the FX thread.
  public void publish(Snapshot newer) {
    snapshot = newer;
    now = newer.at();
    for (var listener : List.copyOf(listeners)) listener.accept(newer);
  }

  public int listeners() {
    return listeners.size();
  }

  @Override
  public Snapshot snapshot() {
    return snapshot;
  }

  @Override
  public Runnable subscribe(Consumer<Snapshot> listener) {
    listeners.add(listener);
    listener.accept(snapshot);
    return () -> listeners.remove(listener);
  }

  @Override
  public CompletableFuture<Decision> send(Command command) {
    sent.add(command);
    return CompletableFuture.completedFuture(answer.apply(command));
  }

  @Override
  public <T> CompletableFuture<T> read(Function<History, T> question) {
    if (readsElsewhere) return elsewhere(() -> question.apply(history));
    return CompletableFuture.completedFuture(question.apply(history));
  }

  @Override
  public <T> CompletableFuture<T> work(Callable<T> task) {
    if (isSlowElsewhere) return elsewhere(task);
    try {
      return CompletableFuture.completedFuture(task.call());
    } catch (Exception e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /// As the real one does: on a thread of its own, answered on the FX thread.
  private static <T> CompletableFuture<T> elsewhere(Callable<T> task) {
    var answer = new CompletableFuture<T>();
    Thread.startVirtualThread(
        () -> {
          try {
            var value = task.call();
            javafx.application.Platform.runLater(() -> answer.complete(value));
          } catch (Exception e) {
            javafx.application.Platform.runLater(() -> answer.completeExceptionally(e));
          }
        });
    return answer;
  }

  @Override
  public void looksAt(java.util.Set<SeriesId> series) {
    lookedAt = series;
  }

  @Override
  public Operator operator() {
    return Estate.NIGHT;
  }

  @Override
  public CompletableFuture<Optional<Operator>> signIn(String name, Secret password) {
    boolean right = password.reveal().equals(passwords.get(name));
    return CompletableFuture.completedFuture(
        right ? Optional.of(new Operator(name)) : Optional.empty());
  }

  @Override
  public List<String> people() {
    return List.copyOf(passwords.keySet());
  }

  @Override
  public CompletableFuture<Decision> setPassword(String name, Secret password) {
    passwords.put(name, password.reveal());
    return accepted();
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public List<SourceType> sourceTypes() {
    return types;
  }

  @Override
  public CompletableFuture<Void> test(
      SourceSettings settings, Map<String, Secret> secrets, Consumer<TestStep> progress) {
    var type =
        types.stream().filter(t -> t.name().equals(settings.type())).findFirst().orElseThrow();
    ((FakeSourceType) type).play(settings, secrets, progress);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Decision> saveSource(
      SourceSettings settings, Map<String, Secret> secrets) {
    saved.add(settings);
    savedSecrets.add(secrets);
    return accepted();
  }

  @Override
  public CompletableFuture<Decision> removeSource(SourceId source) {
    removed.add(source);
    return accepted();
  }

  @Override
  public CompletableFuture<Decision> saveSetting(String key, String value) {
    savedSettings.put(key, value);
    return accepted();
  }

  @Override
  public CompletableFuture<Decision> importSettings(Path file) {
    return accepted();
  }

  @Override
  public CompletableFuture<Decision> exportSettings(Path file) {
    return accepted();
  }

  @Override
  public CompletableFuture<List<OwnView>> views() {
    return CompletableFuture.completedFuture(List.copyOf(views));
  }

  @Override
  public CompletableFuture<Decision> saveViews(List<OwnView> newer) {
    views = List.copyOf(newer);
    return accepted();
  }

  @Override
  public CompletableFuture<RunReport> dryRun(Proposal proposal, Consumer<Run.OutputLine> output) {
    output.accept(new Run.OutputLine(now, false, "would stop catalogue 1.9.0, start 1.8.2"));
    return CompletableFuture.completedFuture(
        new RunReport(RunReport.Ending.WELL, OptionalInt.of(0), ""));
  }

  @Override
  public CompletableFuture<Pull> tryOut(SourceSettings settings, Map<String, Secret> secrets) {
    return CompletableFuture.completedFuture(arriving);
  }

  @Override
  public List<WriteBack.Act.Kind> offers(SourceId source) {
    return List.copyOf(offers);
  }

  @Override
  public CompletableFuture<WriteBack.Preview> preview(SourceId source, WriteBack.Act act) {
    previewed.add(act);
    return CompletableFuture.completedFuture(previews.apply(act));
  }

  @Override
  public CompletableFuture<List<WriteBack.Silence>> silences(SourceId source) {
    return CompletableFuture.completedFuture(silences);
  }

  @Override
  public Optional<Sandbox> sandbox() {
    return sandbox;
  }

  @Override
  public Path home() {
    return Path.of("home", "night.ops", ".watchfloor");
  }

  @Override
  public ZoneId zone() {
    return ZoneOffset.UTC;
  }

  @Override
  public InstantSource clock() {
    return () -> now;
  }

  @Override
  public String version() {
    return "0.1.0";
  }

  private static CompletableFuture<Decision> accepted() {
    return CompletableFuture.completedFuture(new Decision.Accepted(""));
  }
}
