package io.watchfloor.app.ui.sources;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.connectors.SettingsForm.Field;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.SourceType;
import io.watchfloor.connectors.TestStep;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.Secrets.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Connecting a source, step by step: choose, fill in, test, preview what would arrive, choose what
/// to take. Knows the form, what was filled in, how the test went, and what one pull brought.
public final class WizardViewModel {
  public enum Step {
    CHOOSE,
    FILL_IN,
    TEST,
    PREVIEW,
    TAKE
  }

  private static final Set<String> ACCESS =
      Set.of(
          "url",
          "urls",
          "auth",
          "user",
          "password",
          "token",
          "certificate",
          "certificatePassword",
          "ca",
          "proxy");
  private static final Duration USUAL_INTERVAL = Duration.ofSeconds(15);
  private final Backend backend;
  private final Navigator navigator;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, String> secrets = new LinkedHashMap<>();
  private final List<TestStep> steps = new ArrayList<>();
  private final List<Runnable> listeners = new ArrayList<>();
  private @Nullable SourceType type;
  private @Nullable SourceSettings edited;
  private @Nullable CompletableFuture<Void> testing;
  private String name = "";
  private String trouble = "";
  private boolean saved;
  private boolean taking;
  private @Nullable Pull arriving;
  private String notArriving = "";

  public WizardViewModel(Backend backend, Navigator navigator) {
    this.backend = backend;
    this.navigator = navigator;
  }

  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  public List<SourceType> types() {
    return backend.sourceTypes();
  }

  public Optional<SourceType> type() {
    return Optional.ofNullable(type);
  }

  public void choose(String typeName) {
    type = types().stream().filter(t -> t.name().equals(typeName)).findFirst().orElse(null);
    values.clear();
    secrets.clear();
    steps.clear();
    edited = null;
    taking = false;
    arriving = null;
    notArriving = "";
    name = type == null ? "" : freeName(type.name());
    if (type != null)
      for (var field : type.form().fields())
        if (field.kind() != Field.Kind.SECRET) values.put(field.key(), field.otherwise());
    changed();
  }

  /// Fills in what an existing source has; its name stays, its secrets are kept unless typed anew.
  public void edit(SourceSettings settings) {
    choose(settings.type());
    settings.values().forEach((key, list) -> values.put(key, String.join("\n", list)));
    name = settings.id().name();
    edited = settings;
    changed();
  }

  public boolean isEdit() {
    return edited != null;
  }

  private String freeName(String base) {
    var taken = backend.settings().sources().stream().map(source -> source.id().name()).toList();
    if (!taken.contains(base)) return base;
    for (int i = 2; ; i++) if (!taken.contains(base + "-" + i)) return base + "-" + i;
  }

  public Step step() {
    if (type == null) return Step.CHOOSE;
    if (taking) return Step.TAKE;
    if (saved || passed()) return Step.PREVIEW;
    return steps.isEmpty() && testing == null ? Step.FILL_IN : Step.TEST;
  }

  public String name() {
    return name;
  }

  public void name(String text) {
    name = text;
    forgetTest();
  }

  public String value(String key) {
    return values.getOrDefault(key, "");
  }

  public void set(Field field, String text) {
    if (field.kind() == Field.Kind.SECRET) secrets.put(field.key(), text);
    else values.put(field.key(), text);
    forgetTest();
  }

  private void forgetTest() {
    trouble = "";
    if (taking) return;
    if (!steps.isEmpty()) {
      steps.clear();
      changed();
    }
  }

  /// The fields that matter with what is filled in now.
  public List<Field> fields() {
    if (type == null) return List.of();
    return type.form().fields().stream().filter(field -> isShown(field.shownWhen())).toList();
  }

  /// What decides whether the server can be reached at all; everything else is about what to take.
  static boolean isAccess(Field field) {
    return field.required() || field.kind() == Field.Kind.SECRET || ACCESS.contains(field.key());
  }

  /// Whether what was filled in is being narrowed to what is wanted.
  public boolean isTaking() {
    return taking;
  }

  /// From the preview to the choice of what to take, and back.
  public void take(boolean on) {
    taking = on;
    changed();
  }

  /// What one pull brought; empty while it is under way or when it failed.
  Optional<Pull> arriving() {
    return Optional.ofNullable(arriving);
  }

  /// Why the trial pull brought nothing, in words; empty when it did not fail.
  String notArriving() {
    return notArriving;
  }

