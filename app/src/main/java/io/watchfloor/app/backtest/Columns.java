package io.watchfloor.app.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Which columns of a file are what: the one named `timestamp` (else the first) is the time, one
/// named `label` is never looked at, all others are values. Other names mean nothing.
record Columns(int count, int time, List<Integer> values) {
  static final int MOST = 4_096;

  /// @throws BadInput if the header promises no values
  static Columns of(String header) throws BadInput {
    var text = header.startsWith("\u00ef\u00bb\u00bf") ? header.substring(3) : header;
    var names = text.split(",", -1);
    if (names.length > MOST)
      throw new BadInput(1, names.length + " columns; at most " + MOST + " can be judged together");
    int time = 0;
    for (int i = names.length - 1; i >= 0; i--) if (name(names[i]).equals("timestamp")) time = i;
    if (isNumber(names[time]))
      throw new BadInput(1, "a header is missing; the first line should be like timestamp,value");
    var values = new ArrayList<Integer>();
    for (int i = 0; i < names.length; i++)
      if (i != time && !name(names[i]).equals("label")) values.add(i);
    if (values.isEmpty())
      throw new BadInput(1, "no column of values; the first line should be like timestamp,value");
    return new Columns(names.length, time, List.copyOf(values));
  }

  private static String name(String raw) {
    return raw.replace("\"", "").strip().toLowerCase(Locale.ROOT);
  }

  private static boolean isNumber(String text) {
    try {
      Double.parseDouble(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
