package io.watchfloor.model.log;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What many lines have in common: constant words and marks, and slots that vary. A slot varies by
/// nature (the scanner saw a value there) or by evidence (it is open: different words were seen). A
/// template only becomes wider; `id` never changes and is the same after restarts.
public final class Template {
  private static final int LONGEST_TEXT = 1 << 16;

  public static final String VALUE = "<*>";

  /// Skeletons remembered as leading to one template.
  static final int MOST_SKELETONS = 64;

  final long id;
  final long frame;
  final long born;
  final long[] hash;

  /// The constant text of each slot, or how its value is written when always the same way.
  final String[] text;

  final boolean[] isSpaced;
  final long[] form;
  final @Nullable OpenSlot[] open;
  final List<Long> skeletons = new ArrayList<>(2);

  /// Whether any slot is open, and whether one of them takes few words.
  boolean isOpen;

  boolean isSplit;
  @Nullable Template mergedInto;
  long lines;

  Template(long id, long frame, long born, int count) {
    this.id = id;
    this.frame = frame;
    this.born = born;
    hash = new long[count];
    text = new String[count];
    isSpaced = new boolean[count];
    form = new long[count];
    open = new OpenSlot[count];
  }

  static Template of(Pieces pieces, Slots slots, long born) {
    var it = new Template(slots.id(), slots.frame, born, slots.count);
    for (int i = 0; i < slots.count; i++) {
      int first = slots.first[i];
      it.hash[i] = slots.hash[i];
      it.form[i] = slots.form[i];
      it.isSpaced[i] = pieces.isSpaced[first];
      it.text[i] = written(pieces, first, slots.first[i + 1]);
    }
    return it;
  }

  /// The same template with one open slot narrowed to a word.
  Template narrowed(int slot, long wordHash, String word, long born) {
    var it = new Template(narrowedId(slot, wordHash), frame, born, hash.length);
    for (int i = 0; i < hash.length; i++) {
      it.hash[i] = hash[i];
      it.form[i] = form[i];
      it.isSpaced[i] = isSpaced[i];
      it.text[i] = text[i];
      if (open[i] != null && i != slot) it.open(i);
    }
    it.hash[slot] = wordHash;
    it.text[slot] = word;
    return it;
  }

  long narrowedId(int slot, long wordHash) {
    return Hash.join(Hash.join(id, slot), wordHash);
  }

  private static String written(Pieces pieces, int from, int to) {
    var text = new StringBuilder();
    for (int i = from; i < to; i++) {
      if (i > from && pieces.isSpaced[i]) text.append(' ');
      if (pieces.kind[i].varies()) text.append(VALUE);
      else text.append(pieces.text, pieces.from[i], pieces.to[i] - pieces.from[i]);
      text.append(pieces.text, pieces.to[i], pieces.unitTo[i] - pieces.to[i]);
    }
    return text.toString();
  }

  public long id() {
    return id;
  }

  /// Lines that came here, those of templates merged into it included.
  public long lines() {
    return lines;
  }

  /// The template its lines would belong to by now: itself, or what it was merged into.
  public Template now() {
    var it = this;
    while (it.mergedInto != null) it = it.mergedInto;
    return it;
  }

  /// Constant text, with [#VALUE] where lines differ.
  public String pattern() {
    var pattern = new StringBuilder();
    for (int i = 0; i < text.length; i++) {
      if (isSpaced[i] && i > 0) pattern.append(' ');
      pattern.append(text[i]);
    }
    return pattern.toString();
  }

  /// What people would call a value: the constant word before its slot, marks aside, or after it;
  /// empty where there is none, or the value stands within a list.
  String nameOf(int slot, int place) {
    if (place == 0)
      for (int i = Math.min(slot, text.length) - 1; i >= 0 && i >= slot - 3; i--) {
        if (hash[i] == Hash.VALUE || isOpen(i)) break;
        if (text[i].chars().anyMatch(Character::isLetter)) return text[i];
      }
    int after = slot + 1;
    if (after >= text.length || hash[after] == Hash.VALUE || isOpen(after)) return "";
    return text[after].chars().anyMatch(Character::isLetter) ? text[after] : "";
  }

  boolean isOpen(int i) {
    return open[i] != null;
  }

  /// Takes in how a line of this template writes its values; a unit that varies is part of the
  /// value, also where other values of the line were written with the same unit.
  void takeForms(Slots slots) {
    if (slots.count != hash.length) return;
    for (int i = 0; i < hash.length; i++) {
      if (slots.form[i] == form[i] || slots.form[i] == 0) continue;
      form[i] = slots.form[i];
      var before = text[i];
      for (int n = 0; n < text.length; n++)
        if (hash[n] == Hash.VALUE && text[n].equals(before)) text[n] = VALUE;
    }
  }

  void open(int i) {
    if (open[i] == null) open[i] = new OpenSlot();
    isOpen = true;
    text[i] = VALUE;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(id);
    out.writeLong(frame);
    out.writeLong(born);
    out.writeLong(lines);
    out.writeBoolean(isSplit);
    out.writeByte(hash.length);
    for (int i = 0; i < hash.length; i++) {
      out.writeLong(hash[i]);
      out.writeLong(form[i]);
      out.writeBoolean(isSpaced[i]);
      SavedText.write(out, text[i]);
      var slot = open[i];
      out.writeBoolean(slot != null);
      if (slot != null) slot.write(out);
    }
    out.writeByte(skeletons.size());
    for (long skeleton : skeletons) out.writeLong(skeleton);
  }

  static Template read(DataInput in) throws IOException {
    long id = in.readLong(), frame = in.readLong(), born = in.readLong(), lines = in.readLong();
    boolean isSplit = in.readBoolean();
    var it = new Template(id, frame, born, in.readUnsignedByte());
    it.lines = lines;
    it.isSplit = isSplit;
    for (int i = 0; i < it.hash.length; i++) {
      it.hash[i] = in.readLong();
      it.form[i] = in.readLong();
      it.isSpaced[i] = in.readBoolean();
      it.text[i] = SavedText.read(in, LONGEST_TEXT);
      if (!in.readBoolean()) continue;
      it.open[i] = OpenSlot.read(in);
      it.isOpen = true;
    }
    int count = in.readUnsignedByte();
    for (int i = 0; i < count; i++) it.skeletons.add(in.readLong());
    return it;
  }
}
