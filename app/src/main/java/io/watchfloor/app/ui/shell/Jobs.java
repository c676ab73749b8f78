package io.watchfloor.app.ui.shell;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Fx;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.model.pipeline.Command;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.remedy.RunState;
import io.watchfloor.model.signal.SourceId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// All that runs in the background now, oldest first: what screens have asked for, runs of fixes,
/// gaps being filled. What ends within 0.3 s is never listed. FX thread only.
public final class Jobs {
  private static final double SHORT_SECONDS = 0.3;

  private final Backend backend;
  private final Consumer<Decision> tell;
  private final ObservableList<Job> all = FXCollections.observableArrayList();
  private final Map<String, Run> runs = new HashMap<>();
  private final Map<String, Job> jobOfRun = new HashMap<>();
  private final Map<SourceId, BackFills.BackFill> fills = new HashMap<>();
  private final Map<SourceId, Job> jobOfFill = new HashMap<>();
  private final BackFills backFills = new BackFills();

  /// `tell` says how a request to end a run was answered.
  public Jobs(Backend backend, Consumer<Decision> tell) {
    this.backend = backend;
    this.tell = tell;
  }

  /// Read only for others.
  public ObservableList<Job> all() {
    return all;
  }

  /// The mean of those that say how far they are, 0–1; 0 when none does.
  public double progress() {
    return all.stream()
        .mapToDouble(job -> job.progress().get())
        .filter(done -> done >= 0)
        .average()
        .orElse(0);
  }

  /// Lists `work` until it ends; its button cancels it.
  void follow(String words, CompletableFuture<?> work, DoubleSupplier done) {
    if (work.isDone()) return;
    var job = Job.cancellable(words, now(), one -> work.cancel(true), done);
    var list = Fx.after(SHORT_SECONDS, () -> add(job));
    list.play();
    Runnable ended =
        () -> {
          list.stop();
          all.remove(job);
        };
    var unused = work.whenComplete((value, problem) -> Fx.run(ended));
  }

  private Instant now() {
    return backend.clock().instant();
  }

  /// Asks all again how far they are.
  void tick() {
    all.forEach(Job::tick);
  }

  private void add(Job job) {
    all.add(job);
    FXCollections.sort(all, Comparator.comparing(Job::since));
  }

  /// Brings runs and back-fills up to date.
  void take(Snapshot snapshot) {
    fills.clear();
    for (var fill : backFills.at(snapshot.sources(), snapshot.at())) fills.put(fill.source(), fill);
    runs.clear();
    for (var run : snapshot.runs())
      if (run.state() == RunState.RUNNING || run.state() == RunState.VERIFYING)
        runs.put(run.id(), run);
    bring(jobOfFill, fills, this::job, fill -> Text.of("jobs.fill.behind", Ages.of(fill.behind())));
    bring(jobOfRun, runs, this::job, Jobs::words);
  }

  private <K, T> void bring(
      Map<K, Job> known, Map<K, T> now, Function<T, Job> make, Function<T, String> words) {
    known.entrySet().removeIf(entry -> !now.containsKey(entry.getKey()) && drop(entry.getValue()));
    now.forEach(
        (key, one) -> {
          var job = known.get(key);
          if (job == null) {
            job = make.apply(one);
            known.put(key, job);
            add(job);
          }
          job.tell(words.apply(one));
          job.tick();
        });
  }

  private boolean drop(Job job) {
    all.remove(job);
    return true;
  }

  private Job job(Run run) {
    var words = Text.of("jobs.run", PlainText.line(run.plan().title(), 80));
    var cancel = new Command.CancelRun(backend.operator(), run.id());
    var since = run.startedAt().orElse(run.changedAt());
    return Job.cancellable(words, since, job -> ask(cancel, job), () -> done(runs.get(run.id())));
  }

  private Job job(BackFills.BackFill fill) {
    var words = Text.of("jobs.fill", PlainText.line(fill.source().name(), 60));
    var pause = new Command.PauseSource(backend.operator(), fill.source(), true);
    return new Job(
        words,
        fill.since(),
        Text.of("jobs.fill.pause"),
        job -> ask(pause, job),
        () -> fills.getOrDefault(fill.source(), fill).done());
  }

  private void ask(Command command, Job job) {
    var unused =
        backend
            .send(command)
            .thenAccept(
                decision -> {
                  if (decision instanceof Decision.Refused) job.goesOn();
                  tell.accept(decision);
                })
            .exceptionally(Unanswered.log("end of a job"));
  }

  /// A program can't say how far it is; the watch over its effect can.
  private static double done(@Nullable Run run) {
    if (run == null || run.state() != RunState.VERIFYING || run.checks().isEmpty())
      return Job.UNKNOWN;
    return (double) met(run) / run.checks().size();
  }

  private static String words(Run run) {
    return run.state() == RunState.VERIFYING
        ? Text.of("jobs.run.verifying", met(run), run.checks().size())
        : Text.of("jobs.run.running", Ages.of(run.plan().timeLimit()));
  }

  private static long met(Run run) {
    return run.checks().stream().filter(check -> check.since().isPresent()).count();
  }
}
