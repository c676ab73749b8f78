package io.watchfloor.connectors.declared;

import io.watchfloor.connectors.Capabilities;
import io.watchfloor.connectors.Capabilities.Brings;
import io.watchfloor.connectors.Capabilities.Proof;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SettingsForm;
import io.watchfloor.connectors.SettingsForm.Field;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.SourceType;
import io.watchfloor.connectors.TestStep;
import io.watchfloor.connectors.http.ConnectionTest;
import io.watchfloor.connectors.http.HttpForm;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.source.WriteBack.Act;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;

/// Any system that answers in JSON, described by a file of one's own.
public final class JsonType implements SourceType {
  private static final String DESCRIPTION = "description";
  private static final String VALUES = "values";
  private static final long LARGEST = 1 << 20;

  @Override
  public String name() {
    return "json";
  }

  @Override
  public String title() {
    return "Anything that answers in JSON";
  }

  @Override
  public String summary() {
    return "A file that you write says what to ask for and how the answer becomes alerts, metrics,"
        + " events, changes, logs or tickets, and what can be done there.";
  }

  /// What a description can bring, not what a certain one does.
  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        List.of(Brings.values()),
        List.of(Act.Kind.values()),
        Proof.own("its own contract tests, and those of the connectors below that are such files"));
  }

  @Override
  public SettingsForm form() {
    var fields = new ArrayList<Field>();
    fields.add(
        Field.of(
            DESCRIPTION,
            "Description",
            "A YAML file: what is asked, and which value becomes what.",
            Field.Kind.FILE,
            "",
            true));
    fields.add(HttpForm.url("https://host/prefix"));
    fields.addAll(HttpForm.access());
    fields.add(
        Field.of(
            Description.KEY,
            "Key",
            "Where the description says ${key} in a header. Kept apart from the configuration.",
            Field.Kind.SECRET,
            "",
            false));
    fields.add(
        Field.of(
            VALUES,
            "Values",
            "name=value for each setting that the description has.",
            Field.Kind.LIST,
            "",
            false));
    fields.addAll(HttpForm.transport());
    return new SettingsForm(fields);
  }

  private static Description read(SourceSettings settings) throws SourceException {
    var file = Path.of(settings.text(DESCRIPTION, ""));
    try {
      if (Files.size(file) > LARGEST)
        throw new SourceException(
            DESCRIPTION + ": " + file + " is larger than 1 MiB.", false, null);
      return Description.read(file.toString(), Files.readString(file), List.of(Description.KEY));
    } catch (IOException e) {
      throw new SourceException(
          DESCRIPTION + ": " + file + " can't be read as UTF-8. Check its path and rights.",
          false,
          e);
    }
  }

  /// A value counts as many times as it is given.
  private static SourceSettings filled(SourceSettings settings, Description description)
      throws SourceException {
    var values = new HashMap<>(settings.values());
    var given = Opened.pairs(settings.list(VALUES));
    for (var name : given.keySet())
      if (description.settings().stream().noneMatch(field -> field.key().equals(name)))
        throw new SourceException(
            VALUES + ": the description has no setting `" + name + "`.", false, null);
    for (var field : description.settings())
      if (field.required() && !given.containsKey(field.key()) && field.otherwise().isEmpty())
        throw new SourceException(
            VALUES + ": " + field.key() + " is missing; write " + field.key() + "=…", false, null);
    values.putAll(given);
    return new SourceSettings(settings.id(), settings.type(), settings.interval(), values);
  }

  @Override
  public Source open(SourceSettings settings, Opening opening) throws SourceException {
    var description = read(settings);
    return Opened.open(filled(settings, description), description, opening);
  }

  @Override
  public void test(SourceSettings settings, Opening opening, Consumer<TestStep> progress)
      throws InterruptedException {
    try {
      var description = read(settings);
      Opened.test(filled(settings, description), description, opening, progress);
    } catch (SourceException e) {
      ConnectionTest.unusable(e, progress);
    }
  }
}
