package io.watchfloor.app.settings;

import io.watchfloor.model.cause.FaultKind;
import io.watchfloor.model.remedy.Fits;
import io.watchfloor.model.remedy.Level;
import io.watchfloor.model.remedy.Parameter;
import io.watchfloor.model.remedy.Plans;
import io.watchfloor.model.remedy.Remediation;
import io.watchfloor.model.remedy.Risk;
import io.watchfloor.model.remedy.Verify;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads one runbook. A file with any mistake gives no runbook at all: half a recipe is worse than
/// none. The format is explained in `assets/runbooks/README.md`.
final class RunbookReader {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Pattern PARAMETER = Pattern.compile("[a-z][a-z0-9_]{0,31}");
  private static final Pattern FROM =
      Pattern.compile("entity|metric|(attribute|label)\\.[A-Za-z0-9_.-]{1,100}");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int LONGEST_TITLE = 120;
  private static final int LONGEST_TEXT = 4_000;

  private RunbookReader() {}

  static Optional<Remediation> read(
      String path, String text, Map<String, String> environment, List<Problem> problems) {
    int before = problems.size();
    var file = YamlText.read(path, text, problems);
    if (file.isEmpty()) return Optional.empty();
    var recipe = recipe(file.get(), environment);
    return problems.size() == before ? Optional.of(recipe) : Optional.empty();
  }

  private static Remediation recipe(YamlMap file, Map<String, String> environment) {
    var name = file.required("name");
    if (!name.isEmpty() && !NAME.matcher(name).matches())
      file.problem(
          "name",
          "`name` may hold small letters, digits and `-`, at most 64.",
          "Choose a name such as restart-service.");
    var parameters = parameters(file);
    var actions =
        new RunbookActions(environment, parameters.stream().map(Parameter::name).toList());
    var title = plain(file, "title", file.required("title"), LONGEST_TITLE);
    actions.checkHoles(file, "title", title);
    var risk = file.word("risk", Risk.class, Risk.MEDIUM);
    var level = file.word("level", Level.class, Level.APPROVE);
    if (risk == Risk.HIGH && level == Level.AUTO)
      file.problem(
          "level",
          "A runbook of high risk can't run by itself.",
          "Use `level: approve`, or lower the risk if that is true.");
    var recipe =
        new Remediation(
            name,
            title,
            plain(file, "description", file.text("description").orElse(""), LONGEST_TEXT),
            fits(file),
            parameters,
            actions.required(file, "run"),
            actions.optional(file, "dry-run"),
            actions.optional(file, "undo"),
            actions.optional(file, "probe"),
            risk,
            plain(file, "effect", file.required("effect"), LONGEST_TEXT),
            verify(file),
            file.duration("time-limit", Duration.ofMinutes(1), SECOND, Duration.ofHours(1)),
            file.duration(
                "approval-lasts",
                Duration.ofMinutes(15),
                SECOND.multipliedBy(10),
                Duration.ofDays(1)),
            level,
            (int) file.whole("runs-per-hour", 4, 1, 60),
            file.path());
    file.noOthers();
    return recipe;
  }

  /// A text for people: of bounded length, without characters that can't be seen.
  private static String plain(YamlMap file, String key, String text, int longest) {
    var oneLine = text.strip().replaceAll("[\\r\\n\\t]+", " ");
    if (oneLine.length() > longest)
      file.problem(key, "`" + key + "` is longer than " + longest + " characters.", "Shorten it.");
    else if (!Shown.isPlain(oneLine))
      file.problem(
          key, "`" + key + "` holds characters that can't be seen.", "Type the line again.");
    return oneLine;
  }

  private static Fits fits(YamlMap file) {
    var map = file.child("fits");
    if (map.isEmpty()) {
      if (!file.has("fits"))
        file.problem(
            "fits",
            "`fits` is missing: nothing says what this runbook is for.",
            "Add `fits:` with `kinds:` below it.");
      return new Fits(
          java.util.Set.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }
    var fits =
        new Fits(
            map.get().words("kinds", FaultKind.class),
            map.get().texts("entities"),
            map.get().texts("entity-kinds"),
            map.get().texts("metrics"),
            map.get().texts("alerts"),
            map.get().texts("change-kinds"),
            map.get().texts("change-texts"),
            map.get().texts("evidence"));
    map.get().noOthers();
    if (fits.isEmpty())
      file.problem(
          "fits",
          "`fits` asks for nothing, so it would be suggested for everything.",
          "Give at least `kinds`.");
    return fits;
  }

  private static Verify verify(YamlMap file) {
    var map = file.child("verify");
    if (map.isEmpty()) {
      if (!file.has("verify"))
        file.problem(
            "verify",
            "`verify` is missing: nothing says how success is told.",
            "Add `verify:` with `within: 5m` below it.");
      return new Verify(Duration.ofMinutes(5), Duration.ofSeconds(10), false, List.of());
    }
    var within = map.get().duration("within", Duration.ofMinutes(5), SECOND, Duration.ofDays(1));
    var hold =
        map.get().duration("hold-for", Duration.ofSeconds(10), Duration.ZERO, Duration.ofHours(6));
    if (hold.compareTo(within) >= 0)
      map.get()
          .problem(
              "hold-for",
              "`verify.hold-for` must be shorter than `verify.within`, or it can never be met.",
              "Shorten it.");
    var verify =
        new Verify(
            within, hold, map.get().truth("metric-returns", false), map.get().texts("alerts"));
    map.get().noOthers();
    return verify;
  }

  private static List<Parameter> parameters(YamlMap file) {
    var parameters = new ArrayList<Parameter>();
    file.child("parameters")
        .ifPresent(
            all -> {
              for (var name : all.keys())
                all.child(name)
                    .flatMap(map -> parameter(all, name, map))
                    .ifPresent(parameters::add);
            });
    return parameters;
  }

  private static Optional<Parameter> parameter(YamlMap all, String name, YamlMap map) {
    if (!PARAMETER.matcher(name).matches()) {
      all.problem(name, "A parameter's name may hold small letters, digits and `_`.", "Rename it.");
      return Optional.empty();
    }
    var constant = map.text("value");
    var from = constant.isPresent() ? "'" + constant.get() + "'" : map.required("from");
    if (constant.isEmpty() && !from.isEmpty() && !FROM.matcher(from).matches())
      map.problem(
          "from",
          "`from` can't be `" + Shown.of(from) + "`.",
          "It is entity, metric, attribute.NAME or label.NAME; a fixed value goes into `value`.");
    if (constant.isPresent() && map.has("from"))
      map.problem("from", "A parameter has `from` or `value`, not both.", "Remove one.");
    map.text("from");
    var parameter =
        new Parameter(
            name,
            map.word("type", Parameter.Type.class, Parameter.Type.NAME),
            from,
            map.texts("choices"),
            map.whole("min", 0, Long.MIN_VALUE, Long.MAX_VALUE),
            map.whole("max", Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE));
    map.noOthers();
    var bare =
        new Parameter(name, parameter.type(), from, List.of(), parameter.min(), parameter.max());
    for (var choice : parameter.choices())
      Plans.problem(bare, choice)
          .ifPresent(
              why ->
                  map.problem(
                      "choices",
                      "The choice `" + Shown.of(choice) + "` " + why + ".",
                      "Correct it, or the type."));
    constant
        .flatMap(value -> Plans.problem(parameter, value))
        .ifPresent(why -> map.problem("value", "`value` " + why + ".", "Correct it, or the type."));
    return Optional.of(parameter);
  }
}
