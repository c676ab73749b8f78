package io.watchfloor.model.incident;

import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.SourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Who tells of an alert. The same alert comes from several places: peers of one cluster, or the
/// server that judges the rule and the one that routes the alert, which adds labels of its own. Two
/// alerts of different sources are one when they have the same name, no label contradicts, one has
/// all labels of the other, and their texts differ in figures only. The engine thread owns it.
final class Witnesses {
  private static final String NAME = "alertname";

  /// Own key to the key of the alert it tells of.
  private final Map<String, String> told = new HashMap<>();

  /// What each witness said last, by the alert's key; the first one gave the alert its key.
  private final Map<String, LinkedHashMap<String, Alert>> said = new HashMap<>();

  private final Map<String, Set<String>> byName = new HashMap<>();

  /// The key of the alert that `alert` tells of, if it is known.
  Optional<String> known(Alert alert) {
    var own = TrackedAlert.key(alert);
    var key = told.get(own);
    if (key != null) return Optional.of(key);
    String best = null;
    int shared = -1;
    for (var candidate : byName.getOrDefault(alert.labels().value(NAME), Set.of())) {
      var other = said.getOrDefault(candidate, new LinkedHashMap<>());
      if (other.isEmpty() || tells(other.values(), alert.source())) continue;
      var first = other.firstEntry().getValue();
      int common = common(first.labels(), alert.labels());
      if (common > shared && isSame(first, alert)) {
        best = candidate;
        shared = common;
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean tells(Collection<Alert> witnesses, SourceId source) {
    return witnesses.stream().anyMatch(alert -> alert.source().equals(source));
  }

  /// Whether one witness told this before and something newer since.
  boolean isStale(String key, Alert alert) {
    var before = said.getOrDefault(key, new LinkedHashMap<>()).get(TrackedAlert.key(alert));
    return before != null
        && alert.at().isBefore(before.at())
        && alert.state() != Alert.State.RESOLVED;
  }

  /// Takes what one witness says and gives the alert as all of them tell it: active while anybody
  /// says so, with the labels of whoever knows most.
  Alert hear(String key, Alert alert) {
    var own = TrackedAlert.key(alert);
    told.put(own, key);
    var all = said.computeIfAbsent(key, k -> new LinkedHashMap<>());
    all.put(own, alert);
    byName.computeIfAbsent(alert.labels().value(NAME), n -> new TreeSet<>()).add(key);
    if (all.size() == 1) return alert;
    var fullest = alert;
    Alert worst = alert;
    for (var other : all.values()) {
      if (knowsMore(other, fullest)) fullest = other;
      if (rank(other.state()) > rank(worst.state())) worst = other;
    }
    if (fullest.state() == worst.state()) return fullest;
    return new Alert(
        fullest.source(),
        fullest.fingerprint(),
        fullest.entity(),
        fullest.labels(),
        fullest.annotations(),
        fullest.severity(),
        worst.state(),
        worst.sourceState(),
        worst.startsAt(),
        worst.endsAt(),
        alert.at(),
        alert.received());
  }

  /// The sources that tell of an alert, in the order in which they first did.
  List<SourceId> of(String key) {
    var sources = new ArrayList<SourceId>();
    for (var alert : said.getOrDefault(key, new LinkedHashMap<>()).values())
      if (!sources.contains(alert.source())) sources.add(alert.source());
    return sources;
  }

  void keepOnly(Set<String> keys) {
    said.keySet().retainAll(keys);
    told.values().retainAll(keys);
    for (var of : byName.values()) of.retainAll(keys);
    byName.values().removeIf(Set::isEmpty);
  }

  /// A silenced alert is silenced whoever else calls it firing.
  private static int rank(Alert.State state) {
    return switch (state) {
      case RESOLVED -> 0;
      case PENDING -> 1;
      case FIRING -> 2;
      case SUPPRESSED -> 3;
    };
  }

  /// The one who routes alerts adds labels; where nobody does, the rule's own server is the one
  /// that says `firing`.
  private static boolean knowsMore(Alert other, Alert than) {
    if (other.labels().size() != than.labels().size())
      return other.labels().size() > than.labels().size();
    return isRuleWord(than.sourceState()) && !isRuleWord(other.sourceState());
  }

  private static boolean isRuleWord(String state) {
    return state.equals("firing") || state.equals("pending") || state.equals("inactive");
  }

  private static boolean isSame(Alert a, Alert b) {
    int common = common(a.labels(), b.labels());
    return common >= 1
        && common == Math.min(a.labels().size(), b.labels().size())
        && alikeButFigures(a.summary(), b.summary());
  }

  static boolean alikeButFigures(String a, String b) {
    return withoutFigures(a).equals(withoutFigures(b));
  }

  /// How many labels both have with the same value.
  private static int common(Labels a, Labels b) {
    int common = 0;
    for (var entry : a.map().entrySet())
      if (b.get(entry.getKey()).filter(entry.getValue()::equals).isPresent()) common++;
    return common;
  }

  /// A figure and the unit that is glued to it become one mark: `472.1ms` and `1.07s` are alike.
  private static String withoutFigures(String text) {
    var plain = new StringBuilder(text.length());
    boolean inFigure = false;
    for (int i = 0; i < text.length() && i < 1_000; i++) {
      char c = text.charAt(i);
      if (Character.isDigit(c)) {
        if (!inFigure) plain.append('#');
        inFigure = true;
      } else if (!inFigure || c == ' ') {
        inFigure = false;
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
