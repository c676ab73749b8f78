package io.watchfloor.app.settings;

import io.watchfloor.model.remedy.Level;
import io.watchfloor.model.remedy.Remediation;
import io.watchfloor.model.remedy.Risk;
import io.watchfloor.model.signal.Glob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The catalogue of runbooks: what the program brings along, and the folders of the configuration,
/// one file (`.yaml`, `.yml`) a runbook. A bad file is left out and named; the others load. In two
/// folders the same name: the later one counts, with a notice. May be called from any thread; reads
/// the disk.
public final class RunbookFiles {
  /// Where a runbook that came with the program says it is from.
  public static final String SHIPPED = "watchfloor:runbooks/";

  private static final String ASSETS = "/io/watchfloor/assets/runbooks/";
  private static final int MOST_FILES = 500;

  /// What could be read, by name, and what is wrong with the rest.
  public record Loaded(List<Remediation> remediations, List<Problem> problems) {
    public Loaded {
      remediations = List.copyOf(remediations);
      problems = List.copyOf(problems);
    }
  }

  private RunbookFiles() {}

  /// The shipped catalogue and then `folders`, in order. `environment` is where `${env:NAME}` is
  /// looked up.
  public static Loaded load(List<Path> folders, Map<String, String> environment) {
    var problems = new ArrayList<Problem>();
    var found = new LinkedHashMap<String, Remediation>();
    readShipped("", environment, found, problems);
    for (var folder : folders) readFolder(folder, environment, found, problems);
    return new Loaded(sorted(found), problems);
  }

  /// What the recorded incidents need; for the sandbox only.
  public static Loaded recorded() {
    var problems = new ArrayList<Problem>();
    var found = new LinkedHashMap<String, Remediation>();
    readShipped("recorded/", Map.of(), found, problems);
    return new Loaded(sorted(found), problems);
  }

  /// The catalogue with the levels of the configuration. A name in full sets any level; a glob
  /// (`*`) moves only runbooks of the configured folders whose own level is approve or auto, so
  /// that `"*": auto` can't raise what its author only wanted shown, nor anything that came with
  /// the program. High risk is never raised to auto.
  public static List<Remediation> withLevels(
      List<Remediation> catalogue, Map<String, Level> levels) {
    return catalogue.stream()
        .map(recipe -> level(recipe, levels).map(level -> at(recipe, level)).orElse(recipe))
        .toList();
  }

  private static Optional<Level> level(Remediation recipe, Map<String, Level> levels) {
    var level = Optional.ofNullable(levels.get(recipe.name()));
    boolean movable =
        !recipe.origin().startsWith(SHIPPED)
            && (recipe.level() == Level.APPROVE || recipe.level() == Level.AUTO);
    if (level.isEmpty() && movable) {
      level =
          levels.entrySet().stream()
              .filter(
                  entry ->
                      entry.getKey().contains("*") && Glob.matches(entry.getKey(), recipe.name()))
              .max(
                  Map.Entry.comparingByKey(
                      java.util.Comparator.comparingInt(String::length)
                          .thenComparing(java.util.Comparator.naturalOrder())))
              .map(Map.Entry::getValue);
    }
    return level.map(
        wanted -> wanted == Level.AUTO && recipe.risk() == Risk.HIGH ? Level.APPROVE : wanted);
  }

  private static Remediation at(Remediation it, Level level) {
    return new Remediation(
        it.name(),
        it.title(),
        it.description(),
        it.fits(),
        it.parameters(),
        it.action(),
        it.dryRun(),
        it.undo(),
        it.probe(),
        it.risk(),
        it.effect(),
        it.verify(),
        it.timeLimit(),
        it.approvalLasts(),
        level,
        it.runsPerHour(),
        it.origin());
  }

  private static List<Remediation> sorted(Map<String, Remediation> found) {
    return found.values().stream()
        .sorted(java.util.Comparator.comparing(Remediation::name))
        .toList();
  }

  private static void readShipped(
      String folder,
      Map<String, String> environment,
      Map<String, Remediation> found,
      List<Problem> problems) {
    var index = resource(folder + "index.txt");
    if (index.isEmpty()) return;
    for (var line : index.get().split("\n")) {
      if (line.isBlank() || line.startsWith("#")) continue;
      var origin = SHIPPED + folder + line.strip();
      var text = resource(folder + line.strip());
      if (text.isEmpty())
        problems.add(
            new Problem(origin, 0, 0, "It is listed but not there.", "Install the program again."));
      else
        RunbookReader.read(origin, text.get(), environment, problems)
            .ifPresent(recipe -> keep(recipe, found, problems));
    }
  }

  private static Optional<String> resource(String name) {
    try (InputStream in = RunbookFiles.class.getResourceAsStream(ASSETS + name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void readFolder(
      Path folder,
      Map<String, String> environment,
      Map<String, Remediation> found,
      List<Problem> problems) {
    var files = new ArrayList<Path>();
    try (var entries = Files.newDirectoryStream(folder, RunbookFiles::isRunbook)) {
      entries.forEach(files::add);
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      problems.add(
          new Problem(
              folder.toString(),
              0,
              0,
              "The folder of runbooks can't be read.",
              "Create it, or correct `runbooks.folders` in the configuration."));
      return;
    }
    files.sort(null);
    if (files.size() > MOST_FILES)
      problems.add(
          new Problem(
              folder.toString(),
              0,
              0,
              "It holds " + files.size() + " files; the first " + MOST_FILES + " are read.",
              "Split the folder."));
    for (var file : files.subList(0, Math.min(files.size(), MOST_FILES))) {
      text(file, problems)
          .flatMap(text -> RunbookReader.read(file.toString(), text, environment, problems))
          .ifPresent(recipe -> keep(recipe, found, problems));
    }
  }

  private static boolean isRunbook(Path file) {
    var name = String.valueOf(file.getFileName());
    return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
  }

  private static Optional<String> text(Path file, List<Problem> problems) {
    try {
      if (!Files.isRegularFile(file)) {
        problems.add(
            new Problem(
                file.toString(),
                0,
                0,
                "It is not a file.",
                "Remove it, or give it another ending."));
        return Optional.empty();
      }
      if (Files.size(file) > 4L * YamlText.LONGEST) {
        problems.add(
            new Problem(
                file.toString(),
                0,
                0,
                "It is far too long for a runbook.",
                "Check that it is the right file."));
        return Optional.empty();
      }
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString());
    } catch (CharacterCodingException e) {
      problems.add(
          new Problem(file.toString(), 0, 0, "It is not UTF-8 text.", "Save it as UTF-8."));
    } catch (IOException e) {
      problems.add(
          new Problem(file.toString(), 0, 0, "It can't be read.", "Check who may read it."));
    }
    return Optional.empty();
  }

  private static void keep(
      Remediation recipe, Map<String, Remediation> found, List<Problem> problems) {
    var old = found.put(recipe.name(), recipe);
    if (old != null)
      problems.add(
          new Problem(
              recipe.origin(),
              0,
              0,
              "Notice: `" + recipe.name() + "` stands in for the one in " + old.origin() + ".",
              "Rename one if both are meant."));
  }
}
