package io.watchfloor.app.engine;

import io.watchfloor.model.pipeline.Command;
import io.watchfloor.model.pipeline.Effect;
import io.watchfloor.model.pipeline.Facts;
import io.watchfloor.model.pipeline.Outcome;
import io.watchfloor.model.pipeline.Pipeline;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.pipeline.Store;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.remedy.Plan;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.remedy.RunReport;
import io.watchfloor.model.remedy.Runner;
import io.watchfloor.model.signal.Batch;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.HealthBook;
import io.watchfloor.model.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that decides. It takes messages from the inbox, turns them into facts, stores the
/// facts, then does what they ask for outside, and publishes what the screens show. Nobody else
/// changes the pipeline's memory or the database.
public final class Engine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final long TICK_MILLIS = 250;
  private static final Duration SAVE_STATE_EVERY = Duration.ofMinutes(10);
  private static final Duration SWEEP_EVERY = Duration.ofSeconds(30);

  private final String name;
  private final InstantSource clock;
  private final Pipeline pipeline;
  private final Store store;
  private final Inbox inbox = new Inbox();
  private final Published published = new Published();
  private final Pullers pullers;
  private final RunExecutor runs;
  private final WriteBacks writeBacks;
  private final HealthBook health = new HealthBook();
  private final Map<SourceId, Cursor> recoveredCursors;
  private final Faults faults = new Faults();
  private final Map<SourceId, Set<Object>> seriesSeen = new TreeMap<>();
  private final List<Consumer<Turned>> observers = new CopyOnWriteArrayList<>();
  private final List<HealthBook.Turn> healthTurns = new ArrayList<>();
  private final Thread thread;
  private volatile List<String> problems = List.of();
  private Instant savedAt;
  private Instant sweptAt;
  private long turn;
  private Duration took = Duration.ZERO;
  private boolean dirty = true;
  private volatile boolean stopping;

  public Engine(
      String name,
      InstantSource clock,
      Pipeline pipeline,
      Store store,
      List<Runner> runners,
      RandomGenerator chance) {
    this.name = name;
    this.clock = clock;
    this.pipeline = pipeline;
    this.store = store;
    this.pullers = new Pullers(inbox, clock, chance);
    this.runs = new RunExecutor(inbox, runners);
    this.writeBacks = new WriteBacks(inbox, pullers::source);
    this.savedAt = clock.instant();
    this.sweptAt = clock.instant();
    var recovered = store.recover();
    this.recoveredCursors = Map.copyOf(recovered.cursors());
    perform(commit(pipeline.restore(recovered, store::state, clock.instant())));
    this.thread = Thread.ofPlatform().name("engine-" + name).unstarted(this::loop);
    this.thread.setUncaughtExceptionHandler((_, error) -> died(error));
  }

  public void start() {
    thread.start();
  }

  /// Adds (or replaces) a source and begins to ask it. Any thread.
  public void add(Source source, String type, Duration interval) {
    inbox.put(
        new Message.Do(
            () -> {
              health.add(source.id(), type, interval, clock.instant());
              pullers.start(
                  source, interval, recoveredCursors.getOrDefault(source.id(), Cursor.START));
              dirty = true;
            }));
  }

  /// The engine's clock runs at another pace: how long a source may be silent changes with it.
  public void interval(SourceId source, Duration interval) {
    inbox.put(new Message.Do(() -> health.interval(source, interval)));
  }

  public void remove(SourceId source) {
    inbox.put(
        new Message.Do(
            () -> {
              pullers.stop(source);
              health.remove(source);
              dirty = true;
            }));
  }

  /// What is wrong with configuration, runbooks or recordings, for the screens.
  public void problems(List<String> sentences) {
    problems = List.copyOf(sentences);
  }

  /// Runs something on the engine thread: a changed setting, a new catalogue.
  public void run(Consumer<Pipeline> task) {
    inbox.put(
        new Message.Do(
            () -> {
              task.accept(pipeline);
              dirty = true;
            }));
  }

  /// Called on the engine thread after each turn that changed anything.
  public void observe(Consumer<Turned> observer) {
    observers.add(observer);
  }

  /// The dry run of a plan, on the calling thread: it only shows what would happen, so it needs no
  /// approval and changes no state here.
  ///
  /// @throws IllegalArgumentException if the plan has none
  public RunReport dryRun(Plan plan, Consumer<Run.OutputLine> output) throws InterruptedException {
    var action =
        plan.dryRun()
            .orElseThrow(() -> new IllegalArgumentException(plan.title() + " has no dry run"));
    return runs.execute(plan, action, output);
  }

  /// The newest snapshot; any thread. Before the first turn it is of an empty world.
  public Snapshot latest() {
    var latest = published.get();
    return latest != null ? latest : Snapshot.EMPTY;
  }

  /// Calls `listener` on the engine thread whenever there is a newer one; run the answer to end it.
  public Runnable listen(Consumer<Snapshot> listener) {
    return published.listen(listener);
  }

  public CompletableFuture<Decision> send(Command command) {
    var answer = new CompletableFuture<Decision>();
    if (stopping) answer.complete(new Decision.Refused("The console is closing."));
    else inbox.put(new Message.Asked(command, answer));
    return answer;
  }

  /// The writing side of one source, for previews.
  public Optional<Source> source(SourceId id) {
    return pullers.source(id);
  }

  private void loop() {
    long nextTick = System.nanoTime();
    while (true) {
      try {
        long wait = Math.max(0, (nextTick - System.nanoTime()) / 1_000_000);
        var message = inbox.take(wait);
        if (message instanceof Message.Stop) return;
        long began = System.nanoTime();
        if (message != null) handle(message);
        if (System.nanoTime() >= nextTick) {
          handle(new Message.Tick());
          nextTick = System.nanoTime() + TICK_MILLIS * 1_000_000;
        }
        took = Duration.ofNanos(System.nanoTime() - began);
        publish(message instanceof Message.Asked);
      } catch (RuntimeException e) {
        LOG.error("nothing published this time engine={}", name, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /// Only an error of the machine (no memory) gets here. What the screens show from now on is old:
  /// they must say so. Asks nothing of the store, which may be what failed.
  private void died(Throwable error) {
    LOG.error("engine ended engine={}", name, error);
    if (stopping) return;
    problems =
        List.of(
            "The engine has stopped ("
                + error
                + "). Nothing is watched any more: close the program and start it again.");
    var now = clock.instant();
    for (var source : health.all(now))
      health.failed(source.id(), now, "the engine has stopped", now);
    published.set(
        pipeline.snapshot(++turn, now, took, health.all(now), latest().size(), problems),
        System.nanoTime());
  }

  /// A message that fails must not stop the watch: it is logged with a code, told on the screen,
  /// and the next one is taken.
  private void handle(Message message) {
    try {
      dispatch(message);
    } catch (RuntimeException | StackOverflowError e) {
      var code = "WF-" + Integer.toHexString(Arrays.hashCode(e.getStackTrace()) & 0xffff);
      LOG.error(
          "turn failed engine={} message={} code={}",
          name,
          message.getClass().getSimpleName(),
          code,
          e);
      if (message instanceof Message.Asked asked) {
        asked
            .answer()
            .complete(
                new Decision.Refused(
                    "That failed here (" + code + "); details are in the log. Nothing was done."));
      }
      if (message instanceof Message.Pulled pulled) suspendIfRunaway(pulled.source(), code);
      if (message instanceof Message.Pushed pushed) pushed.stored().complete(false);
    }
  }

  private void suspendIfRunaway(SourceId source, String code) {
    var now = clock.instant();
    if (!faults.isRunaway(source, now)) return;
    pullers.pause(source, true);
    health.paused(source, true, now).ifPresent(healthTurns::add);
    LOG.error("source suspended after repeated faults source={} code={}", source, code);
  }

  private void dispatch(Message message) {
    var now = clock.instant();
    switch (message) {
      case Message.Pulled pulled -> pulled(pulled, now);
      case Message.Pushed pushed -> {
        var batch = new Batch(pushed.source(), pushed.signals(), pushed.received());
        health.told(
            pushed.source(),
            newest(pushed.signals()),
            pushed.signals().size(),
            seriesSeen(pushed.source(), pushed.signals()));
        perform(commit(pipeline.turn(batch, now)));
        pushed.stored().complete(true);
      }
      case Message.PullFailed failed ->
          health
              .failed(failed.source(), now, failed.error().why(), failed.nextTry())
              .ifPresent(healthTurns::add);
      case Message.Asked asked -> {
        var answer = pipeline.decide(asked.command(), now);
        perform(commit(answer.outcome()));
        asked.answer().complete(answer.decision());
      }
      case Message.RunSaid said -> perform(commit(pipeline.runSaid(said.run(), said.lines(), now)));
      case Message.RunEnded ended ->
          perform(commit(pipeline.runEnded(ended.run(), ended.report(), ended.probe(), now)));
      case Message.Written written ->
          perform(
              commit(
                  pipeline.written(
                      written.source(), written.act(), written.alerts(), written.end(), now)));
      case Message.Do task -> task.task().run();
      case Message.Tick _ -> tick(now);
      case Message.Stop _ -> {}
    }
  }

  private void pulled(Message.Pulled pulled, Instant now) {
    var outcome =
        pipeline.turn(new Batch(pulled.source(), pulled.signals(), pulled.received()), now);
    int series = seriesSeen(pulled.source(), pulled.signals());
    if (pulled.whole().isPresent()) {
      var pull = pulled.whole().get();
      health
          .succeeded(
              pulled.source(),
              pulled.received(),
              newest(pulled.signals()),
              pulled.signals().size(),
              series,
              pull,
              pulled.skew())
          .ifPresent(healthTurns::add);
      outcome = outcome.with(Map.of(pulled.source(), pull.next()));
    }
    perform(commit(outcome));
  }

  /// How many series the source has shown so far, with these.
  private int seriesSeen(SourceId source, List<Signal> signals) {
    var series = seriesSeen.computeIfAbsent(source, _ -> new HashSet<>());
    for (var signal : signals) if (signal instanceof Samples samples) series.add(samples.labels());
    return series.size();
  }

  private static Optional<Instant> newest(List<Signal> signals) {
    return signals.stream().map(Signal::at).max(Instant::compareTo);
  }

  private void tick(Instant now) {
    var turned = health.tick(now);
    healthTurns.addAll(turned);
    pipeline.sources(health.all(now), now);
    store.tick(now);
    var outcome = pipeline.tick(now);
    Map<SourceId, Window> gaps = new TreeMap<>(health.takeEndedGaps());
    if (!turned.isEmpty()) gaps.putAll(health.openGaps(now));
    perform(commit(outcome.withGaps(gaps)));
    store.tick(now);
    if (Duration.between(savedAt, now).abs().compareTo(SAVE_STATE_EVERY) > 0) saveState(now);
    if (Duration.between(sweptAt, now).abs().compareTo(SWEEP_EVERY) > 0) {
      sweptAt = store.sweep(now) ? sweptAt : now;
    }
  }

  private void saveState(Instant now) {
    savedAt = now;
    pipeline.state().forEach(store::saveState);
  }

  private Outcome commit(Outcome outcome) {
    if (!outcome.facts().isEmpty()) {
      store.commit(outcome.facts());
      dirty = true;
    }
    return outcome;
  }

  private void perform(Outcome outcome) {
    var turned = List.copyOf(healthTurns);
    healthTurns.clear();
    if (!turned.isEmpty()) dirty = true;
    if (!turned.isEmpty() || !outcome.facts().isEmpty()) tell(outcome.facts(), turned);
    for (var effect : outcome.effects()) {
      switch (effect) {
        case Effect.StartRun start ->
            runs.start(start.run(), start.plan(), start.action(), start.probe());
        case Effect.CancelRun cancel -> runs.cancel(cancel.run());
        case Effect.Write write -> writeBacks.start(write);
        case Effect.PauseSource pause -> {
          pullers.pause(pause.source(), pause.paused());
          health
              .paused(pause.source(), pause.paused(), clock.instant())
              .ifPresent(healthTurns::add);
        }
        case Effect.PullNow pull -> pullers.pullNow(pull.source());
      }
    }
  }

  private void tell(Facts facts, List<HealthBook.Turn> turned) {
    for (var observer : observers) observer.accept(new Turned(facts, turned, clock.instant()));
  }

  private void publish(boolean atOnce) {
    long nanos = System.nanoTime();
    if (!atOnce && !(dirty && published.isDue(nanos)) && !published.isStale(nanos)) return;
    dirty = false;
    var now = clock.instant();
    published.set(
        pipeline.snapshot(++turn, now, took, health.all(now), store.size(), problems), nanos);
  }

  /// Stops in order: no more pulls, running fixes are cancelled and said so, what is known is
  /// saved.
  @Override
  public void close() {
    if (stopping) return;
    stopping = true;
    pullers.close();
    runs.close();
    inbox.put(new Message.Stop());
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!thread.isAlive()) saveState(clock.instant());
    store.close();
  }
}
