package io.watchfloor.app;

import io.watchfloor.app.access.People;
import io.watchfloor.app.engine.Engine;
import io.watchfloor.app.engine.Foreseer;
import io.watchfloor.app.engine.Warmer;
import io.watchfloor.app.outgoing.Announcer;
import io.watchfloor.app.outgoing.Outbox;
import io.watchfloor.app.report.ReportData;
import io.watchfloor.app.secrets.EnvironmentSecrets;
import io.watchfloor.app.secrets.FileSecrets;
import io.watchfloor.app.secrets.KeyringSecrets;
import io.watchfloor.app.settings.FileWatch;
import io.watchfloor.app.settings.Home;
import io.watchfloor.app.settings.HomeLock;
import io.watchfloor.app.settings.Problem;
import io.watchfloor.app.settings.RunbookFiles;
import io.watchfloor.app.settings.Settings;
import io.watchfloor.app.settings.SettingsChange;
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
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Secrets;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.topology.Entity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts the program together, by hand and in order: home, configuration, store, engine, sources.
/// The only class that knows the system's clock.
public final class Console implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Console.class);
  private static final SourceId MACHINE = new SourceId("this-machine");
  private static final Duration MACHINE_INTERVAL = Duration.ofSeconds(2);

  private final InstantSource clock = InstantSource.system();
  private final Map<String, String> environment = System.getenv();

  /// What is wrong, by what it is about: "configuration", "runbooks", "store", "source NAME" …
  private final Map<String, List<String>> problems = new TreeMap<>();

  private final Home home;
  private final Path configuration;
  private final HomeLock lock;
  private final SettingsFile file;
  private final Secrets secrets;
  private final People people;
  private final H2Store store;
  private final Engine live;
  private final Foreseer foreseer;
  private final Warmer warmer;
  private final FileWatch watch;
  private final Outbox outbox;
  private volatile Settings settings;

  private Console(Home home, Path configuration, HomeLock lock, Secrets secrets) {
    this.home = home;
    this.configuration = configuration;
    this.lock = lock;
    this.file = new SettingsFile(Connectors.types(), environment);
    this.settings = readSettings();
    this.secrets = secrets;
    this.people = new People(home.root(), clock);
    this.store = openStore();
    this.live = makeEngine();
    this.foreseer = new Foreseer(live, store.history(), clock);
    this.warmer = new Warmer(live, store.history(), clock);
    for (var source : settings.sources()) open(source);
    if (settings.thisMachine()) openMachine();
    this.outbox = new Outbox(home.outbox(), clock, RandomGenerator.getDefault(), this::undelivered);
    outbox.lanes(destinations());
    live.observe(new Announcer(clock.instant(), outbox::put)::turned);
    tellProblems();
    this.watch = new FileWatch(this::watched, this::reload);
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
      HomeLog.open(home.logs());
      LOG.info("started version={} home={}", Main.version(), home.root());
      return new Console(home, configuration, lock.get(), kept(chosenHome, home));
    } catch (IOException e) {
      throw new UncheckedIOException(
          home.root()
              + " can't be used as the home: "
              + e.getMessage()
              + ". Choose another folder with --home.",
          e);
    }
  }

  /// A home that somebody chose is whole in itself; the usual one trusts the system's key ring.
  private static Secrets kept(Optional<Path> chosenHome, Home home) {
    return chosenHome.isPresent() ? new FileSecrets(home.root()) : KeyringSecrets.open(home.root());
  }

  /// What the configuration says, without opening the home: it may be in use.
  public static Configured configured(Optional<Path> chosenHome, Optional<Path> chosenFile) {
    var home = Home.of(chosenHome);
    try {
      home.make();
    } catch (IOException e) {
      throw new UncheckedIOException(home.root() + " can't be used as the home.", e);
    }
    var environment = System.getenv();
    var loaded =
        new SettingsFile(Connectors.types(), environment)
            .load(chosenFile.orElse(home.configuration()));
    return new Configured(
        loaded.settings(),
        sentences(loaded.problems()),
        kept(chosenHome, home),
        environment,
        InstantSource.system());
  }

  private Settings readSettings() {
    var loaded = file.load(configuration);
    problems.put("configuration", sentences(loaded.problems()));
    return loaded.settings();
  }

  private static List<String> sentences(List<Problem> problems) {
    return problems.stream().map(Console::sentence).toList();
  }

  private void tellProblems() {
    live.problems(problems.values().stream().flatMap(List::stream).toList());
  }

  static String sentence(Problem problem) {
    var place = problem.line() > 0 ? ":" + problem.line() + ":" + problem.column() : "";
    return problem.path() + place + ": " + problem.message() + " " + problem.nextStep();
  }

  private H2Store openStore() {
    var opened = H2Store.openOrQuarantine(home.root(), settings.retention(), clock);
    var notices = new ArrayList<>(opened.store().problems());
    opened.notice().ifPresent(notices::addFirst);
    problems.put("store", notices);
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
        problems.put("topology " + path, List.of(e.why()));
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
    pipeline.sensitivity(settings.detection().sensitivity());
    List<Runner> runners =
        List.of(
            new CommandRunner(Surroundings.of(environment, home.work()), clock),
            new HttpRunner(() -> settings.allowedHosts(), secrets, clock));
    return new Engine("live", clock, pipeline, store, runners, RandomGenerator.getDefault());
  }

  private List<Remediation> catalogue() {
    var loaded = RunbookFiles.load(runbookFolders(), environment);
    problems.put("runbooks", sentences(loaded.problems()));
    return RunbookFiles.withLevels(loaded.remediations(), settings.levels());
  }

  private List<Path> runbookFolders() {
    var folders = new ArrayList<>(List.of(home.runbooks()));
    folders.addAll(settings.runbookFolders());
    return folders;
  }

  /// What a person may change while the program runs.
  private List<Path> watched() {
    var paths = new ArrayList<>(runbookFolders());
    paths.add(configuration);
    return paths;
  }

  private void open(SourceSettings source) {
    problems.remove("source " + source.id());
    try {
      live.add(
          type(source.type()).open(source, opening(List.of(source))),
          source.type(),
          source.interval());
    } catch (SourceException e) {
      problems.put("source " + source.id(), List.of("Source " + source.id() + ": " + e.why()));
    }
  }

  private void openMachine() {
    var machine = new SourceSettings(MACHINE, "machine", MACHINE_INTERVAL, Map.of());
    if (Connectors.types().stream().anyMatch(type -> type.name().equals("machine"))) open(machine);
  }

  /// Who is told of incidents elsewhere, opened.
  private List<Outbox.Target> destinations() {
    var targets = new ArrayList<Outbox.Target>();
    var mistakes = new ArrayList<String>();
    for (var notice : settings.notices())
      try {
        var to = Configured.open(notice, opening(List.of(notice.settings())));
        targets.add(new Outbox.Target(notice.name(), notice.least(), to));
      } catch (SourceException e) {
        mistakes.add("Notices to " + notice.name() + ": " + e.why());
      }
    problems.put("notices", mistakes);
    return targets;
  }

  private synchronized void undelivered(List<String> sentences) {
    problems.put("undelivered", sentences);
    tellProblems();
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
    return edit(change, () -> {});
  }

  /// The same; `before` runs once the new text is known to be good, before anything is opened by
  /// it.
  synchronized Optional<String> edit(UnaryOperator<String> change, Runnable before) {
    try {
      var old =
          Files.exists(configuration)
              ? Files.readString(configuration)
              : SettingsEdit.commentedDefault().orElse("");
      var text = change.apply(old);
      var known = file.read(configuration.toString(), old).problems();
      var loaded = file.read(configuration.toString(), text);
      var worse = loaded.problems().size() > known.size();
      if (worse) return sentences(loaded.problems()).stream().findFirst();
      before.run();
      SettingsEdit.replace(configuration, text);
      adopt(loaded);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(configuration + " can't be written: " + e.getMessage() + ".");
    }
  }

  /// Takes up what the files say now: sources come and go, runbooks, levels, limits and retention
  /// change. A configuration with a mistake in it changes nothing: what was in force stays, and the
  /// mistake is told.
  synchronized void reload() {
    var loaded = file.load(configuration);
    if (loaded.problems().isEmpty()) {
      adopt(loaded);
      return;
    }
    var sentences = new ArrayList<>(sentences(loaded.problems()));
    sentences.add(configuration + ": until that is mended, what it said before stays in force.");
    problems.put("configuration", sentences);
    var recipes = catalogue();
    live.run(pipeline -> pipeline.catalogue(recipes));
    tellProblems();
  }

  private void adopt(SettingsFile.Loaded loaded) {
    var before = settings;
    settings = loaded.settings();
    problems.put("configuration", sentences(loaded.problems()));
    var change = SettingsChange.between(before, settings);
    if (!change.needsRestart().isEmpty())
      problems.put(
          "restart",
          List.of(
              configuration
                  + ": `"
                  + String.join("`, `", change.needsRestart())
                  + "` was changed. It takes effect when the program starts the next time."));
    for (var source : change.closed()) close(source);
    for (var source : change.opened()) open(source);
    if (!before.notices().equals(settings.notices())) outbox.lanes(destinations());
    if (change.machineChanged()) {
      if (settings.thisMachine()) openMachine();
      else close(MACHINE);
    }
    var recipes = catalogue();
    live.run(pipeline -> pipeline.catalogue(recipes));
    if (!before.automation().equals(settings.automation())) {
      var automation = settings.automation();
      live.run(pipeline -> pipeline.automation(automation));
    }
    if (!before.detection().equals(settings.detection())) {
      double sensitivity = settings.detection().sensitivity();
      live.run(pipeline -> pipeline.sensitivity(sensitivity));
    }
    store.retention(settings.retention());
    tellProblems();
    LOG.info(
        "configuration taken up opened={} closed={} runbooks={}",
        change.opened().size(),
        change.closed().size(),
        recipes.size());
  }

  private void close(SourceId source) {
    problems.remove("source " + source);
    live.remove(source);
  }

  /// Opens a source anew: its secrets may have changed though its settings did not.
  synchronized void reopen(SourceSettings source) {
    open(source);
    tellProblems();
  }

  public void start() {
    live.start();
    outbox.start();
    foreseer.start();
    warmer.start();
    watch.start();
  }

  public Engine live() {
    return live;
  }

  /// The health report of what this home remembers.
  ///
  /// @param window chooses the stretch of time, given now and the desk's zone
  public ReportData report(BiFunction<Instant, ZoneId, Window> window) {
    var now = clock.instant();
    var zone = zone();
    return ReportData.of(live.latest(), history(), settings(), window.apply(now, zone), zone, now);
  }

  /// The zone of the times shown: the configured one, else the machine's.
  ZoneId zone() {
    try {
      var zone = settings().look().zone();
      return zone.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(zone);
    } catch (DateTimeException e) {
      return ZoneId.systemDefault();
    }
  }

  History history() {
    return store.history();
  }

  public Settings settings() {
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
    watch.close();
    foreseer.close();
    warmer.close();
    live.close();
    outbox.close();
    HomeLog.close();
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the lock of " + home.root() + " can't be given back", e);
    }
  }
}
