package io.watchfloor.connectors.icinga;

import io.watchfloor.connectors.CheckSamples;
import io.watchfloor.connectors.Perfdata;
import io.watchfloor.connectors.http.Node;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Dependency;
import io.watchfloor.model.signal.Event;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.topology.EntityRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Makes signals of Icinga's objects and events. A problem is about its host; the check's name is
/// the label `check`, because a service of Icinga ("http") is a check and not who is checked.
final class IcingaMapper {
  private static final List<String> SERVICE_STATES =
      List.of("OK", "WARNING", "CRITICAL", "UNKNOWN");

  private final SourceId source;
  private final EntityRules rules;
  private final CheckSamples samples;

  IcingaMapper(SourceId source, EntityRules rules) {
    this.source = source;
    this.rules = rules;
    this.samples = new CheckSamples(source);
  }

  private static Labels who(String host, String service) {
    return service.isEmpty() ? Labels.of("host", host) : Labels.of("check", service, "host", host);
  }

  /// A problem. In a soft state it has not fired yet; acknowledged, in downtime or behind another
  /// problem it is suppressed.
  Alert alert(Checked it, Instant now) {
    var labels = new TreeMap<>(who(it.host(), it.service()).map());
    var severity = severity(it.isHost(), it.state());
    labels.put("alertname", it.isHost() ? "host" : it.service());
    labels.put("severity", severity.name().toLowerCase(java.util.Locale.ROOT));
    var all = Labels.of(labels);
    boolean suppressed = it.acknowledged() || it.inDowntime() || !it.reachable();
    var since = it.changed().equals(Instant.EPOCH) ? now : it.changed();
    return new Alert(
        source,
        it.key(),
        rules.entity(all),
        all,
        Labels.of("summary", it.output().isEmpty() ? it.title() : it.output()),
        severity,
        !it.hard() ? Alert.State.PENDING : suppressed ? Alert.State.SUPPRESSED : Alert.State.FIRING,
        words(it),
        since,
        Optional.empty(),
        it.checkedAt().equals(Instant.EPOCH) ? now : it.checkedAt(),
        now);
  }

  private static String words(Checked it) {
    var words = new StringBuilder(state(it.isHost(), it.state()));
    words.append(it.hard() ? " (hard" : " (soft " + it.attempt() + "/" + it.attempts()).append(')');
    if (it.acknowledged()) words.append(", acknowledged");
    if (it.inDowntime()) words.append(", in downtime");
    if (!it.reachable()) words.append(", unreachable");
    if (it.flapping()) words.append(", flapping");
    return words.toString();
  }

  static String state(boolean host, int state) {
    if (host) return state == 0 ? "UP" : "DOWN";
    return state >= 0 && state < 4 ? SERVICE_STATES.get(state) : "state " + state;
  }

  private static Severity severity(boolean host, int state) {
    if (host) return state == 0 ? Severity.OK : Severity.CRITICAL;
    return switch (state) {
      case 0 -> Severity.OK;
      case 1 -> Severity.WARNING;
      case 2 -> Severity.CRITICAL;
      default -> Severity.UNKNOWN;
    };
  }

  List<Samples> samples(Checked it, Instant now) {
    return samples(it.key(), it.host(), it.service(), it.performance(), it.checkedAt(), now);
  }

  /// Those of a check result that an event told.
  List<Samples> samples(Node event, Instant now) {
    var check = event.at("check_result");
    var service = event.label("service");
    var key = event.label("host") + (service.isEmpty() ? "" : "!" + service);
    var at = check.seconds("execution_end", now);
    return samples(key, event.label("host"), service, Checked.performance(check), at, now);
  }

  private List<Samples> samples(
      String key, String host, String service, List<String> texts, Instant at, Instant now) {
    if (at.equals(Instant.EPOCH)) return List.of();
    var values = new ArrayList<Perfdata.Value>();
    for (var text : texts) values.addAll(Perfdata.read(text, service.isEmpty() ? "host" : service));
    var labels = who(host, service);
    return samples.of(key, rules.entity(labels), labels, values, at, now);
  }

  /// What an event tells besides metrics; empty for one that tells nothing else.
  Optional<Event> event(Node event, Instant now) {
    var comment = event.at("comment");
    var downtime = event.at("downtime");
    var holder = comment.members().isEmpty() ? downtime : comment;
    boolean nested = !holder.members().isEmpty();
    var host = nested ? holder.label("host_name") : event.label("host");
    var service = nested ? holder.label("service_name") : event.label("service");
    int state = event.whole("state", 0);
    var labels = who(host, service);
    var said = event.at("check_result").text("output");
    var by = " by " + (nested ? holder.label("author") : event.label("author")) + ": ";
    var text = nested ? holder.text("comment") + holder.text("text") : event.text("comment");
    return switch (event.text("type")) {
      case "StateChange" ->
          event(
              labels,
              "state-change",
              state(service.isEmpty(), state)
                  + (event.whole("state_type", 1) == 1 ? ": " : " (soft): ")
                  + said,
              severity(service.isEmpty(), state),
              event,
              now);
      case "AcknowledgementSet" ->
          event(labels, "acknowledged", "acknowledged" + by + text, Severity.INFO, event, now);
      case "AcknowledgementCleared" ->
          event(labels, "unacknowledged", "acknowledgement cleared", Severity.INFO, event, now);
      case "CommentAdded" ->
          holder.whole("entry_type", 1) == 1
              ? event(labels, "comment", "comment" + by + text, Severity.INFO, event, now)
              : Optional.empty();
      case "DowntimeStarted" ->
          event(labels, "downtime-started", "downtime" + by + text, Severity.INFO, event, now);
      case "DowntimeRemoved" ->
          event(labels, "downtime-ended", "downtime ended", Severity.INFO, event, now);
      case "Flapping" ->
          event(
              labels,
              "flapping",
              "flapping: "
                  + event.text("current_flapping")
                  + " % of its states changed (limits "
                  + event.text("threshold_low")
                  + " and "
                  + event.text("threshold_high")
                  + ")",
              Severity.WARNING,
              event,
              now);
      default -> Optional.empty();
    };
  }

  private Optional<Event> event(
      Labels labels, String kind, String text, Severity severity, Node event, Instant now) {
    if (labels.value("host").isEmpty()) return Optional.empty();
    var cut = SafeText.cut(text, SafeText.LABEL);
    var at = event.seconds("timestamp", now);
    return Optional.of(
        new Event(source, rules.entity(labels), labels, kind, cut, severity, at, now));
  }

  /// "child needs parent", where they are two.
  Optional<Dependency> dependency(Node result, Instant now) {
    var attributes = result.at("attrs");
    var child = rules.entity(Labels.of("host", attributes.label("child_host_name")));
    var parent = rules.entity(Labels.of("host", attributes.label("parent_host_name")));
    if (child.isNone() || parent.isNone() || child.equals(parent)) return Optional.empty();
    return Optional.of(new Dependency(source, child, parent, Labels.EMPTY, now, now));
  }
}
