package io.watchfloor.app.backtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// The files of a folder to judge: those its `manifest.csv` names, or all its CSV files.
final class Inputs {
  private static final String MANIFEST = "manifest.csv";

  private Inputs() {}

  /// One file and the name its answer gets.
  record Input(Path file, String answer) {}

  /// In a fixed order. Folders in `except` are not entered. `complain` takes whole sentences about
  /// what is left out.
  ///
  /// @throws IOException if the folder cannot be read at all
  static List<Input> of(Path folder, Path except, Consumer<String> complain) throws IOException {
    var manifest = folder.resolve(MANIFEST);
    var files =
        Files.isRegularFile(manifest)
            ? named(folder, manifest, complain)
            : found(folder, except.toAbsolutePath().normalize());
    var inputs = new ArrayList<Input>();
    Map<String, Path> taken = new HashMap<>();
    for (var file : files) {
      var answer = stem(file) + ".csv";
      var before = taken.putIfAbsent(answer.toLowerCase(Locale.ROOT), file);
      if (before == null) inputs.add(new Input(file, answer));
      else if (!before.equals(file))
        complain.accept(
            file + ": its answer would be " + answer + ", as that of " + before + "; rename one.");
    }
    return inputs;
  }

  private static String stem(Path file) {
    var name = file.getFileName().toString();
    for (var end : List.of(".csv.gz", ".csv", ".gz"))
      if (name.toLowerCase(Locale.ROOT).endsWith(end))
        return name.substring(0, name.length() - end.length());
    return name;
  }

  private static List<Path> named(Path folder, Path manifest, Consumer<String> complain)
      throws IOException {
    var files = new ArrayList<Path>();
    try (var lines = RowFile.open(manifest)) {
      var header = lines.next();
      int column = header == null ? -1 : Arrays.asList(header.split(",", -1)).indexOf("file");
      if (column < 0) throw new IOException(manifest + ": line 1: a column named file is missing");
      for (var line = lines.next(); line != null; line = lines.next()) {
        if (line.isBlank()) continue;
        var cells = line.split(",", -1);
        var at = manifest + ": line " + lines.line() + ": ";
        if (cells.length <= column) complain.accept(at + "it names no file.");
        else name(folder, cells[column].strip(), at, files, complain);
      }
    } catch (BadInput e) {
      throw new IOException(manifest + ": line " + e.line() + ": " + e.what(), e);
    }
    return files;
  }

  private static void name(
      Path folder, String name, String at, List<Path> files, Consumer<String> complain) {
    try {
      var file = folder.resolve(name).normalize();
      if (!file.startsWith(folder.normalize()))
        complain.accept(at + "the file lies outside of the folder.");
      else if (!Files.isRegularFile(file)) complain.accept(at + "there is no file " + file + ".");
      else files.add(file);
    } catch (InvalidPathException e) {
      complain.accept(at + "that is no name of a file.");
    }
  }

  private static List<Path> found(Path folder, Path except) throws IOException {
    try (var all = Files.walk(folder, 8)) {
      return all.filter(Inputs::isCsv)
          .filter(file -> !file.toAbsolutePath().normalize().startsWith(except))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isCsv(Path file) {
    var name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".csv") || name.endsWith(".csv.gz");
  }
}
