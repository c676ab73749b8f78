import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Formats the sources, or tells which are not formatted. Run by the parent POM.
///
/// Arguments: `check` or `apply`, then folders; a folder that does not exist is skipped. Exit code:
/// 0 all is well, 1 files differ (check only), 2 a file could not be parsed or the arguments are
/// wrong.
///
/// The formatter's own command line takes files but no folders, and Maven plugins run it on Maven's
/// Java, which may be too old for our syntax; hence this file.
class Fmt {
  private enum Outcome {
    SAME,
    DIFFERENT,
    UNREADABLE
  }

  public static void main(String[] args) throws IOException {
    if (args.length < 2 || !List.of("check", "apply").contains(args[0])) {
      System.err.println("usage: Fmt check|apply FOLDER...  (-Dformat.mode=check or apply)");
      System.exit(2);
    }
    var apply = args[0].equals("apply");
    var folders = Stream.of(args).skip(1).map(Path::of).filter(Files::isDirectory).toList();
    var outcomes =
        folders.stream().flatMap(Fmt::javaFiles).parallel().map(f -> format(f, apply)).toList();
    if (outcomes.contains(Outcome.UNREADABLE)) System.exit(2);
    if (!apply && outcomes.contains(Outcome.DIFFERENT)) {
      System.err.println("Format with: mvn -N -Dformat.mode=apply process-sources");
      System.exit(1);
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (var all = Files.walk(folder)) {
      return all.filter(f -> f.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Outcome format(Path file, boolean apply) {
    try {
      var before = Files.readString(file);
      var after = new Formatter().formatSourceAndFixImports(before);
      if (after.equals(before)) return Outcome.SAME;
      if (apply) Files.writeString(file, after);
      System.err.println((apply ? "formatted " : "not formatted: ") + file);
      return Outcome.DIFFERENT;
    } catch (FormatterException e) {
      System.err.println(file + ": " + e.getMessage());
      return Outcome.UNREADABLE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