  private void preview() {
    var asked = backend.tryOut(settings(), typedSecrets());
    navigator.follow(Text.of("jobs.arriving", shownName()), asked);
    var unused =
        asked.whenComplete(
            (pull, problem) -> {
              arriving = pull;
              notArriving = problem == null ? "" : why(problem);
              changed();
            });
  }

  private boolean isShown(String condition) {
    int at = condition.indexOf('=');
    if (at < 0) return true;
    var wanted = List.of(condition.substring(at + 1).split("\\|", -1));
    return wanted.contains(value(condition.substring(0, at)));
  }

  /// The first thing that is still missing, in words; empty when the test can start.
  public String missing() {
    if (name.isBlank()) return Text.of("wizard.missing", Text.of("wizard.name"));
    for (var field : fields()) {
      boolean isSecret = field.kind() == Field.Kind.SECRET;
      var text = isSecret ? secrets.getOrDefault(field.key(), "") : value(field.key());
      if (field.required() && text.isBlank() && !(isSecret && edited != null))
        return Text.of("wizard.missing", field.label());
    }
    return "";
  }

  public SourceSettings settings() {
    var lists = new LinkedHashMap<String, List<String>>();
    for (var field : fields()) {
      var text = value(field.key()).strip();
      if (field.kind() == Field.Kind.SECRET || text.isEmpty()) continue;
      lists.put(
          field.key(),
          field.kind() == Field.Kind.LIST
              ? Arrays.stream(text.split("[\n,]", -1))
                  .map(String::strip)
                  .filter(s -> !s.isEmpty())
                  .toList()
              : List.of(text));
    }
    var interval = edited == null ? USUAL_INTERVAL : edited.interval();
    return new SourceSettings(
        new SourceId(name.strip()), type == null ? "" : type.name(), interval, lists);
  }

  private Map<String, Secret> typedSecrets() {
    var typed = new LinkedHashMap<String, Secret>();
    for (var field : fields()) {
      var text = secrets.getOrDefault(field.key(), "");
      if (field.kind() == Field.Kind.SECRET && !text.isEmpty())
        typed.put(field.key(), new Secret(text));
    }
    return typed;
  }

  public void test() {
    trouble = missing();
    steps.clear();
    arriving = null;
    notArriving = "";
    taking = false;
    if (!trouble.isEmpty()) {
      changed();
      return;
    }
    var run =
        backend.test(
            settings(),
            typedSecrets(),
            step -> {
              steps.add(step);
              changed();
            });
    testing = run;
    navigator.follow(Text.of("jobs.test", shownName()), run);
    changed();
    var unused =
        run.whenComplete(
            (nothing, problem) -> {
              testing = null;
              if (problem != null && steps.isEmpty()) trouble = why(problem);
              changed();
              if (passed()) preview();
            });
  }

  private String shownName() {
    return PlainText.line(name.strip(), 60);
  }

  private static String why(Throwable problem) {
    return problem instanceof CancellationException
        ? Text.of("wizard.cancelled")
        : String.valueOf(problem.getMessage());
  }

  public void cancelTest() {
    if (testing != null) testing.cancel(true);
    testing = null;
    changed();
  }

  public boolean isTesting() {
    return testing != null;
  }

  public List<TestStep> steps() {
    return List.copyOf(steps);
  }

  public Optional<TestStep> failed() {
    return steps.stream().filter(step -> step.result() == TestStep.Result.FAILED).findFirst();
  }

  public boolean passed() {
    return testing == null && !steps.isEmpty() && failed().isEmpty();
  }

  /// What stands in the way, in words; empty when nothing does.
  public String trouble() {
    return trouble;
  }

  /// Keeps the source. Whether its test passed is the operator's to weigh.
  public CompletableFuture<Decision> save() {
    trouble = missing();
    if (!trouble.isEmpty()) {
      changed();
      return CompletableFuture.completedFuture(new Decision.Refused(trouble));
    }
    return backend
        .saveSource(settings(), typedSecrets())
        .thenApply(
            decision -> {
              switch (decision) {
                case Decision.Accepted accepted -> saved = true;
                case Decision.Refused refused -> trouble = refused.reason();
              }
              changed();
              return decision;
            });
  }

  private void changed() {
    for (var listener : List.copyOf(listeners)) listener.run();
  }
}
