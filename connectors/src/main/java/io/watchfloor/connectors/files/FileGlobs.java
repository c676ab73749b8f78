package io.watchfloor.connectors.files;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// The files that some globs name now: `*` within a name, `**` across folders. Compressed files are
/// never among them.
record FileGlobs(List<String> globs) {
  static final int MOST = 200;
  private static final int DEEPEST = 10;
  private static final List<String> COMPRESSED =
      List.of(".gz", ".bz2", ".xz", ".zst", ".zip", ".lz4");

  FileGlobs {
    globs = List.copyOf(globs);
  }

  /// In the order of their names, at most one more than [#MOST].
  Collection<Path> find() throws IOException {
    var found = new TreeSet<Path>();
    for (var glob : globs) find(expanded(glob.strip()), found);
    return found;
  }

  static boolean isCompressed(Path file) {
    var name = file.toString().toLowerCase(Locale.ROOT);
    return COMPRESSED.stream().anyMatch(name::endsWith);
  }

  private static String expanded(String glob) {
    return glob.startsWith("~/") ? System.getProperty("user.home", "") + glob.substring(1) : glob;
  }

  private static void find(String glob, TreeSet<Path> into) throws IOException {
    int wild = firstWild(glob);
    if (wild < 0) {
      var file = Path.of(glob).toAbsolutePath();
      if (Files.isRegularFile(file)) into.add(file);
      return;
    }
    int slash = Math.max(glob.lastIndexOf('/', wild), glob.lastIndexOf('\\', wild));
    var base = Path.of(slash < 0 ? "." : glob.substring(0, slash + 1)).toAbsolutePath().normalize();
    if (!Files.isDirectory(base)) return;
    var rest = glob.substring(slash + 1);
    var matcher = FileSystems.getDefault().getPathMatcher("glob:" + rest);
    int depth =
        rest.contains("**") ? DEEPEST : (int) rest.chars().filter(c -> c == '/').count() + 1;
    Files.walkFileTree(
        base,
        java.util.Set.of(),
        depth,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isCompressed(file)
                && matcher.matches(base.relativize(file))
                && Files.isRegularFile(file)) into.add(file);
            return into.size() > MOST ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static int firstWild(String glob) {
    for (int i = 0; i < glob.length(); i++) if ("*?[{".indexOf(glob.charAt(i)) >= 0) return i;
    return -1;
  }
}
