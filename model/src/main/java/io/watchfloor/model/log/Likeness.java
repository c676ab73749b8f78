package io.watchfloor.model.log;

/// Whether a line may be another case of a template: wherever they differ there must be a value.
final class Likeness {
  static final int NEVER = Integer.MAX_VALUE;

  private Likeness() {}

  /// In how many slots they differ, if every one of them is a place for values and at least as many
  /// words are equal; otherwise [#NEVER].
  static int differences(Template template, Slots slots, Pieces pieces) {
    int equal = 0, differ = 0;
    for (int i = 0; i < slots.count; i++) {
      if (template.isOpen(i)) continue;
      if (template.hash[i] == slots.hash[i]) {
        if (pieces.kind[slots.first[i]] == Kind.WORD) equal++;
        continue;
      }
      if (!isPlace(template, slots, pieces, i)) return NEVER;
      differ++;
    }
    return equal >= Math.max(1, differ) ? differ : NEVER;
  }

  /// Where one of them has a value by its shape; after an equals sign; alone between quotes.
  private static boolean isPlace(Template template, Slots slots, Pieces pieces, int i) {
    if (template.hash[i] == Hash.VALUE || slots.hash[i] == Hash.VALUE) return true;
    int piece = slots.first[i];
    return pieces.isMark(piece - 1, '=')
        || (pieces.isQuote(piece - 1) && pieces.isQuote(piece + 1));
  }

  /// In how many slots they differ, places for values or not.
  static int apart(Template template, Slots slots) {
    int apart = 0;
    for (int i = 0; i < slots.count; i++)
      if (!template.isOpen(i) && template.hash[i] != slots.hash[i]) apart++;
    return apart;
  }

  /// The one slot in which two templates of a frame differ, both in words; -1 if none or several.
  static int onlyDifference(Template a, Template b) {
    int at = -1;
    for (int i = 0; i < a.hash.length; i++) {
      if (a.isOpen(i) || b.isOpen(i) || a.hash[i] == b.hash[i]) continue;
      if (at >= 0) return -1;
      at = i;
    }
    return at;
  }
}
