package io.watchfloor.connectors.files;

import io.watchfloor.connectors.Capabilities;
import io.watchfloor.connectors.Capabilities.Brings;
import io.watchfloor.connectors.Capabilities.Proof;
import io.watchfloor.connectors.LogTimes;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SettingsForm;
import io.watchfloor.connectors.SettingsForm.Field;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.SourceType;
import io.watchfloor.connectors.TestStep;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import java.util.List;
import java.util.function.Consumer;

/// A file of changes, followed.
public final class ChangeFileType implements SourceType {
  @Override
  public String name() {
    return "changes";
  }

  @Override
  public String title() {
    return "Changes from a file";
  }

  @Override
  public String summary() {
    return "Follows a file to which deploys and other changes are appended, one JSON object a"
        + " line.";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        List.of(Brings.CHANGES), List.of(), Proof.own("files, rotated while followed"));
  }

  @Override
  public SettingsForm form() {
    return new SettingsForm(
        List.of(
            FileSettings.FILES,
            field("timeField", "Time field", "time"),
            field("kindField", "Kind field", "kind"),
            field("serviceField", "Service field", "service"),
            field("versionField", "Version field", "version"),
            field("textField", "Text field", "text"),
            LogTimes.SETTING));
  }

  private static Field field(String key, String label, String usual) {
    return Field.of(
        key, label, "The name of the field in each object.", Field.Kind.TEXT, usual, false);
  }

  @Override
  public Source open(SourceSettings settings, Opening opening) throws SourceException {
    var usual = ChangeFileSource.Fields.USUAL;
    var fields =
        new ChangeFileSource.Fields(
            settings.text("timeField", usual.time()),
            settings.text("kindField", usual.kind()),
            settings.text("serviceField", usual.service()),
            settings.text("versionField", usual.version()),
            settings.text("textField", usual.text()));
    return new ChangeFileSource(
        settings.id(),
        FileSettings.files(settings),
        fields,
        LogTimes.of(settings),
        opening.entities());
  }

  @Override
  public void test(SourceSettings settings, Opening opening, Consumer<TestStep> progress)
      throws InterruptedException {
    FileSettings.test(
        () -> {
          var now = opening.clock().instant();
          try (var source = open(settings, opening)) {
            var pull = source.pull(new Window(now.minusSeconds(1), now), Cursor.START);
            var bad = pull.notices().isEmpty() ? "" : "; " + pull.notices().getFirst();
            return pull.signals().size() + " changes" + bad;
          }
        },
        progress);
  }
}
