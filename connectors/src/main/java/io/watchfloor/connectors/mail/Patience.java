package io.watchfloor.connectors.mail;

/// A text that a pattern may look at only so often: a pattern that goes astray on a hostile mail
/// ends instead of keeping the thread.
final class Patience implements CharSequence {
  private static final int LOOKS = 2_000_000;

  /// The pattern looked too often.
  static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final CharSequence text;
  private final int[] looks;

  Patience(CharSequence text) {
    this(text, new int[] {0});
  }

  private Patience(CharSequence text, int[] looks) {
    this.text = text;
    this.looks = looks;
  }

  @Override
  public char charAt(int index) {
    if (++looks[0] > LOOKS) throw new Ended();
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new Patience(text.subSequence(start, end), looks);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
