package io.watchfloor.connectors.declared;

import io.watchfloor.connectors.Capabilities;
import io.watchfloor.connectors.Capabilities.Brings;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SettingsForm;
import io.watchfloor.connectors.SettingsForm.Field;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.SourceType;
import io.watchfloor.connectors.TestStep;
import io.watchfloor.connectors.http.HttpForm;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// A kind of source whose description ships with the product: the file `NAME.yaml` beside this
/// class. Read once, when it is first needed.
public final class DeclaredType implements SourceType {
  private static final Map<String, Description> READ = new ConcurrentHashMap<>();

  private final String name;

  public DeclaredType(String name) {
    this.name = name;
  }

  private Description description() {
    return READ.computeIfAbsent(name, DeclaredType::shipped);
  }

  private static Description shipped(String name) {
    var file = name + ".yaml";
    try (var in = DeclaredType.class.getResourceAsStream(file)) {
      if (in == null) throw new IllegalStateException(file + " is not shipped");
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Description.read(file, text, List.of());
    } catch (IOException | SourceException e) {
      throw new IllegalStateException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String title() {
    return description().title();
  }

  @Override
  public String summary() {
    return description().summary();
  }

  @Override
  public Capabilities capabilities() {
    var it = description();
    var reads = it.reads().stream().map(read -> read.tells().brings()).distinct().toList();
    var writes = it.acts().stream().map(ActDescription::kind).toList();
    return new Capabilities(sorted(reads), writes, it.proof());
  }

  private static List<Brings> sorted(List<Brings> reads) {
    return reads.stream().sorted().toList();
  }

  @Override
  public SettingsForm form() {
    var it = description();
    var fields = new ArrayList<Field>();
    var url = HttpForm.url(it.address());
    fields.add(
        new Field(
            url.key(),
            url.label(),
            url.help(),
            url.kind(),
            it.usualAddress(),
            List.of(),
            true,
            ""));
    if (it.access() == Description.How.STANDARD) fields.addAll(HttpForm.access());
    fields.addAll(it.settings());
    fields.addAll(HttpForm.transport());
    return new SettingsForm(fields);
  }

  @Override
  public Source open(SourceSettings settings, Opening opening) throws SourceException {
    return Opened.open(settings, description(), opening);
  }

  @Override
  public void test(SourceSettings settings, Opening opening, Consumer<TestStep> progress)
      throws InterruptedException {
    Opened.test(settings, description(), opening, progress);
  }
}
