package io.watchfloor.connectors.declared;

import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.source.WriteBack.Act;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What can be done at a system.
///
/// - `send`: one request or several ([Request]), each for every alert; `when` and `unless` choose
///   among them. `made` is where the answer says what it made, `refused` where it says, in an
///   answer of success, that it refused.
/// - `find`: what has to be looked up before; what stands at its `at` is `${found}`, which may be
///   empty only where it is `optional`.
/// - `check`: the request, or those, that read it back; it holds when what stands at `at` is one of
///   `is`, none of `isNot`, or, without both, when something is there.
/// - `once`: sent once for all alerts.
record ActDescription(
    Act.Kind kind, boolean once, Optional<Check> find, List<Sending> send, List<Check> check) {
  /// One request.
  record Sending(
      Request request,
      Optional<Template> when,
      Optional<Template> unless,
      Optional<JsonPath> made,
      Optional<JsonPath> refused) {
    boolean isMeant(Scope scope) {
      return when.map(it -> it.isYes(scope)).orElse(true)
          && !unless.map(it -> it.isYes(scope)).orElse(false);
    }
  }

  /// What is looked at, and what must be there.
  record Check(
      Sending question, JsonPath at, List<Template> is, List<Template> isNot, boolean optional) {}

  static List<ActDescription> all(Yaml top) throws SourceException {
    var acts = new ArrayList<ActDescription>();
    var given = top.at("acts");
    if (given.isEmpty()) return acts;
    for (var each : given.get().members().entrySet()) acts.add(of(each.getKey(), each.getValue()));
    return List.copyOf(acts);
  }

  private static ActDescription of(String name, Yaml yaml) throws SourceException {
    Act.Kind kind;
    try {
      kind = Act.Kind.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw yaml.bad(
          "there is no act `" + name + "`",
          "There are: " + List.of(Act.Kind.values()).toString().toLowerCase(Locale.ROOT) + ".");
    }
    yaml.only(List.of("find", "send", "check", "once"));
    var send = new ArrayList<Sending>();
    for (var each : yaml.need("send", "Write the request.").list())
      send.add(sending(each, List.of("when", "unless", "made", "refused")));
    return new ActDescription(
        kind,
        yaml.text("once", "").equals("true"),
        checks(yaml, "find").stream().findFirst(),
        List.copyOf(send),
        checks(yaml, "check"));
  }

  private static Sending sending(Yaml yaml, List<String> more) throws SourceException {
    var keys = new ArrayList<>(Request.KEYS);
    keys.addAll(more);
    yaml.only(keys);
    return new Sending(
        Request.of(yaml),
        Value.template(yaml, "when"),
        Value.template(yaml, "unless"),
        Pages.path(yaml, "made"),
        Pages.path(yaml, "refused"));
  }

  private static List<Check> checks(Yaml act, String key) throws SourceException {
    var checks = new ArrayList<Check>();
    var given = act.at(key);
    if (given.isPresent()) for (var each : given.get().list()) checks.add(check(each));
    return List.copyOf(checks);
  }

  private static Check check(Yaml yaml) throws SourceException {
    var at = Pages.path(yaml, "at");
    if (at.isEmpty()) throw yaml.bad("`at` is missing", "Write where to look: `at: $.status`.");
    return new Check(
        sending(yaml, List.of("at", "is", "isNot", "when", "unless", "optional")),
        at.get(),
        templates(yaml, "is"),
        templates(yaml, "isNot"),
        yaml.text("optional", "").equals("true"));
  }

  private static List<Template> templates(Yaml yaml, String key) throws SourceException {
    var templates = new ArrayList<Template>();
    var at = yaml.at(key);
    if (at.isPresent()) for (var each : at.get().list()) templates.add(Value.template(each));
    return List.copyOf(templates);
  }
}
