package io.watchfloor.app.settings;

import io.watchfloor.app.settings.Settings.Outgoing;
import io.watchfloor.connectors.SettingsForm.Field;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.SourceType;
import io.watchfloor.connectors.notice.DestinationType;
import io.watchfloor.model.remedy.Automation;
import io.watchfloor.model.remedy.Level;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.topology.EntityRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reads the one configuration file. What is wrong is told with its line and left out; the rest
/// holds. `${NAME}` in a value that a person wrote is taken from the environment.
public final class SettingsFile {
  /// What was read, and what is wrong with it.
  public record Loaded(Settings settings, List<Problem> problems) {}

  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{(?:env:)?([A-Za-z_][A-Za-z0-9_]*)}");
  private static final Duration LEAST = Duration.ofMillis(500);
  private static final Duration MOST = Duration.ofDays(1);

  private final List<SourceType> types;
  private final Map<String, String> environment;

  public SettingsFile(List<SourceType> types, Map<String, String> environment) {
    this.types = List.copyOf(types);
    this.environment = Map.copyOf(environment);
  }

  public Loaded load(Path file) {
    try {
      return read(file.toString(), Files.readString(file));
    } catch (IOException e) {
      var problem =
          new Problem(
              file.toString(),
              0,
              0,
              "It can't be read: " + e.getMessage() + ".",
              "Does it exist, and may this account read it?");
      return new Loaded(Settings.DEFAULT, List.of(problem));
    }
  }

  public Loaded read(String path, String text) {
    var problems = new ArrayList<Problem>();
    var tree = YamlText.read(path, text, problems);
    if (tree.isEmpty()) return new Loaded(Settings.DEFAULT, problems);
    var top = tree.get();
    var normal = Settings.DEFAULT;
    var runbooks = top.child("runbooks");
    var entities = top.child("entities");
    var settings =
        new Settings(
            sources(top),
            entities.map(this::rules).orElse(EntityRules.DEFAULT),
            entities.map(group -> paths(group, "topology")).orElse(List.of()),
            runbooks.map(group -> paths(group, "folders")).orElse(List.of()),
            runbooks
                .flatMap(group -> group.child("levels"))
                .map(SettingsFile::levels)
                .orElse(Map.of()),
            runbooks.map(group -> group.texts("allowed-hosts")).orElse(List.of()),
            top.child("automation").map(SettingsFile::automation).orElse(normal.automation()),
            top.children("services").stream()
                .map(SettingsFile::service)
                .flatMap(Optional::stream)
                .toList(),
            top.child("retention").map(SettingsFile::retention).orElse(normal.retention()),
            top.truth("this-machine", normal.thisMachine()),
            top.truth("demo", normal.demo()),
            top.child("look").map(SettingsFile::look).orElse(normal.look()),
            top.child("detection").map(SettingsFile::detection).orElse(normal.detection()),
            notices(top));
    entities.ifPresent(YamlMap::noOthers);
    runbooks.ifPresent(YamlMap::noOthers);
    top.noOthers();
    return new Loaded(settings, problems);
  }

  private List<SourceSettings> sources(YamlMap top) {
    var sources = new ArrayList<SourceSettings>();
    var names = new HashSet<String>();
    for (var entry : top.children("sources")) source(entry, names).ifPresent(sources::add);
    return sources;
  }

  private Optional<SourceSettings> source(YamlMap entry, Set<String> names) {
    var name = entry.text("name").orElse("");
    var typeName = entry.text("type").orElse("");
    var type = types.stream().filter(known -> known.name().equals(typeName)).findFirst();
    if (name.isBlank() || name.contains(":") || name.length() > 80) {
      entry.problem(
          "name",
          "A source needs a name of at most 80 characters without a colon.",
          "Add `name: …`.");
      return Optional.empty();
    }
    if (!names.add(name)) {
      entry.problem(
          "name",
          "There is another source called " + Shown.of(name) + ".",
          "Give one of them another name.");
      return Optional.empty();
    }
    if (type.isEmpty()) {
      var known = String.join(", ", types.stream().map(SourceType::name).toList());
      entry.problem(
          "type",
          "There is no kind of source called `" + Shown.of(typeName) + "`.",
          "There are: " + known + ".");
      return Optional.empty();
    }
    var interval = entry.duration("interval", Duration.ofSeconds(15), LEAST, MOST);
    var values = new TreeMap<String, List<String>>();
    boolean whole = true;
    for (var field : type.get().form().fields()) whole &= field(entry, field, values);
    entry.noOthers();
    return whole
        ? Optional.of(new SourceSettings(new SourceId(name), typeName, interval, values))
        : Optional.empty();
  }

