package io.watchfloor.connectors.files;

import io.watchfloor.connectors.Capabilities;
import io.watchfloor.connectors.Capabilities.Brings;
import io.watchfloor.connectors.Capabilities.Proof;
import io.watchfloor.connectors.LogParser;
import io.watchfloor.connectors.LogTimes;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SettingsForm;
import io.watchfloor.connectors.SettingsForm.Field;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.SourceType;
import io.watchfloor.connectors.TestStep;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Log files, followed.
public final class LogFileType implements SourceType {
  private static final List<String> FORMATS = List.of("auto", "json", "syslog", "access", "plain");
  private static final List<String> STARTS = List.of("tail", "beginning", "end");

  @Override
  public String name() {
    return "logs";
  }

  @Override
  public String title() {
    return "Log files";
  }

  @Override
  public String summary() {
    return "Follows log files through rotation: JSON lines, syslog, access logs, plain text.";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        List.of(Brings.LOGS), List.of(), Proof.own("files, rotated while followed"));
  }

  @Override
  public SettingsForm form() {
    return new SettingsForm(
        List.of(
            FileSettings.FILES,
            Field.choice(
                "format",
                "Format",
                "How the lines are written; auto looks at each line.",
                "auto",
                FORMATS),
            Field.choice(
                "start",
                "First reading",
                "Where to begin: the last 256 KiB, the beginning, or what is new.",
                "tail",
                STARTS),
            text(
                "entity",
                "Entity field",
                "JSON fields that name the service, with commas: service,app,service.name."),
            text(
                "fileName",
                "File name",
                "Reads the service out of the file's name: {entity}.app.log."),
            text(
                "timeField",
                "Time field",
                "JSON fields that hold the time; empty: the usual names."),
            text(
                "levelField",
                "Level field",
                "JSON fields that hold the level; empty: the usual names."),
            text(
                "messageField",
                "Message field",
                "JSON fields that hold the message; empty: the usual names."),
            LogTimes.SETTING));
  }

  private static Field text(String key, String label, String help) {
    return Field.of(key, label, help, Field.Kind.TEXT, "", false);
  }

  @Override
  public Source open(SourceSettings settings, Opening opening) throws SourceException {
    var usual = LogParser.Fields.USUAL;
    var fields =
        new LogParser.Fields(
            FileSettings.names(settings, "timeField", usual.time()),
            FileSettings.names(settings, "levelField", usual.level()),
            FileSettings.names(settings, "messageField", usual.message()),
            FileSettings.names(settings, "entity", usual.entity()));
    var format =
        LogParser.Format.valueOf(settings.choice("format", FORMATS).toUpperCase(Locale.ROOT));
    var template = settings.text("fileName", "");
    var names = NameTemplate.of(template);
    if (!template.isEmpty() && names.isEmpty())
      throw new SourceException(
          "fileName: \"" + template + "\" has no {entity} in it; write it like {entity}.app.log.",
          false,
          null);
    return new LogFileSource(
        settings.id(),
        FileSettings.files(settings),
        Follower.Start.valueOf(settings.choice("start", STARTS).toUpperCase(Locale.ROOT)),
        new LogParser(fields, LogTimes.of(settings), format),
        names,
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
            var last = pull.signals().isEmpty() ? null : (LogLine) pull.signals().getLast();
            return last == null
                ? "The files are there; they hold no line yet."
                : pull.signals().size()
                    + " lines; the newest is about "
                    + (last.entity().isNone() ? "nobody" : last.entity());
          }
        },
        progress);
  }
}
