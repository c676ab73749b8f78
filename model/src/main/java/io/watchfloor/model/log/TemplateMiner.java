package io.watchfloor.model.log;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Groups lines by what they have in common, online. A line is scanned once; lines whose words and
/// marks are equal lead to their template at once, whatever their values. Others are compared with
/// the templates of the same frame (marks, number of slots, first word; the fixed-depth tree of P.
/// He et al., "Drain", ICWS 2017), and join one if they differ only where values stand. Evidence
/// corrects: templates that differ in one word merge when the word takes [#DISTINCT] values; a
/// template whose word turns out to take few splits.
///
/// **What is promised**: the template a line is given is decided when it comes, by what came
/// before, and never taken back. A later merge or split moves later lines only ([Template#now]
/// tells where). The *text* of a template may still widen. Ids are hashes of the first line's
/// constant text, so they are the same after restarts and on other machines.
///
/// Bounded: at most [#MOST] templates (the one used longest ago is forgotten), [#PER_FRAME] in a
/// frame (then the most alike is widened). Not thread-safe.
public final class TemplateMiner {
  public static final int MOST = 5_000;
  static final int PER_FRAME = 40;
  static final int DISTINCT = 6;

  private final LineScanner scanner;
  private final boolean learns;
  private final Slots slots = new Slots();
  private final Map<Long, Template> bySkeleton = new HashMap<>();
  private final Map<Long, List<Template>> byFrame = new HashMap<>();
  private final LinkedHashMap<Long, Template> byId = new LinkedHashMap<>(256, 0.75f, true);
  private final List<Template> gone = new ArrayList<>();
  private Pieces pieces = new Pieces();
  private @Nullable Template last;
  private long born;
  private long comparisons;

  public TemplateMiner() {
    this(EnumSet.allOf(Knowledge.class));
  }

  /// A miner that knows only this beforehand: to see what the rest is worth.
  public TemplateMiner(Set<Knowledge> knowledge) {
    scanner = new LineScanner(knowledge);
    learns = knowledge.contains(Knowledge.EVIDENCE);
  }

  /// The template of a line.
  public Template take(String line) {
    pieces = scanner.scan(line);
    slots.fill(pieces);
    var known = bySkeleton.get(slots.skeleton);
    if (known == null) known = find();
    if (known.isSplit) known = narrower(known);
    known.lines++;
    known.takeForms(slots);
    if (known.isOpen) watchOpen(known);
    byId.get(known.id);
    last = known;
    return known;
  }

  /// The values of the line taken last, in the order of the line: what varies by its shape, and
  /// words in slots of its template that vary by evidence.
  public List<Value> values() {
    var values = new ArrayList<Value>();
    for (int slot = 0; slot < slots.count; slot++) {
      boolean isOpen = last != null && slot < last.hash.length && last.isOpen(slot);
      for (int i = slots.first[slot]; i < slots.first[slot + 1]; i++)
        if ((isOpen || pieces.kind[i].varies()) && pieces.to[i] > pieces.from[i])
          values.add(new Value(slot, i - slots.first[slot], pieces.kind[i], pieces.textOf(i)));
    }
    return values;
  }

  /// Whether the line taken last has as many slots as its template, so that slots of the same
  /// number mean the same.
  public boolean isOfForm() {
    return last != null && slots.count == last.hash.length;
  }

  /// Slots compared so far: what the work is bounded by.
  long comparisons() {
    return comparisons;
  }

  public int size() {
    return byId.size();
  }

  public @Nullable Template get(long id) {
    return byId.get(id);
  }

  /// Templates that are no more since the last call: merged into another, or forgotten.
  public List<Template> takeGone() {
    var taken = List.copyOf(gone);
    gone.clear();
    return taken;
  }

  private Template find() {
    var absorbed = absorbed();
    if (absorbed != null) return lead(absorbed);
    var likely = byFrame.computeIfAbsent(slots.frame, f -> new ArrayList<>());
    @Nullable Template best = null;
    int fewest = Likeness.NEVER;
    for (var template : likely) {
      comparisons += slots.count;
      int differences = Likeness.differences(template, slots, pieces);
      if (differences >= fewest) continue;
      fewest = differences;
      best = template;
    }
    if (best == null && likely.size() >= PER_FRAME) best = mostAlike(likely);
    return best == null ? fresh(likely) : join(best);
  }

  private Template mostAlike(List<Template> likely) {
    var best = likely.getFirst();
    int fewest = Likeness.NEVER;
    for (var template : likely) {
      comparisons += slots.count;
      int apart = Likeness.apart(template, slots);
      if (apart >= fewest) continue;
      fewest = apart;
      best = template;
    }
    return best;
  }

  /// The template that has a plain value where this line has a word glued to one: `proxy:80` where
  /// others have `10.1.1.1:80`.
  private @Nullable Template absorbed() {
    if (!learns) return null;
    for (int from = 0; from < slots.count; ) {
      int to = from + 1;
      int values = isValue(from) ? 1 : 0;
      while (to < slots.count && !pieces.isSpaced[slots.first[to]]) if (isValue(to++)) values++;
      int end = to;
      while (end > from + 1 && pieces.kind[slots.first[end - 1]] == Kind.MARK) end--;
      if (values > 0 && end - from > 1 && end - from < slots.count / 2) {
        comparisons += slots.count;
        var known = bySkeleton.get(slots.skeletonWithValue(from, end));
        if (known != null) return known;
      }
      from = to;
    }
    return null;
  }

