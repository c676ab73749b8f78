package io.watchfloor.app.settings;

import io.watchfloor.model.remedy.Action;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads what a runbook runs: `argv` or `http`. `${env:NAME}` is filled in here, once, when the
/// file is read; `${parameter}` stays for [io.watchfloor.model.remedy.Plans]. Refuses what would
/// let a value choose the program, the host, or be read by a shell.
final class RunbookActions {
  private static final Pattern HOLE = Pattern.compile("\\$\\{([^}]*)}");
  private static final Pattern ENVIRONMENT =
      Pattern.compile("env:([A-Za-z_][A-Za-z0-9_]{0,99})(:-([^${}]*))?");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
  private static final Set<String> INTERPRETERS =
      Set.of(
          "sh",
          "bash",
          "dash",
          "zsh",
          "ksh",
          "ash",
          "fish",
          "cmd",
          "cmd.exe",
          "powershell",
          "powershell.exe",
          "pwsh",
          "python",
          "python3",
          "perl",
          "ruby",
          "node",
          "awk",
          "gawk",
          "eval");
  private static final Action NOTHING = new Action.Command(List.of("nothing"), Map.of());

  private final Map<String, String> environment;
  private final List<String> parameters;

  RunbookActions(Map<String, String> environment, List<String> parameters) {
    this.environment = environment;
    this.parameters = parameters;
  }

  Action required(YamlMap file, String key) {
    if (!file.has(key))
      file.problem(
          key,
          "`" + key + "` is missing: nothing says what to do.",
          "Add `" + key + ":` with `argv: [program, argument]` or `http:` below it.");
    return optional(file, key).orElse(NOTHING);
  }

  Optional<Action> optional(YamlMap file, String key) {
    var map = file.child(key);
    if (map.isEmpty()) return Optional.empty();
    var action = map.get().has("http") ? http(map.get()) : command(map.get());
    map.get().noOthers();
    return action;
  }

  private Optional<Action> command(YamlMap map) {
    var given = map.list("argv");
    if (given.isEmpty() || given.getFirst().isBlank()) {
      map.problem(
          "argv", "An action needs a program.", "Write `argv: [program, argument]`, or `http:`.");
      return Optional.empty();
    }
    var argv = new ArrayList<String>();
    for (var element : given) argv.add(filled(map, "argv", element));
    if (hasHole(argv.getFirst()))
      map.problem(
          "argv",
          "The program itself can't come from a parameter.",
          "Write one runbook for each program.");
    var program = argv.getFirst().substring(argv.getFirst().lastIndexOf('/') + 1);
    if (INTERPRETERS.contains(program)
        && argv.stream().skip(1).anyMatch(RunbookActions::isCode)
        && argv.stream().skip(1).anyMatch(RunbookActions::hasHole))
      map.problem(
          "argv",
          "A parameter next to code that `" + program + "` reads could become part of that code.",
          "Call a program or a script file with the parameter as an argument.");
    var variables = new LinkedHashMap<String, String>();
    map.pairs("environment")
        .forEach(
            (name, value) -> {
              if (!ENVIRONMENT.matcher("env:" + name).matches())
                map.problem(
                    "environment",
                    "`" + Shown.of(name) + "` is no name of a variable.",
                    "Use letters, digits and `_`.");
              variables.put(name, filled(map, "environment", value));
            });
    return Optional.of(new Action.Command(argv, variables));
  }

  /// `-c`, `-e`, `/c` and their kind: code follows. (`awk` and `eval` take code without one.)
  private static boolean isCode(String argument) {
    return argument.matches(
            "-[A-Za-z]*[ceECr]|--(eval|command|print|exec)|-(Command|EncodedCommand)|/[cCkK]")
        || argument.contains(" ");
  }

