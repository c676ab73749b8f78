package io.watchfloor.connectors.nagios;

import io.watchfloor.connectors.CheckSamples;
import io.watchfloor.connectors.Perfdata;
import io.watchfloor.connectors.http.Node;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Event;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.topology.EntityRules;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/// Makes signals of what Nagios lists. A problem is about its host; the service's description is
/// the label `check`.
final class NagiosMapper {
  private final SourceId source;
  private final EntityRules rules;
  private final CheckSamples samples;

  NagiosMapper(SourceId source, EntityRules rules) {
    this.source = source;
    this.rules = rules;
    this.samples = new CheckSamples(source);
  }

  private static Labels who(String host, String service) {
    return service.isEmpty() ? Labels.of("host", host) : Labels.of("check", service, "host", host);
  }

  Alert alert(Checked it, Instant now) {
    var labels = new TreeMap<>(who(it.host(), it.service()).map());
    var severity = severity(it.isHost(), it.state());
    labels.put("alertname", it.isHost() ? "host" : it.service());
    labels.put("severity", severity.name().toLowerCase(Locale.ROOT));
    var all = Labels.of(labels);
    boolean suppressed = it.acknowledged() || it.inDowntime() || (it.isHost() && it.state() == 8);
    return new Alert(
        source,
        it.key(),
        rules.entity(all),
        all,
        Labels.of("summary", it.output().isEmpty() ? it.key() : it.output()),
        severity,
        !it.hard() ? Alert.State.PENDING : suppressed ? Alert.State.SUPPRESSED : Alert.State.FIRING,
        words(it),
        it.changed().equals(Instant.EPOCH) ? now : it.changed(),
        Optional.empty(),
        it.checkedAt().equals(Instant.EPOCH) ? now : it.checkedAt(),
        now);
  }

  private static String words(Checked it) {
    var words = new StringBuilder(state(it.isHost(), it.state()));
    words.append(it.hard() ? " (hard" : " (soft " + it.attempt() + "/" + it.attempts()).append(')');
    if (it.acknowledged()) words.append(", acknowledged");
    if (it.inDowntime()) words.append(", in downtime");
    if (it.flapping()) words.append(", flapping");
    return words.toString();
  }

  static String state(boolean host, int state) {
    return switch (state) {
      case 1 -> "PENDING";
      case 2 -> host ? "UP" : "OK";
      case 4 -> host ? "DOWN" : "WARNING";
      case 8 -> host ? "UNREACHABLE" : "UNKNOWN";
      case 16 -> "CRITICAL";
      default -> "state " + state;
    };
  }

  private static Severity severity(boolean host, int state) {
    return switch (state) {
      case 1, 2 -> Severity.OK;
      case 4 -> host ? Severity.CRITICAL : Severity.WARNING;
      case 16 -> Severity.CRITICAL;
      default -> Severity.UNKNOWN;
    };
  }

  List<Samples> samples(Checked it, Instant now) {
    if (it.checkedAt().equals(Instant.EPOCH) || it.performance().isEmpty()) return List.of();
    var labels = who(it.host(), it.service());
    var values = Perfdata.read(it.performance(), it.isHost() ? "host" : it.service());
    return samples.of(it.key(), rules.entity(labels), labels, values, it.checkedAt(), now);
  }

  /// A line of the archive. There the states are other bits: of a host 1 up, 2 down, 4 unreachable,
  /// of a service 8 OK, 16 warning, 32 critical, 64 unknown.
  Event event(Node line, Instant now) {
    var service = line.label("description");
    boolean host = line.whole("object_type", 1) == 1;
    int archived = line.whole("state", 0);
    int state =
        host
            ? archived * 2
            : switch (archived) {
              case 8 -> 2;
              case 16 -> 4;
              case 32 -> 16;
              default -> 8;
            };
    var labels = who(line.label("host_name"), host ? "" : service);
    boolean hard = line.whole("state_type", 1) == 1;
    var text = state(host, state) + (hard ? ": " : " (soft): ") + line.text("plugin_output");
    return new Event(
        source,
        rules.entity(labels),
        labels,
        "state-change",
        SafeText.cut(text, SafeText.LABEL),
        severity(host, state),
        line.millis("timestamp", now),
        now);
  }
}
