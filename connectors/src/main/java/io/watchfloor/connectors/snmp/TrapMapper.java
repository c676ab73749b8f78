package io.watchfloor.connectors.snmp;

import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Event;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.topology.EntityRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Makes an event of each trap, and an alert as well where it is half of a pair. It is about its
/// agent, by address: what an agent says of its own name is not believed. A trap has no time of its
/// own, only how long its agent runs; so its time is ours. Not thread-safe.
final class TrapMapper {
  private static final int MOST_TROUBLES = 10_000;
  private static final int MOST_LABELS = 30;
  private static final String LINK_UP = "1.3.6.1.6.3.1.1.5.4";
  private static final String WARM_START = "1.3.6.1.6.3.1.1.5.2";

  private final SourceId source;
  private final Names names;
  private final List<ClearPair> pairs;
  private final Severity usual;
  private final EntityRules rules;
  private final Map<String, Instant> began =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST_TROUBLES;
        }
      };

  /// `usual` is how bad a trap is that nothing is known of.
  TrapMapper(
      SourceId source, Names names, List<ClearPair> pairs, Severity usual, EntityRules rules) {
    this.source = source;
    this.names = names;
    this.pairs = List.copyOf(pairs);
    this.usual = usual;
    this.rules = rules;
  }

  List<Signal> signals(Trap trap, Instant now) {
    var labels = labels(trap);
    var entity = rules.named(trap.agent());
    var name = names.of(trap.oid());
    var pair = pairs.stream().filter(it -> it.isOf(trap.oid())).findFirst();
    var text = text(name, trap);
    var signals = new ArrayList<Signal>(2);
    signals.add(new Event(source, entity, labels, name, text, severity(trap, pair), now, now));
    pair.ifPresent(it -> signals.add(alert(it, trap, labels, entity, text, now)));
    return signals;
  }

  private Severity severity(Trap trap, Optional<ClearPair> pair) {
    if (pair.isPresent())
      return pair.get().raise().equals(trap.oid()) ? pair.get().severity() : Severity.INFO;
    return trap.oid().equals(LINK_UP) || trap.oid().equals(WARM_START) ? Severity.INFO : usual;
  }

  private Alert alert(
      ClearPair pair, Trap trap, Labels labels, EntityId entity, String text, Instant now) {
    var fingerprint =
        trap.agent() + "|" + pair.raise() + SafeText.cut(pair.key(trap), SafeText.LABEL);
    boolean over = trap.oid().equals(pair.clear());
    var start = began.getOrDefault(fingerprint, now);
    if (over) began.remove(fingerprint);
    else began.put(fingerprint, start);
    var all =
        labels
            .with("alertname", names.of(pair.raise()))
            .with("severity", pair.severity().name().toLowerCase(Locale.ROOT));
    return new Alert(
        source,
        fingerprint,
        entity,
        all,
        Labels.of("summary", text),
        pair.severity(),
        over ? Alert.State.RESOLVED : Alert.State.FIRING,
        names.of(trap.oid()),
        start,
        over ? Optional.of(now) : Optional.empty(),
        now,
        now);
  }

  private Labels labels(Trap trap) {
    var labels = new TreeMap<String, String>();
    labels.put("host", trap.agent());
    labels.put("trap", names.of(trap.oid()));
    if (!trap.sender().equals(trap.agent())) labels.put("sender", trap.sender());
    if (!trap.upTime().isEmpty()) labels.put("uptime", trap.upTime());
    for (var bind : trap.binds())
      if (labels.size() < MOST_LABELS) labels.putIfAbsent(names.bare(bind.oid()), bind.value());
    return Labels.of(labels);
  }

  private String text(String name, Trap trap) {
    var text = new StringBuilder(name);
    for (var bind : trap.binds())
      text.append(' ').append(names.of(bind.oid())).append('=').append(bind.value());
    return SafeText.cut(text.toString(), SafeText.LABEL);
  }
}