  private Optional<Action> http(YamlMap map) {
    var request = map.child("http");
    if (request.isEmpty()) return Optional.empty();
    if (map.has("argv"))
      map.problem("argv", "An action is `argv` or `http`, not both.", "Remove one.");
    var http = request.get();
    var method = http.text("method").orElse("POST");
    if (!METHODS.contains(method))
      http.problem(
          "method",
          "`" + Shown.of(method) + "` is no method that is sent from here.",
          "Use one of GET, HEAD, POST, PUT, PATCH, DELETE.");
    var url = filled(http, "url", http.required("url"));
    if (!url.isEmpty()) checkUrl(http, url);
    var headers = new LinkedHashMap<String, String>();
    http.pairs("headers")
        .forEach(
            (name, value) ->
                headers.put(header(http, "headers", name), filled(http, "headers", value)));
    var secrets = new LinkedHashMap<String, String>();
    http.pairs("secret-headers")
        .forEach((name, key) -> secrets.put(header(http, "secret-headers", name), key));
    var body = filledText(http, "body", http.text("body").orElse(""));
    http.noOthers();
    return Optional.of(new Action.Http(method, url, headers, secrets, body));
  }

  private static String header(YamlMap map, String key, String name) {
    if (!HEADER.matcher(name).matches())
      map.problem(
          key, "`" + Shown.of(name) + "` is no name of a header.", "Use letters, digits and `-`.");
    return name;
  }

  private static void checkUrl(YamlMap map, String url) {
    int host = url.indexOf("://"), end = host < 0 ? -1 : url.indexOf('/', host + 3);
    var authority = end < 0 ? url : url.substring(0, end);
    if (hasHole(authority)) {
      map.problem(
          "url",
          "A parameter can't choose the host.",
          "Write the host out; parameters go into the path or the body.");
      return;
    }
    try {
      var uri = new URI(HOLE.matcher(url).replaceAll("x"));
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null)
        return;
    } catch (URISyntaxException e) {
      // said below, for every address that is not one
    }
    map.problem(
        "url",
        "`url` must be an http or https address with a host, and without user or `#`.",
        "Correct it; a password goes into `secret-headers`.");
  }

  private String filled(YamlMap map, String key, String text) {
    var filled = filledText(map, key, text);
    if (filled.codePoints().anyMatch(point -> point < 32 || point == 127))
      map.problem(
          key,
          "`" + key + "` holds a line break or another control character.",
          "Keep each element on one line.");
    return filled;
  }

  private String filledText(YamlMap map, String key, String text) {
    var out = new StringBuilder();
    var matcher = HOLE.matcher(text);
    int end = 0;
    while (matcher.find()) {
      out.append(text, end, matcher.start()).append(hole(map, key, matcher.group(1)));
      end = matcher.end();
    }
    if (text.indexOf("${", end) >= 0) map.problem(key, "A `${` is not closed.", "Write `${name}`.");
    return out.append(text, end, text.length()).toString();
  }

  private String hole(YamlMap map, String key, String name) {
    var variable = ENVIRONMENT.matcher(name);
    if (!variable.matches()) {
      checkHoles(map, key, "${" + name + "}");
      return "${" + name + "}";
    }
    var value = environment.get(variable.group(1));
    if (value == null || value.isEmpty()) value = variable.group(3);
    if (value == null) {
      map.problem(
          key,
          "The environment variable " + variable.group(1) + " is not set.",
          "Set it before the program starts, or give a default: ${env:"
              + variable.group(1)
              + ":-value}.");
      return "";
    }
    if (value.contains("${")) {
      map.problem(
          key,
          "The environment variable " + variable.group(1) + " holds `${`.",
          "Give it a plain value.");
      return "";
    }
    return value;
  }

  /// Every `${name}` must be a parameter.
  void checkHoles(YamlMap map, String key, String text) {
    var matcher = HOLE.matcher(text);
    while (matcher.find()) {
      if (!parameters.contains(matcher.group(1)))
        map.problem(
            key,
            "`${" + Shown.of(matcher.group(1)) + "}` is no parameter of this runbook.",
            parameters.isEmpty()
                ? "Add it below `parameters`."
                : "Its parameters: " + String.join(", ", parameters) + ".");
    }
  }

  private static boolean hasHole(String text) {
    return text.contains("${");
  }
}
