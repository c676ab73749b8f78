package io.watchfloor.app;

import io.watchfloor.app.access.People;
import io.watchfloor.app.engine.Engine;
import io.watchfloor.app.secrets.EnvironmentSecrets;
import io.watchfloor.app.secrets.FileSecrets;
import io.watchfloor.app.settings.Home;
import io.watchfloor.app.settings.HomeLock;
import io.watchfloor.app.settings.Problem;
import io.watchfloor.app.settings.RunbookFiles;
import io.watchfloor.app.settings.Settings;
import io.watchfloor.app.settings.SettingsEdit;
import io.watchfloor.app.settings.SettingsFile;
import io.watchfloor.app.store.H2Store;
import io.watchfloor.connectors.Connectors;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.SourceType;
import io.watchfloor.connectors.files.TopologyFile;
import io.watchfloor.connectors.shell.CommandRunner;
import io.watchfloor.connectors.shell.Surroundings;
import io.watchfloor.connectors.webhook.HttpRunner;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.pipeline.History;
import io.watchfloor.model.pipeline.Pipeline;
import io.watchfloor.model.remedy.Remediation;
import io.watchfloor.model.remedy.Runner;
import io.watchfloor.model.signal.Dependency;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.Secrets;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.topology.Entity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// Puts the program together, by hand and in order: home, configuration, store, engine, sources.
/// The only class that knows the system's clock.
public final class Console implements AutoCloseable {
  private static final SourceId MACHINE = new SourceId("this-machine");
  private static final Duration MACHINE_INTERVAL = Duration.ofSeconds(2);

  private final InstantSource clock = InstantSource.system();
  private final Map<String, String> environment = System.getenv();
  private final List<String> problems = new ArrayList<>();
  private final Home home;
  private final Path configuration;
  private final HomeLock lock;
  private final SettingsFile file;
  private final Secrets secrets;
  private final People people;
  private final H2Store store;
  private final Engine live;
  private Settings settings;

  private Console(Home home, Path configuration, HomeLock lock) {
    this.home = home;
    this.configuration = configuration;
    this.lock = lock;
    this.file = new SettingsFile(Connectors.types(), environment);
    this.settings = readSettings();
    this.secrets = new FileSecrets(home.root());
    this.people = new People(home.root(), clock);
    this.store = openStore();
    this.live = makeEngine();
    for (var source : settings.sources()) open(source);
    if (settings.thisMachine()) openMachine();
    live.problems(problems);
  }

  /// Opens a home.
  ///
  /// @throws IllegalStateException if another program holds it; the message says who
  public static Console open(Optional<Path> chosenHome, Optional<Path> chosenConfiguration) {
    var home = Home.of(chosenHome);
    try {
      home.make();
      var lock = HomeLock.take(home, InstantSource.system().instant());
      if (lock.isEmpty())
        throw new IllegalStateException(
            home.root()
                + " is in use by "
                + HomeLock.holder(home)
                + ". Close that one, or choose another folder with --home.");
      var configuration = chosenConfiguration.orElse(home.configuration());
      if (chosenConfiguration.isEmpty() && !Files.exists(configuration))
        SettingsEdit.replace(configuration, SettingsEdit.commentedDefault().orElse(""));
      return new Console(home, configuration, lock.get());
    } catch (IOException e) {
      throw new UncheckedIOException(
          home.root()
              + " can't be used as the home: "
              + e.getMessage()
              + ". Choose another folder with --home.",
          e);
    }
  }

  private Settings readSettings() {
    var loaded = file.load(configuration);
    loaded.problems().stream().map(Console::sentence).forEach(problems::add);
    return loaded.settings();
  }

  static String sentence(Problem problem) {
    var place = problem.line() > 0 ? ":" + problem.line() + ":" + problem.column() : "";
    return problem.path() + place + ": " + problem.message() + " " + problem.nextStep();
  }

