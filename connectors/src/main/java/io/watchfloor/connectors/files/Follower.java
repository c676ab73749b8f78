package io.watchfloor.connectors.files;

import io.watchfloor.model.source.SourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Follows growing files through rotation (renamed and made anew, or copied and truncated). Where
/// it stands is in the text it is given and gives back, so nothing is lost or told twice over a
/// restart. What a rotated file held beyond that place is read before the new one.
final class Follower {
  private static final int MOST_BYTES = 4 << 20;
  private static final int TAIL = 256 << 10;
  private static final int MOST_NOTICES = 10;

  /// Where reading begins when nothing was read before.
  enum Start {
    BEGINNING,
    /// The last 256 KiB of what is there.
    TAIL,
    END
  }

  /// One line without its end; `offset` is the place of its first byte.
  record Line(Path file, long offset, String text) {}

  record Taken(List<Line> lines, String state, List<String> notices) {}

  private final FileGlobs globs;
  private final Start start;
  private final List<Line> lines = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private final List<Mark> next = new ArrayList<>();
  private int budget = MOST_BYTES;

  private Follower(FileGlobs globs, Start start) {
    this.globs = globs;
    this.start = start;
  }

  /// Takes what was written since `state`, at most 4 MiB.
  ///
  /// @throws SourceException if no file can be read
  static Taken take(List<String> globs, Start start, String state) throws SourceException {
    try {
      return new Follower(new FileGlobs(globs), start).take(state);
    } catch (IOException | UncheckedIOException e) {
      throw new SourceException(
          "The files "
              + globs
              + " can't be looked for: "
              + e.getMessage()
              + ". Check the path and its permissions.",
          true,
          e);
    }
  }

  private Taken take(String state) throws IOException, SourceException {
    boolean isFirst = state.isEmpty();
    var files = new ArrayList<>(globs.find());
    if (files.size() > FileGlobs.MOST) {
      files.removeLast();
      notice("more than " + FileGlobs.MOST + " files match; only the first are followed");
    }
    var marks = Marks.read(state);
    var found = new ArrayList<Mark>();
    int failed = 0;
    for (var file : files) {
      try {
        found.add(markOf(file, marks, isFirst));
      } catch (IOException e) {
        failed++;
        keepMark(file, marks);
        notice(file + " can't be read: " + e.getMessage());
      }
    }
    // What is left over was rotated away: its rest comes first.
    for (var mark : marks) rest(mark, files).ifPresent(this::read);
    found.forEach(this::read);
    if (lines.isEmpty() && (files.isEmpty() || failed == files.size()))
      throw new SourceException(
          files.isEmpty()
              ? "No file matches "
                  + String.join(", ", globs.globs())
                  + ". Check the path; compressed files are not read."
              : notices.getFirst()
                  + ". Give the account that runs this program the right to read it.",
          true,
          null);
    return new Taken(lines, Marks.write(next), List.copyOf(notices));
  }

  private void keepMark(Path file, List<Mark> marks) {
    var kept = marks.stream().filter(mark -> mark.path().equals(file.toString())).findFirst();
    kept.ifPresent(marks::remove);
    kept.ifPresent(next::add);
  }

  /// The mark that belongs to `file`, taken out of `marks`; a new one where there is none.
  private Mark markOf(Path file, List<Mark> marks, boolean isFirst) throws IOException {
    var inPlaceFirst = new ArrayList<>(marks);
    inPlaceFirst.sort((a, b) -> Boolean.compare(isAt(b, file), isAt(a, file)));
    for (var mark : inPlaceFirst) {
      if ((mark.isRest() && !isAt(mark, file)) || !mark.isOf(file)) continue;
      marks.remove(mark);
      return mark.moved(file, false);
    }
    if (!isFirst || start == Start.BEGINNING) return Mark.at(file, 0);
    long size = Files.size(file);
    if (start == Start.END || size <= 0) return Mark.at(file, size);
    return size <= TAIL ? Mark.at(file, 0) : Mark.at(file, Pieces.nextLine(file, size - TAIL));
  }

  private static boolean isAt(Mark mark, Path file) {
    return mark.path().equals(file.toString());
  }

  /// Where the rest of a file that is no longer in its place can be read.
  private Optional<Mark> rest(Mark mark, List<Path> followed) {
    var path = Path.of(mark.path());
    var folder = path.getParent();
    if (folder == null || !Files.isDirectory(folder)) return Optional.empty();
    var name = stem(String.valueOf(path.getFileName()));
    try (var siblings = Files.newDirectoryStream(folder)) {
      boolean compressed = false;
      Path copy = null;
      for (var sibling : siblings) {
        if (!String.valueOf(sibling.getFileName()).startsWith(name)
            || !Files.isRegularFile(sibling)) continue;
        if (FileGlobs.isCompressed(sibling)) {
          compressed = true;
          continue;
        }
        if (followed.contains(sibling)) continue;
        if (mark.isOf(sibling)) return Optional.of(mark.moved(sibling, true));
        if (mark.isCopiedTo(sibling)) copy = sibling;
      }
      if (copy != null) return Optional.of(mark.moved(copy, true));
      if (compressed && !mark.isRest())
        notice(path + " was rotated and compressed; lines at its end may be missing");
    } catch (IOException e) {
      notice("The rest of " + path + " can't be read: " + e.getMessage());
    }
    return Optional.empty();
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 && !name.substring(dot + 1).chars().allMatch(Character::isDigit)
        ? name.substring(0, dot)
        : name;
  }

  private void read(Mark mark) {
    var file = Path.of(mark.path());
    try {
      var pieces = new Pieces(file, mark, budget);
      pieces.read(lines);
      budget -= pieces.taken();
      if (pieces.left() > 0)
        notice(file + ": " + (pieces.left() >> 10) + " KiB are still to be read");
      if (!mark.isRest() || pieces.left() > 0)
        next.add(mark.advanced(pieces.offset(), pieces.isSkipping()));
    } catch (IOException e) {
      next.add(mark);
      notice(file + " can't be read: " + e.getMessage());
    }
  }

  private void notice(String words) {
    if (notices.size() < MOST_NOTICES) notices.add(words);
  }
}
