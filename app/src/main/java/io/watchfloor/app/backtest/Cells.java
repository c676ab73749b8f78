package io.watchfloor.app.backtest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The cells of one line of CSV (RFC 4180: quotes around a cell, doubled quotes within).
final class Cells {
  private Cells() {}

  static List<String> of(String line) {
    var cells = new ArrayList<String>();
    var cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') quoted = !quoted;
      else if (c == ',' && !quoted) {
        cells.add(text(cell));
        cell.setLength(0);
      } else cell.append(c);
    }
    cells.add(text(cell));
    return cells;
  }

  /// [RowFile] gives bytes as characters.
  private static String text(StringBuilder cell) {
    for (int i = 0; i < cell.length(); i++)
      if (cell.charAt(i) > 127)
        return new String(
            cell.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    return cell.toString();
  }

  /// NaN where the cell is empty.
  static double number(List<String> cells, int column, long line) throws BadInput {
    if (column >= cells.size() || cells.get(column).isBlank()) return Double.NaN;
    try {
      return Double.parseDouble(cells.get(column).strip());
    } catch (NumberFormatException e) {
      throw new BadInput(line, "'" + shown(cells.get(column)) + "' is no number");
    }
  }

  static String shown(String cell) {
    var clean = new StringBuilder();
    for (int i = 0; i < cell.length() && i < 40; i++)
      clean.append(Character.isISOControl(cell.charAt(i)) ? '?' : cell.charAt(i));
    return clean.toString();
  }
}
