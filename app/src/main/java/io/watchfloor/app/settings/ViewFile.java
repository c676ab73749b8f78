package io.watchfloor.app.settings;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The views of one's own in the home, one a line as [OwnView] says it; `#` begins a comment. Lines
/// that are no view are left out, so a damaged file costs a view and no more. Reads and writes: not
/// for the FX thread.
public final class ViewFile {
  static final int MOST = 200;
  private static final long LARGEST = 256 * 1024;
  private static final String HEAD = "# Views of the alerts: name: filter";

  private ViewFile() {}

  public static List<OwnView> read(Path file) throws IOException {
    if (!Files.exists(file)) return List.of();
    if (Files.size(file) > LARGEST)
      throw new IOException(file + " is larger than 256 KiB. Is it really the file of the views?");
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> !line.startsWith("#"))
          .flatMap(line -> OwnView.parse(line).stream())
          .limit(MOST)
          .toList();
    } catch (MalformedInputException e) {
      throw new IOException(file + " is not UTF-8 text.", e);
    }
  }

  /// @throws IOException if the file can't be written; the old one stays
  public static void write(Path file, List<OwnView> views) throws IOException {
    if (views.size() > MOST)
      throw new IOException("No more than " + MOST + " views are kept. Delete one first.");
    var lines = new ArrayList<String>();
    lines.add(HEAD);
    for (var view : views) lines.add(view.toString());
    SettingsEdit.replace(file, String.join("\n", lines) + "\n");
  }
}
