package io.watchfloor.app;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.engine.Engine;
import io.watchfloor.app.settings.RunbookFiles;
import io.watchfloor.app.store.H2Store;
import io.watchfloor.connectors.replay.Player;
import io.watchfloor.connectors.replay.RecordedRunner;
import io.watchfloor.connectors.replay.Recording;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.pipeline.History;
import io.watchfloor.model.pipeline.Pipeline;
import io.watchfloor.model.remedy.Automation;
import io.watchfloor.model.signal.Dependency;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.topology.EntityRules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/// The recorded incident in its sandbox: an engine of its own, on the recording's clock, with a
/// store that leaves nothing behind and a runner that only plays what was recorded. Nothing here
/// ever leaves the process.
final class Demo implements Backend.Sandbox, AutoCloseable {
  private static final String RECORDING = "half-hour";
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Player player;
  private final Engine engine;
  private final H2Store store;
  private final List<SourceId> sources;
  private final Runnable switchOff;

  private Demo(
      Player player, Engine engine, H2Store store, List<SourceId> sources, Runnable switchOff) {
    this.player = player;
    this.engine = engine;
    this.store = store;
    this.sources = List.copyOf(sources);
    this.switchOff = switchOff;
  }

  /// @param switchOff ends the demo for good
  static Demo open(InstantSource clock, Runnable switchOff) throws SourceException {
    var recording = Recording.bundled(RECORDING);
    var player = new Player(recording, clock);
    var rules = EntityRules.DEFAULT;
    var pipeline =
        new Pipeline(
            new Pipeline.Config(
                IncidentId.SANDBOX,
                true,
                rules,
                recording.entities(),
                RunbookFiles.recorded().remediations(),
                new Automation(false, 100)));
    var source = SourceId.sandbox("recording");
    var now = player.clock().instant();
    pipeline.connect(
        recording.edges().stream()
            .map(
                edge ->
                    new Dependency(source, edge.caller(), edge.callee(), Labels.EMPTY, now, now))
            .toList());
    var store = H2Store.inMemory(player.clock());
    var engine =
        new Engine(
            "sandbox",
            player.clock(),
            pipeline,
            store,
            List.of(new RecordedRunner(player)),
            RandomGenerator.getDefault());
    var told = player.sources(rules);
    for (var one : told) engine.add(one, "recording", INTERVAL);
    return new Demo(player, engine, store, told.stream().map(Source::id).toList(), switchOff);
  }

  Engine engine() {
    return engine;
  }

  History history() {
    return store.history();
  }

  @Override
  public String title() {
    return player.recording().name();
  }

  @Override
  public Instant recordedAt() {
    return player.recording().start();
  }

  @Override
  public Duration length() {
    return player.length();
  }

  @Override
  public Duration position() {
    return player.position();
  }

  @Override
  public boolean playing() {
    return player.playing();
  }

  @Override
  public double speed() {
    return player.speed();
  }

  @Override
  public List<Milestone> milestones() {
    return player.milestones().stream()
        .map(it -> new Milestone(it.at(), it.kind(), it.text()))
        .toList();
  }

  @Override
  public void play(boolean playing) {
    if (playing && player.ended()) player.restart();
    else player.play(playing);
  }

  @Override
  public void speed(double times) {
    player.speed(times);
    // Pulls come by the real clock and are judged by the player's.
    var between = INTERVAL.multipliedBy((long) Math.ceil(Math.max(1, player.speed())));
    for (var source : sources) engine.interval(source, between);
  }

  @Override
  public void switchOff() {
    switchOff.run();
  }

  @Override
  public void close() {
    engine.close();
  }
}