  private List<Outgoing> notices(YamlMap top) {
    var notices = new ArrayList<Outgoing>();
    var names = new HashSet<String>();
    for (var entry : top.children("notices")) notice(entry, names).ifPresent(notices::add);
    return notices;
  }

  private Optional<Outgoing> notice(YamlMap entry, Set<String> names) {
    var name = entry.text("name").orElse("");
    var to = entry.text("to").orElse("");
    var type = DestinationType.all().stream().filter(it -> it.name().equals(to)).findFirst();
    if (name.isBlank() || name.length() > 80 || !names.add(name)) {
      entry.problem(
          "name",
          "A destination needs a name of its own, at most 80 characters.",
          "Add `name: …`.");
      return Optional.empty();
    }
    if (type.isEmpty()) {
      var known = String.join(", ", DestinationType.all().stream().map(it -> it.name()).toList());
      entry.problem(
          "to",
          "There is no way to tell people called `" + Shown.of(to) + "`.",
          "There are: " + known + ".");
      return Optional.empty();
    }
    var least = severity(entry);
    var values = new TreeMap<String, List<String>>();
    boolean whole = least.isPresent();
    for (var field : type.get().form().fields()) whole &= field(entry, field, values);
    entry.noOthers();
    var id = new SourceId(Outgoing.PREFIX + name);
    return whole
        ? Optional.of(
            new Outgoing(new SourceSettings(id, to, Duration.ofSeconds(1), values), least.get()))
        : Optional.empty();
  }

