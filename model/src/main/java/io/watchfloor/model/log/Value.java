package io.watchfloor.model.log;

/// A value of a line: which slot of its template it stands in, the how-manieth of a list there
/// (from 0), what it looks like, and its text.
public record Value(int slot, int place, Kind kind, String text) {
  /// Where it stands in lines of its template: places far down a list are one.
  public int where() {
    return slot * 16 + Math.min(place, 8);
  }

  /// An address without its port; anything else as it is.
  public String bare() {
    int colon = kind == Kind.IP ? text.indexOf(':') : -1;
    return colon < 0 ? text : text.substring(0, colon);
  }
}
