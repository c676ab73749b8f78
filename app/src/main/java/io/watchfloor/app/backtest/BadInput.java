package io.watchfloor.app.backtest;

import java.io.IOException;

/// Input that is not what it should be: `line` (the first is 1) and what is wrong there, in words.
final class BadInput extends IOException {
  private static final long serialVersionUID = 1;

  private final long line;
  private final String what;

  BadInput(long line, String what) {
    super(what);
    this.line = line;
    this.what = what;
  }

  long line() {
    return line;
  }

  String what() {
    return what;
  }
}