  private static Optional<Severity> severity(YamlMap entry) {
    var word = entry.text("least").orElse("major");
    try {
      return Optional.of(Severity.valueOf(word.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      entry.problem(
          "least",
          "`" + Shown.of(word) + "` is no severity.",
          "It is one of: info, warning, major, critical.");
      return Optional.empty();
    }
  }

  private boolean field(YamlMap entry, Field field, Map<String, List<String>> values) {
    if (field.kind() == Field.Kind.SECRET) return secret(entry, field.key(), values);
    var filled = new ArrayList<String>();
    for (var text : entry.texts(field.key())) {
      var value = filled(text, entry, field.key());
      if (value.isEmpty()) return false;
      filled.add(value.get());
    }
    if (filled.isEmpty()) {
      if (!field.required() || !field.otherwise().isEmpty() || !field.shownWhen().isEmpty())
        return true;
      entry.problem(field.key(), "`" + field.key() + "` is missing.", field.help());
      return false;
    }
    if (field.kind() == Field.Kind.CHOICE && !field.choices().contains(filled.getFirst())) {
      entry.problem(
          field.key(),
          "`" + field.key() + "` can't be `" + Shown.of(filled.getFirst()) + "`.",
          "It is one of: " + String.join(", ", field.choices()) + ".");
      return false;
    }
    values.put(field.key(), filled);
    return true;
  }

  /// A secret is never in the file; `x-env: NAME` says which environment variable holds it.
  private static boolean secret(YamlMap entry, String key, Map<String, List<String>> values) {
    entry.text(key + "-env").ifPresent(variable -> values.put(key + "-env", List.of(variable)));
    if (entry.text(key).isEmpty()) return true;
    entry.problem(
        key,
        "A secret does not belong in this file.",
        "Enter it in the Sources screen, or name an environment variable: `"
            + key
            + "-env: NAME`.");
    return false;
  }

  private Optional<String> filled(String text, YamlMap at, String key) {
    var out = new StringBuilder();
    var matcher = VARIABLE.matcher(text);
    int end = 0;
    while (matcher.find()) {
      var value = environment.get(matcher.group(1));
      if (value == null) {
        at.problem(
            key,
            "The environment variable " + matcher.group(1) + " is not set.",
            "Set it before the program starts, or write the value here.");
        return Optional.empty();
      }
      out.append(text, end, matcher.start()).append(value);
      end = matcher.end();
    }
    return Optional.of(out.append(text, end, text.length()).toString());
  }

  private List<Path> paths(YamlMap map, String key) {
    return map.texts(key).stream()
        .map(text -> filled(text, map, key))
        .flatMap(Optional::stream)
        .map(Path::of)
        .toList();
  }

  private EntityRules rules(YamlMap map) {
    var normal = EntityRules.DEFAULT;
    var labels = map.texts("labels");
    var edges = new ArrayList<EntityRules.EdgeRule>();
    for (var edge : map.children("dependencies")) {
      edges.add(
          new EntityRules.EdgeRule(
              edge.text("metric").orElse("*"),
              edge.text("from").orElse("service"),
              edge.text("to").orElse("target")));
      edge.noOthers();
    }
    var changes = new ArrayList<EntityRules.ChangeRule>();
    for (var change : map.children("changes")) {
      changes.add(
          new EntityRules.ChangeRule(
              change.text("metric").orElse("*"),
              change.text("entity").orElse("service"),
              change.text("kind").orElse("kind"),
              change.text("version").orElse("version")));
      change.noOthers();
    }
    return new EntityRules(
        labels.isEmpty() ? normal.labels() : labels,
        map.pairs("aliases"),
        edges.isEmpty() ? normal.edges() : edges,
        changes.isEmpty() ? normal.changes() : changes);
  }

  private static Map<String, Level> levels(YamlMap map) {
    var levels = new LinkedHashMap<String, Level>();
    for (var name : map.keys()) {
      var word = map.text(name).orElse("");
      try {
        levels.put(name, Level.valueOf(word.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        map.problem(
            name,
            "`" + Shown.of(word) + "` is no level.",
            "It is one of: observe, suggest, approve, auto.");
      }
    }
    return levels;
  }

  private static Automation automation(YamlMap map) {
    var automation =
        new Automation(
            map.truth("kill-switch", false),
            (int) map.whole("runs-per-hour", Settings.DEFAULT.automation().runsPerHour(), 0, 1000));
    map.noOthers();
    return automation;
  }

  private static Optional<Settings.BusinessService> service(YamlMap map) {
    var name = map.text("name").orElse("");
    var all = map.texts("all");
    var any = map.texts("any");
    var of = map.texts("of");
    int count = (int) map.whole("at-least", 1, 1, 1000);
    map.noOthers();
    if (name.isBlank() || (all.isEmpty() && any.isEmpty() && of.isEmpty())) {
      map.problem(
          "name",
          "A service needs a name and its members.",
          "Give it `all: […]`, `any: […]`, or `at-least: N` with `of: […]`.");
      return Optional.empty();
    }
    if (!all.isEmpty())
      return Optional.of(
          new Settings.BusinessService(name, Settings.BusinessService.Rule.ALL, all.size(), all));
    if (!any.isEmpty())
      return Optional.of(
          new Settings.BusinessService(name, Settings.BusinessService.Rule.ANY, 1, any));
    return Optional.of(
        new Settings.BusinessService(name, Settings.BusinessService.Rule.AT_LEAST, count, of));
  }

  private static Settings.Retention retention(YamlMap map) {
    var normal = Settings.DEFAULT.retention();
    long days = map.whole("days", normal.keep().toDays(), 1, 3650);
    long gib = map.whole("gib", normal.bytes() >> 30, 1, 10_000);
    map.noOthers();
    return new Settings.Retention(Duration.ofDays(days), gib << 30);
  }

  private static Settings.Detection detection(YamlMap map) {
    var sensitivity =
        map.number(
            "sensitivity",
            Settings.DEFAULT.detection().sensitivity(),
            Settings.Detection.LEAST,
            Settings.Detection.MOST);
    map.noOthers();
    return new Settings.Detection(sensitivity);
  }

  private static Settings.Look look(YamlMap map) {
    var theme = map.text("theme").orElse("dark");
    if (!List.of("dark", "light", "system").contains(theme))
      map.problem(
          "theme", "`" + Shown.of(theme) + "` is no theme.", "It is one of: dark, light, system.");
    var look =
        new Settings.Look(theme, map.text("zone").orElse(""), map.truth("reduce-motion", false));
    map.noOthers();
    return look;
  }
}
