package io.watchfloor.app.backtest;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.function.BiConsumer;

/// A CSV file of one series, or of several metrics side by side, read row by row. A cell that is
/// empty or `NaN` is a gap; a cell or row that cannot be understood is complained about and is a
/// gap too, so that no row is lost.
final class SeriesFile implements Closeable {
  private static final double NO_VALUE = Double.NaN;

  private final RowFile lines;
  private final Columns columns;
  private final BiConsumer<Long, String> complain;
  private final double[] values;
  private final int[] valueOf;
  private String timeText = "";
  private long millis;

  private SeriesFile(RowFile lines, Columns columns, BiConsumer<Long, String> complain) {
    this.lines = lines;
    this.columns = columns;
    this.complain = complain;
    values = new double[columns.values().size()];
    valueOf = new int[columns.count()];
    Arrays.fill(valueOf, -1);
    for (int v = 0; v < values.length; v++) valueOf[columns.values().get(v)] = v;
  }

  /// `complain` takes a line's number and what is wrong with it.
  ///
  /// @throws BadInput if there is no header that names values
  static SeriesFile open(Path file, BiConsumer<Long, String> complain) throws IOException {
    var lines = RowFile.open(file);
    try {
      var header = lines.next();
      if (header == null) throw new BadInput(1, "the file is empty");
      return new SeriesFile(lines, Columns.of(header), complain);
    } catch (IOException e) {
      lines.close();
      throw e;
    }
  }

  int metrics() {
    return values.length;
  }

  /// Reads the next row; false after the last. Blank lines are no rows.
  ///
  /// @throws BadInput if the file cannot be read on
  boolean next() throws IOException {
    var line = lines.next();
    while (line != null && line.isBlank()) line = lines.next();
    if (line == null) return false;
    split(line);
    return true;
  }

  private void split(String line) {
    Arrays.fill(values, NO_VALUE);
    timeText = "";
    int column = 0;
    int from = 0;
    while (from <= line.length()) {
      int comma = line.indexOf(',', from);
      int to = comma < 0 ? line.length() : comma;
      if (column == columns.time()) time(line.substring(from, to));
      else if (column < valueOf.length && valueOf[column] >= 0)
        values[valueOf[column]] = value(line, from, to);
      column++;
      from = to + 1;
    }
    if (column != columns.count())
      complain.accept(lines.line(), column + " cells where the header has " + columns.count());
  }

  private void time(String text) {
    timeText = text;
    try {
      millis = Moments.millis(text);
    } catch (DateTimeException e) {
      complain.accept(lines.line(), "not a time: " + shown(text));
    }
  }

  private double value(String line, int from, int to) {
    if (from == to) return NO_VALUE;
    var text = Moments.unquoted(line.substring(from, to));
    if (text.isEmpty()) return NO_VALUE;
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      if (!isWordForNothing(text)) complain.accept(lines.line(), "not a number: " + shown(text));
      return NO_VALUE;
    }
  }

  private static boolean isWordForNothing(String text) {
    return text.equalsIgnoreCase("nan") || text.equalsIgnoreCase("null") || text.equals("NA");
  }

  /// Text from outside, short and without control characters.
  private static String shown(String text) {
    var plain = text.replaceAll("[^\\x20-\\x7e]", "?");
    return plain.length() <= 40 ? plain : plain.substring(0, 40) + "…";
  }

  /// The row's time as it stands in the file.
  String timeText() {
    return timeText;
  }

  /// The row's time; that of the row before where it has none.
  long millis() {
    return millis;
  }

  /// The row's values, NaN where there is none; the array is used again for the next row.
  double[] row() {
    return values;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
