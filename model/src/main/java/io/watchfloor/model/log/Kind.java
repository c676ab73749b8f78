package io.watchfloor.model.log;

/// What a piece of a line is. The first two are constant text; the rest vary by nature and are
/// masked in templates.
public enum Kind {
  WORD,
  MARK,
  NUMBER,
  TIME,
  IP,
  HOST,
  PATH,
  ID,
  USER,
  FLAG,
  REST;

  public boolean varies() {
    return ordinal() > MARK.ordinal();
  }
}
