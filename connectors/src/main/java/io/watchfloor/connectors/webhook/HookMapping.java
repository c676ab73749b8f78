package io.watchfloor.connectors.webhook;

import io.watchfloor.connectors.LogTimes;
import io.watchfloor.connectors.http.Node;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Event;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.topology.EntityRules;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Makes signals of any posted JSON: which value stands where is the operator's to say, and all
/// other plain values become labels. An item without a title is none.
record HookMapping(
    Becomes becomes,
    Map<Part, Paths> paths,
    Set<String> overWords,
    LogTimes times,
    EntityRules rules) {
  private static final int MOST_LABELS = 50;
  private static final int DEEPEST = 4;

  /// What an item becomes.
  enum Becomes {
    ALERT,
    EVENT,
    CHANGE,
    LOG
  }

  /// What is read of an item, and where it usually stands.
  enum Part {
    ITEMS("items", ""),
    ID("id", "fingerprint,id,key,incident.id,event.id"),
    TITLE("title", "title,alertname,name,rule.name,summary,subject,message,text,msg"),
    ENTITY(
        "entity",
        "service,app,host,hostname,node,instance,labels.service,labels.host,tags.service"),
    SEVERITY("severity", "severity,priority,level,labels.severity"),
    STATE("state", "status,state,action,event.state"),
    SUMMARY("summary", "description,summary,message,details,text,annotations.summary"),
    VERSION("version", "version,release,tag,ref"),
    TIME("time", "startsAt,timestamp,time,@timestamp,date,created_at,occurred_at");

    final String key;
    final String usual;

    Part(String key, String usual) {
      this.key = key;
      this.usual = usual;
    }
  }

  /// The items of a body: the list where it is, or the body itself.
  List<Node> items(Node body) {
    var at = paths(Part.ITEMS).paths().isEmpty() ? body : paths(Part.ITEMS).in(body);
    return at.list().isEmpty() ? (at.isThere() ? List.of(at) : List.of()) : at.list();
  }

  private Paths paths(Part part) {
    return paths.getOrDefault(part, new Paths(List.of()));
  }

  private String text(Part part, Node item) {
    return paths(part).text(item);
  }

  Optional<Signal> signal(SourceId source, Node item, Instant now) {
    var title = SafeText.cut(text(Part.TITLE, item), SafeText.LABEL);
    if (title.isEmpty()) return Optional.empty();
    var labels = labels(item);
    var at = time(item, now);
    var entity = entity(item, labels);
    var severity = severity(item);
    var summary = SafeText.cut(text(Part.SUMMARY, item), SafeText.ANNOTATION);
    var words = summary.isEmpty() || summary.equals(title) ? title : title + ": " + summary;
    return Optional.of(
        switch (becomes) {
          case ALERT -> alert(source, item, title, summary, labels, entity, severity, at, now);
          case EVENT -> new Event(source, entity, labels, "webhook", words, severity, at, now);
          case LOG -> new LogLine(source, entity, labels, severity, words, at, now);
          case CHANGE ->
              new Change(
                  source,
                  id(item, title, labels, at),
                  entity,
                  labels,
                  "change",
                  SafeText.cut(text(Part.VERSION, item), SafeText.LABEL),
                  words,
                  at,
                  now);
        });
  }

  private Alert alert(
      SourceId source,
      Node item,
      String title,
      String summary,
      Labels labels,
      EntityId entity,
      Severity severity,
      Instant at,
      Instant now) {
    var word = SafeText.cut(text(Part.STATE, item), SafeText.LABEL);
    boolean over = overWords.contains(word.toLowerCase(Locale.ROOT)) || severity == Severity.OK;
    var all =
        labels.with("alertname", title).with("severity", severity.name().toLowerCase(Locale.ROOT));
    return new Alert(
        source,
        fingerprint(item, title, entity),
        entity,
        all,
        summary.isEmpty() ? Labels.EMPTY : Labels.of("summary", summary),
        severity,
        over ? Alert.State.RESOLVED : Alert.State.FIRING,
        word,
        at,
        over ? Optional.of(at) : Optional.empty(),
        at,
        now);
  }

  /// Without an id of its own an alert is told by its title and who it is about, so that its end
  /// finds it.
  private String fingerprint(Node item, String title, EntityId entity) {
    var id = SafeText.cut(text(Part.ID, item), SafeText.LABEL);
    if (!id.isEmpty()) return id;
    return String.format("%016x", Labels.of("t", title, "e", entity.name()).fingerprint());
  }

  private String id(Node item, String title, Labels labels, Instant at) {
    var id = SafeText.cut(text(Part.ID, item), SafeText.LABEL);
    return id.isEmpty()
        ? String.format("%016x", labels.with("t", title).with("at", at.toString()).fingerprint())
        : id;
  }

  private EntityId entity(Node item, Labels labels) {
    var named = SafeText.cut(text(Part.ENTITY, item), SafeText.LABEL);
    return named.isEmpty() ? rules.entity(labels) : rules.named(named);
  }

  private Severity severity(Node item) {
    var word = text(Part.SEVERITY, item);
    if (word.isEmpty()) return becomes == Becomes.ALERT ? Severity.WARNING : Severity.INFO;
    return Severity.ofWord(word);
  }

  private Instant time(Node item, Instant now) {
    var text = text(Part.TIME, item);
    return text.isEmpty() || text.length() > 64
        ? now
        : times.head(text + " ", now).map(LogTimes.Head::at).orElse(now);
  }

  private static Labels labels(Node item) {
    var labels = new TreeMap<String, String>();
    collect(item, "", labels, 0);
    return Labels.of(labels);
  }

  private static void collect(Node node, String prefix, Map<String, String> labels, int depth) {
    for (var member : node.members().entrySet()) {
      var name = prefix + member.getKey();
      var value = member.getValue();
      if (!value.members().isEmpty() && depth < DEEPEST)
        collect(value, isBag(member.getKey()) ? prefix : name + ".", labels, depth + 1);
      else if (value.list().isEmpty() && !value.text().isEmpty() && labels.size() < MOST_LABELS)
        labels.putIfAbsent(
            SafeText.cut(name, SafeText.LABEL), SafeText.cut(value.text(), SafeText.LABEL));
    }
  }

  /// What only holds labels needs no prefix.
  private static boolean isBag(String name) {
    return name.equals("labels") || name.equals("tags");
  }
}