  private boolean isValue(int slot) {
    return slots.hash[slot] == Hash.VALUE;
  }

  private Template fresh(List<Template> likely) {
    var known = byId.get(slots.id());
    if (known != null) return lead(known);
    var fresh = Template.of(pieces, slots, born++);
    lead(fresh);
    likely.add(fresh);
    put(fresh);
    return learns ? merged(fresh, likely) : fresh;
  }

  private Template lead(Template to) {
    return lead(slots.skeleton, to);
  }

  private Template lead(long skeleton, Template to) {
    if (to.skeletons.size() >= Template.MOST_SKELETONS) return to;
    if (bySkeleton.put(skeleton, to) != to) to.skeletons.add(skeleton);
    return to;
  }

  private Template join(Template template) {
    for (int i = 0; i < slots.count; i++)
      if (!template.isOpen(i) && template.hash[i] != slots.hash[i]) openFor(template, i);
    return lead(template);
  }

  private static void openFor(Template template, int i) {
    template.open(i);
    var open = template.open[i];
    if (open != null) open.take(template.hash[i]);
  }

  private void forget(Template template) {
    remove(template);
    for (long skeleton : template.skeletons) bySkeleton.remove(skeleton, template);
  }

  private void remove(Template template) {
    byId.remove(template.id);
    gone.add(template);
    var likely = byFrame.get(template.frame);
    if (likely == null) return;
    likely.remove(template);
    if (likely.isEmpty()) byFrame.remove(template.frame);
  }

  /// Merges the templates that differ from a fresh one in the same single word, once there are
  /// enough of them; the oldest takes the others in.
  private Template merged(Template fresh, List<Template> likely) {
    var siblings = new HashMap<Integer, List<Template>>();
    for (var other : likely) {
      comparisons += slots.count;
      int at = other == fresh ? -1 : Likeness.onlyDifference(fresh, other);
      if (at > 0) siblings.computeIfAbsent(at, a -> new ArrayList<>()).add(other);
    }
    for (int at = 1; at < slots.count; at++) {
      var alike = siblings.getOrDefault(at, List.of());
      if (alike.size() + 1 < DISTINCT) continue;
      var into = alike.getFirst();
      into.open(at);
      for (var other : alike.subList(1, alike.size())) merge(other, into);
      merge(fresh, into);
      return into;
    }
    return fresh;
  }

  private void merge(Template from, Template into) {
    from.mergedInto = into;
    into.lines += from.lines;
    for (int i = 0; i < from.hash.length; i++) if (from.isOpen(i)) into.open(i);
    for (long skeleton : from.skeletons) {
      bySkeleton.remove(skeleton);
      lead(skeleton, into);
    }
    remove(from);
  }

  private void watchOpen(Template template) {
    if (slots.count != template.hash.length) return;
    for (int i = 0; i < slots.count; i++) {
      var open = template.open[i];
      if (open != null && open.take(slots.hash[i]) && learns) template.isSplit = true;
    }
  }

  /// The narrower template of a line whose word in an open slot is one of few.
  private Template narrower(Template template) {
    if (slots.count != template.hash.length) return template;
    for (int i = 0; i < slots.count; i++) {
      var open = template.open[i];
      if (open == null || !open.isWord(slots.hash[i])) continue;
      var known = byId.get(template.narrowedId(i, slots.hash[i]));
      if (known != null) return known;
      var word = pieces.textOf(slots.first[i]);
      var narrowed = template.narrowed(i, slots.hash[i], word, born++);
      put(narrowed);
      return narrowed;
    }
    return template;
  }

  private void put(Template template) {
    byId.put(template.id, template);
    if (byId.size() > MOST) forget(byId.firstEntry().getValue());
  }

  public void write(DataOutput out) throws IOException {
    out.writeLong(born);
    out.writeInt(byId.size());
    for (var template : byId.values()) {
      template.write(out);
      var likely = byFrame.get(template.frame);
      out.writeBoolean(likely != null && likely.contains(template));
    }
  }

  /// Its templates, the one heard longest ago first; looking does not count as hearing.
  public Collection<Template> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  /// @throws IllegalArgumentException if what follows is no such state
  public static TemplateMiner read(DataInput in) throws IOException {
    var miner = new TemplateMiner();
    miner.born = in.readLong();
    int count = in.readInt();
    if (count < 0 || count > MOST) throw new IllegalArgumentException("damaged state: " + count);
    for (int n = 0; n < count; n++) {
      var template = Template.read(in);
      miner.byId.put(template.id, template);
      for (long skeleton : template.skeletons) miner.bySkeleton.put(skeleton, template);
      if (in.readBoolean())
        miner.byFrame.computeIfAbsent(template.frame, f -> new ArrayList<>()).add(template);
    }
    for (var likely : miner.byFrame.values())
      likely.sort(Comparator.comparingLong(template -> template.born));
    return miner;
  }
}
