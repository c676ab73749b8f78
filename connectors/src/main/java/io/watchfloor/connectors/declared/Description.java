package io.watchfloor.connectors.declared;

import io.watchfloor.connectors.Capabilities.Proof;
import io.watchfloor.connectors.SettingsForm.Field;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.model.source.SourceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A kind of system as its file describes it (the package's page says which keys there are).
record Description(
    String title,
    String summary,
    Proof proof,
    String address,
    String usualAddress,
    How access,
    List<Field> settings,
    Map<String, Template> headers,
    List<Read> reads,
    List<ActDescription> acts,
    Optional<Silences> silences) {
  private static final List<String> KEYS =
      List.of(
          "title",
          "summary",
          "tested",
          "live",
          "address",
          "usualAddress",
          "access",
          "settings",
          "headers",
          "reads",
          "acts",
          "silences");
  private static final List<String> SETTING =
      List.of("label", "help", "kind", "otherwise", "required", "choices", "when");
  private static final List<String> VARIABLES = List.of("since", "now", "page", "it");

  /// How one signs in.
  enum How {
    STANDARD,
    NONE,
    OAUTH2,
    GOOGLE,
    AWS
  }

  /// Reads the text of `file`; `more` are further names that `${…}` may use.
  ///
  /// @throws SourceException names the line, what is wrong there and what to write instead
  static Description read(String file, String text, List<String> more) throws SourceException {
    var top = Yaml.read(file, text);
    top.only(KEYS);
    var settings = new ArrayList<Field>();
    var given = top.at("settings");
    if (given.isPresent())
      for (var each : given.get().members().entrySet())
        settings.add(field(each.getKey(), each.getValue()));
    var names = top.names();
    names.addAll(VARIABLES);
    names.addAll(ActVariables.NAMES);
    for (var field : settings) names.add(field.key());
    names.addAll(more);
    var headers = Request.templates(top, "headers");
    // Secrets go into headers only, so that no preview shows them.
    for (var field : settings) if (field.kind() == Field.Kind.SECRET) names.remove(field.key());
    names.remove(KEY);
    var reads = new ArrayList<Read>();
    for (var each : top.need("reads", "Write what is asked for.").members().entrySet())
      reads.add(Read.of(each.getKey(), each.getValue()));
    if (reads.isEmpty()) throw top.bad("`reads` is empty", "Write at least one thing to ask for.");
    return new Description(
        top.text("title", file),
        top.text("summary", ""),
        top.at("live").isPresent()
            ? Proof.live(top.text("live", ""))
            : Proof.schema(top.text("tested", "nothing yet")),
        top.text("address", "https://host"),
        top.text("usualAddress", ""),
        choice(top, "access", How.class, How.STANDARD),
        List.copyOf(settings),
        headers,
        List.copyOf(reads),
        ActDescription.all(top),
        Silences.of(top));
  }

  /// The name of the one secret that a description of one's own has.
  static final String KEY = "key";

  private static Field field(String key, Yaml yaml) throws SourceException {
    yaml.only(SETTING);
    var choices = new ArrayList<String>();
    var given = yaml.at("choices");
    if (given.isPresent()) for (var each : given.get().list()) choices.add(each.text());
    return new Field(
        key,
        yaml.need("label", "Write what people call it.").text(),
        yaml.text("help", ""),
        choice(yaml, "kind", Field.Kind.class, Field.Kind.TEXT),
        yaml.text("otherwise", ""),
        choices,
        yaml.text("required", "false").equals("true"),
        yaml.text("when", ""));
  }

  private static <E extends Enum<E>> E choice(Yaml yaml, String key, Class<E> type, E otherwise)
      throws SourceException {
    var at = yaml.at(key);
    if (at.isEmpty()) return otherwise;
    try {
      return Enum.valueOf(type, at.get().text().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw at.get()
          .bad(
              "`" + at.get().text() + "` is no " + key,
              "It is one of: "
                  + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT)
                  + ".");
    }
  }

  /// What the settings put in place of `${…}`; no secrets.
  Map<String, Object> variables(SourceSettings of) {
    var variables = new HashMap<String, Object>();
    for (var field : settings) {
      if (field.kind() == Field.Kind.SECRET) continue;
      if (field.kind() == Field.Kind.LIST) variables.put(field.key(), of.list(field.key()));
      else variables.put(field.key(), of.text(field.key(), field.otherwise()));
    }
    return variables;
  }
}
