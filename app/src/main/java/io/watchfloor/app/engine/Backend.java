package io.watchfloor.app.engine;

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
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.WriteBack;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/// All that a screen may ask of the rest of the program. The live world and the sandbox are merged
/// in what it shows; a command goes to the world that its subject belongs to. Listeners and futures
/// complete on the FX thread.
public interface Backend {
  /// The newest snapshot; any thread.
  Snapshot snapshot();

  /// Calls `listener` with the newest snapshot now and whenever there is a newer one, at most five
  /// times a second. Run the answer to end it.
  Runnable subscribe(Consumer<Snapshot> listener);

  CompletableFuture<Decision> send(Command command);

  /// Asks the history on a thread of its own; never blocks. Cancel the future to give up.
  <T> CompletableFuture<T> read(Function<History, T> question);

  /// Any other long work (a report, an export, a preview) off the FX thread.
  <T> CompletableFuture<T> work(java.util.concurrent.Callable<T> task);

  /// The series that are on the screen now: they are judged deeply.
  default void looksAt(java.util.Set<SeriesId> series) {}

  /// Who sits here: the account of the operating system.
  Operator operator();

  /// Signs in a second person for one decision; empty when name or password is wrong.
  CompletableFuture<Optional<Operator>> signIn(String name, Secret password);

  /// The people who have a password at this desk.
  List<String> people();

  CompletableFuture<Decision> setPassword(String name, Secret password);

  Settings settings();

  List<SourceType> sourceTypes();

  /// Tries a source's settings without keeping them. Complete or cancel the future to stop.
  CompletableFuture<Void> test(
      SourceSettings settings, Map<String, Secret> secrets, Consumer<TestStep> progress);

  /// Keeps a source (new or changed) in the configuration file and starts it.
  CompletableFuture<Decision> saveSource(SourceSettings settings, Map<String, Secret> secrets);

  CompletableFuture<Decision> removeSource(SourceId source);

  /// Changes one value of the configuration file by its dotted key (`look.theme`), leaving every
  /// other byte as it is.
  CompletableFuture<Decision> saveSetting(String key, String value);

  CompletableFuture<Decision> importSettings(Path file);

  CompletableFuture<Decision> exportSettings(Path file);

  /// The views of the alerts that a person has saved in the home.
  CompletableFuture<List<OwnView>> views();

  CompletableFuture<Decision> saveViews(List<OwnView> views);

  /// Runs the dry run of what was proposed, nothing else. Cancel the future to stop it.
  ///
  /// @param output takes each line as it comes
  CompletableFuture<RunReport> dryRun(Proposal proposal, Consumer<Run.OutputLine> output);

  /// Pulls once from a source that is not kept, to show what would arrive.
  CompletableFuture<Pull> tryOut(SourceSettings settings, Map<String, Secret> secrets);

  /// What can be done at a source; nothing where it can't be written to.
  List<WriteBack.Act.Kind> offers(SourceId source);

  CompletableFuture<WriteBack.Preview> preview(SourceId source, WriteBack.Act act);

  CompletableFuture<List<WriteBack.Silence>> silences(SourceId source);

  /// The recorded incident that plays; empty when the demo is off.
  Optional<Sandbox> sandbox();

  /// Home, for showing where data, configuration and logs are.
  Path home();

  ZoneId zone();

  /// The desk's clock; screens count ages by it.
  default java.time.InstantSource clock() {
    return () -> snapshot().at();
  }

  String version();

  /// Steering the recorded incident.
  interface Sandbox {
    /// What is played, in words.
    String title();

    Instant recordedAt();

    java.time.Duration length();

    /// How far it has been played.
    java.time.Duration position();

    boolean playing();

    double speed();

    /// What happened so far and will: changes and first alerts, by their place in the recording.
    List<Milestone> milestones();

    void play(boolean playing);

    void speed(double times);

    /// Ends the demo and remembers that in the configuration.
    void switchOff();

    record Milestone(java.time.Duration at, String kind, String text) {}
  }
}