  private H2Store openStore() {
    var opened = H2Store.openOrQuarantine(home.root(), settings.retention(), clock);
    opened.notice().ifPresent(problems::add);
    problems.addAll(opened.store().problems());
    return opened.store();
  }

  private Engine makeEngine() {
    var entities = new ArrayList<Entity>();
    var edges = new ArrayList<Dependency>();
    for (var path : settings.topologyFiles()) {
      try {
        var topology = TopologyFile.read(path, new SourceId("topology"), clock.instant());
        entities.addAll(topology.entities());
        edges.addAll(topology.edges());
      } catch (SourceException e) {
        problems.add(e.why());
      }
    }
    var pipeline =
        new Pipeline(
            new Pipeline.Config(
                IncidentId.LIVE,
                false,
                settings.entities(),
                entities,
                catalogue(),
                settings.automation()));
    pipeline.connect(edges);
    List<Runner> runners =
        List.of(
            new CommandRunner(Surroundings.of(environment, home.work()), clock),
            new HttpRunner(settings.allowedHosts(), secrets, clock));
    return new Engine("live", clock, pipeline, store, runners, RandomGenerator.getDefault());
  }

  private List<Remediation> catalogue() {
    var folders = new ArrayList<>(List.of(home.runbooks()));
    folders.addAll(settings.runbookFolders());
    var loaded = RunbookFiles.load(folders, environment);
    loaded.problems().stream().map(Console::sentence).forEach(problems::add);
    return RunbookFiles.withLevels(loaded.remediations(), settings.levels());
  }

  private void open(SourceSettings source) {
    try {
      live.add(
          type(source.type()).open(source, opening(List.of(source))),
          source.type(),
          source.interval());
    } catch (SourceException e) {
      problems.add("Source " + source.id() + ": " + e.why());
    }
  }

  private void openMachine() {
    var machine = new SourceSettings(MACHINE, "machine", MACHINE_INTERVAL, Map.of());
    if (Connectors.types().stream().anyMatch(type -> type.name().equals("machine"))) open(machine);
  }

  static SourceType type(String name) {
    return Connectors.types().stream()
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kind of source called " + name));
  }

  /// What a connector is given when it opens.
  Opening opening(List<SourceSettings> sources) {
    return new Opening(
        new EnvironmentSecrets(secrets, sources, environment), clock, settings.entities());
  }

  /// Changes the text of the configuration; what would not be read any more is refused and nothing
  /// changes.
  ///
  /// @return what is wrong with the new text, or nothing once it is kept
  synchronized Optional<String> edit(UnaryOperator<String> change) {
    try {
      var before =
          Files.exists(configuration)
              ? Files.readString(configuration)
              : SettingsEdit.commentedDefault().orElse("");
      var text = change.apply(before);
      var known = file.read(configuration.toString(), before).problems();
      var loaded = file.read(configuration.toString(), text);
      var worse = loaded.problems().size() > known.size();
      if (worse) return loaded.problems().stream().map(Console::sentence).findFirst();
      SettingsEdit.replace(configuration, text);
      settings = loaded.settings();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(configuration + " can't be written: " + e.getMessage() + ".");
    }
  }

  void start(SourceSettings source) {
    open(source);
    live.problems(problems);
  }

  public void start() {
    live.start();
  }

  public Engine live() {
    return live;
  }

  History history() {
    return store.history();
  }

  public synchronized Settings settings() {
    return settings;
  }

  Secrets secrets() {
    return secrets;
  }

  People people() {
    return people;
  }

  Home home() {
    return home;
  }

  Path configuration() {
    return configuration;
  }

  InstantSource clock() {
    return clock;
  }

  /// Calls `front` when somebody starts the program a second time on this home.
  void listen(Runnable front) {
    lock.listen(front);
  }

  @Override
  public void close() {
    live.close();
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the lock of " + home.root() + " can't be given back", e);
    }
  }
}
