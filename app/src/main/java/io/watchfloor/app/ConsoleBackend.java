package io.watchfloor.app;

import io.watchfloor.app.access.People;
import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.engine.Engine;
import io.watchfloor.app.engine.MergedHistory;
import io.watchfloor.app.engine.MergedSnapshot;
import io.watchfloor.app.settings.OwnView;
import io.watchfloor.app.settings.Settings;
import io.watchfloor.app.settings.SettingsEdit;
import io.watchfloor.app.settings.ViewFile;
import io.watchfloor.connectors.Connectors;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.SourceType;
import io.watchfloor.connectors.TestStep;
import io.watchfloor.connectors.listen.ListenTest;
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
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Listener;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.source.WriteBack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The live console and the demo's sandbox, merged for the screens. Listeners and futures complete
/// on the executor that it is given (the FX thread); everything slow runs on virtual threads.
final class ConsoleBackend implements Backend, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleBackend.class);

  private static final Duration TRIAL = Duration.ofMinutes(5);

  private final Console console;
  private final Executor fx;
  private final ExecutorService slow = Executors.newVirtualThreadPerTaskExecutor();
  private volatile @Nullable Demo demo;

  ConsoleBackend(Console console, Executor fx) {
    this.console = console;
    this.fx = fx;
    if (console.settings().demo()) startDemo();
  }

  private void startDemo() {
    try {
      var started = Demo.open(console.clock(), this::endDemo);
      demo = started;
      started.engine().start();
    } catch (SourceException e) {
      LOG.error("demo not available why={}", e.why());
    }
  }

  private void endDemo() {
    var ended = demo;
    demo = null;
    if (ended == null) return;
    slow.execute(
        () -> {
          ended.close();
          console
              .edit(text -> SettingsEdit.set(text, "demo", "false"))
              .ifPresent(why -> LOG.warn("demo not remembered as off why={}", why));
        });
  }

  @Override
  public Snapshot snapshot() {
    var live = console.live().latest();
    var playing = demo;
    return playing == null ? live : MergedSnapshot.of(live, playing.engine().latest());
  }

  @Override
  public Runnable subscribe(Consumer<Snapshot> listener) {
    var open = new AtomicBoolean(true);
    var waiting = new AtomicBoolean();
    Consumer<Snapshot> tell =
        any -> {
          if (!waiting.compareAndSet(false, true)) return;
          fx.execute(
              () -> {
                waiting.set(false);
                if (open.get()) listener.accept(snapshot());
              });
        };
    var ofLive = console.live().listen(tell);
    var playing = demo;
    var ofDemo = playing == null ? null : playing.engine().listen(tell);
    tell.accept(console.live().latest());
    return () -> {
      open.set(false);
      ofLive.run();
      if (ofDemo != null) ofDemo.run();
    };
  }

  @Override
  public CompletableFuture<Decision> send(Command command) {
    return onFx(worldOf(command).send(command));
  }

  private Engine worldOf(Command command) {
    var playing = demo;
    return playing != null && Worlds.concernsSandbox(command, playing.engine().latest())
        ? playing.engine()
        : console.live();
  }

  @Override
  public <T> CompletableFuture<T> read(Function<History, T> question) {
    return work(() -> question.apply(history()));
  }

  private History history() {
    var playing = demo;
    return playing == null
        ? console.history()
        : new MergedHistory(console.history(), playing.history());
  }

  @Override
  public <T> CompletableFuture<T> work(Callable<T> task) {
    var slowly = new CompletableFuture<T>();
    var running =
        slow.submit(
            () -> {
              try {
                slowly.complete(task.call());
              } catch (Exception e) {
                slowly.completeExceptionally(e);
              }
            });
    var shown = onFx(slowly);
    var unused =
        shown.whenComplete(
            (value, error) -> {
              if (shown.isCancelled()) running.cancel(true);
            });
    return shown;
  }

  private <T> CompletableFuture<T> onFx(CompletableFuture<T> slowly) {
    var shown = new CompletableFuture<T>();
    var unused =
        slowly.whenComplete(
            (value, error) -> {
              var cause = causeOf(error);
              if (cause != null) LOG.warn("work for a screen failed", cause);
              fx.execute(
                  () -> {
                    if (cause == null) shown.complete(value);
                    else shown.completeExceptionally(cause);
                  });
            });
    return shown;
  }

  private static @Nullable Throwable causeOf(@Nullable Throwable error) {
    return error instanceof CompletionException && error.getCause() != null
        ? error.getCause()
        : error;
  }

  @Override
  public void looksAt(Set<SeriesId> series) {
    console.live().run(pipeline -> pipeline.show(series));
    var playing = demo;
    if (playing != null) playing.engine().run(pipeline -> pipeline.show(series));
  }

  @Override
  public Operator operator() {
    return People.account();
  }

  @Override
  public CompletableFuture<Optional<Operator>> signIn(String name, Secret password) {
    return work(() -> console.people().signIn(name, password));
  }

  @Override
  public List<String> people() {
    return console.people().names();
  }

  @Override
  public CompletableFuture<Decision> setPassword(String name, Secret password) {
    return work(
        () ->
            decision(
                console.people().setPassword(name, password),
                name + " may approve at this desk now."));
  }

  private static Decision decision(Optional<String> refusal, String words) {
    return refusal
        .<Decision>map(Decision.Refused::new)
        .orElseGet(() -> new Decision.Accepted(words));
  }

  @Override
  public Settings settings() {
    return console.settings();
  }

  @Override
  public List<SourceType> sourceTypes() {
    return Connectors.types();
  }

  @Override
  public CompletableFuture<Void> test(
      SourceSettings settings, Map<String, Secret> secrets, Consumer<TestStep> progress) {
    return work(
        () -> {
          var trial = trial(settings, secrets);
          Console.type(settings.type())
              .test(settings, trial, step -> fx.execute(() -> progress.accept(step)));
          return null;
        });
  }

  @Override
  public CompletableFuture<Decision> saveSource(
      SourceSettings settings, Map<String, Secret> secrets) {
    return work(
        () -> {
          boolean isKnown = console.settings().sources().contains(settings);
          var refusal =
              console.edit(
                  text -> SettingsEdit.put(text, settings),
                  () ->
                      secrets.forEach(
                          (field, secret) ->
                              console.secrets().put(settings.secretKey(field), secret)));
          if (refusal.isPresent()) return new Decision.Refused(refusal.get());
          if (isKnown) console.reopen(settings);
          return new Decision.Accepted(settings.id() + " is connected.");
        });
  }

  @Override
  public CompletableFuture<Decision> removeSource(SourceId source) {
    return work(
        () -> {
          var refusal = console.edit(text -> SettingsEdit.remove(text, source.name()));
          return decision(refusal, source + " is removed. Its history stays.");
        });
  }

  @Override
  public CompletableFuture<Decision> saveSetting(String key, String value) {
    return work(() -> decision(console.edit(text -> SettingsEdit.set(text, key, value)), "Kept."));
  }

  @Override
  public CompletableFuture<Decision> importSettings(Path file) {
    return work(
        () -> {
          var text = Files.readString(file);
          return decision(console.edit(old -> text), "Imported. Its sources are being asked now.");
        });
  }

  @Override
  public CompletableFuture<Decision> exportSettings(Path file) {
    return work(
        () -> {
          try {
            Files.copy(console.configuration(), file);
            return new Decision.Accepted("Written to " + file + ". Secrets are not in it.");
          } catch (IOException e) {
            return new Decision.Refused(file + " can't be written: " + e.getMessage());
          }
        });
  }

  @Override
  public CompletableFuture<List<OwnView>> views() {
    return work(() -> ViewFile.read(console.home().views()));
  }

  @Override
  public CompletableFuture<Decision> saveViews(List<OwnView> views) {
    return work(
        () -> {
          try {
            ViewFile.write(console.home().views(), views);
            return new Decision.Accepted("");
          } catch (IOException e) {
            return new Decision.Refused(String.valueOf(e.getMessage()));
          }
        });
  }

  /// The note stands in the audit before anything is started.
  @Override
  public CompletableFuture<RunReport> dryRun(Proposal proposal, Consumer<Run.OutputLine> output) {
    var playing = demo;
    var world = proposal.plan().sandbox() && playing != null ? playing.engine() : console.live();
    var words = "Dry run of " + proposal.plan().title();
    var note = new Command.AddNote(operator(), proposal.incident(), words);
    return work(
        () -> {
          worldOf(note).send(note).get();
          return world.dryRun(proposal.plan(), line -> fx.execute(() -> output.accept(line)));
        });
  }

  @Override
  public CompletableFuture<Pull> tryOut(SourceSettings settings, Map<String, Secret> secrets) {
    return work(
        () -> {
          var now = console.clock().instant();
          try (var source =
              Console.type(settings.type()).open(settings, trial(settings, secrets))) {
            return source instanceof Listener listener
                ? ListenTest.heard(listener, now)
                : source.pull(Window.before(now, TRIAL), Cursor.START);
          }
        });
  }

  private Opening trial(SourceSettings settings, Map<String, Secret> secrets) {
    var opening = console.opening(List.of(settings));
    return new Opening(
        new TypedSecrets(settings, secrets, opening.secrets()),
        opening.clock(),
        opening.entities());
  }

  @Override
  public CompletableFuture<WriteBack.Preview> preview(SourceId source, WriteBack.Act act) {
    return work(
        () ->
            writeBack(source, act.kind())
                .orElseThrow(
                    () -> new SourceException(source + " can't be written to.", false, null))
                .preview(act));
  }

  @Override
  public CompletableFuture<List<WriteBack.Silence>> silences(SourceId source) {
    return work(
        () -> {
          var silences = new ArrayList<WriteBack.Silence>();
          for (var writeBack : writeBacks(source)) silences.addAll(writeBack.silences());
          return silences;
        });
  }

  @Override
  public List<WriteBack.Act.Kind> offers(SourceId source) {
    return writeBacks(source).stream().flatMap(back -> back.offers().stream()).distinct().toList();
  }

  private Optional<WriteBack> writeBack(SourceId source, WriteBack.Act.Kind kind) {
    return writeBacks(source).stream().filter(back -> back.offers().contains(kind)).findFirst();
  }

  private List<WriteBack> writeBacks(SourceId source) {
    return console.live().source(source).map(Source::writeBacks).orElse(List.of());
  }

  @Override
  public Optional<Sandbox> sandbox() {
    return Optional.ofNullable(demo);
  }

  @Override
  public Path home() {
    return console.home().root();
  }

  @Override
  public ZoneId zone() {
    return console.zone();
  }

  @Override
  public InstantSource clock() {
    return console.clock();
  }

  @Override
  public String version() {
    return Main.version();
  }

  @Override
  public void close() {
    var playing = demo;
    if (playing != null) playing.close();
    slow.shutdownNow();
  }
}
