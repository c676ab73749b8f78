package io.watchfloor.connectors.mail;

import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.connectors.mail.MailRule.Becomes;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Event;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Ticket;
import io.watchfloor.model.topology.EntityRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Makes a signal of a mail by the first rule that fits. An alert is told by its name and who it is
/// about, so that the mail of its end finds it; a mail without a rule is what `otherwise` says.
record MailMapper(SourceId source, List<MailRule> rules, Becomes otherwise, EntityRules entities) {
  private static final Set<String> OVER =
      Set.of("resolved", "recovery", "recovered", "ok", "up", "closed", "cleared", "normal");
  private static final int TEXT = 4 * 1024;

  /// `astray` hears of rules whose pattern took too long on this mail.
  Optional<Signal> signal(Mail mail, Instant now, List<String> astray) {
    for (var rule : rules) {
      try {
        var found = rule.find(mail);
        if (found.isPresent())
          return signal(rule.becomes(), mail, name -> rule.group(found.get(), name), now);
      } catch (Patience.Ended | StackOverflowError e) {
        astray.add("A rule took too long on a mail and was left out: " + rule.pattern().pattern());
      }
    }
    return signal(otherwise, mail, _ -> "", now);
  }

  private Optional<Signal> signal(
      Becomes becomes, Mail mail, UnaryOperator<String> groups, Instant now) {
    var labels = Labels.of("from", mail.from(), "message", mail.id());
    var named = groups.apply("entity");
    var entity = named.isEmpty() ? EntityId.NONE : entities.named(named);
    var at = mail.sent().orElse(mail.arrived());
    var said = groups.apply("text");
    var text = said.isEmpty() ? mail.subject() : said;
    return switch (becomes) {
      case NOTHING -> Optional.empty();
      case ALERT -> Optional.of(alert(mail, groups, labels, entity, at, now));
      case TICKET ->
          Optional.of(new Ticket(source, mail.id(), entity, labels, text, state(groups), at, now));
      case CHANGE ->
          Optional.of(new Change(source, mail.id(), entity, labels, "mail", "", text, at, now));
      case EVENT ->
          Optional.of(
              new Event(
                  source,
                  entity,
                  labels,
                  "mail",
                  withBody(text, mail),
                  severity(groups, Severity.INFO),
                  at,
                  now));
    };
  }

  private static String state(UnaryOperator<String> groups) {
    var state = groups.apply("state");
    return state.isEmpty() ? "mail" : state;
  }

  private static Severity severity(UnaryOperator<String> groups, Severity otherwise) {
    var word = groups.apply("severity");
    return word.isEmpty() ? otherwise : Severity.ofWord(word);
  }

  private static String withBody(String text, Mail mail) {
    return mail.text().isEmpty() ? text : text + "\n" + SafeText.cut(mail.text(), TEXT);
  }

  private Alert alert(
      Mail mail,
      UnaryOperator<String> groups,
      Labels labels,
      EntityId entity,
      Instant at,
      Instant now) {
    var name = groups.apply("name").isEmpty() ? mail.subject() : groups.apply("name");
    var word = groups.apply("state");
    var severity = severity(groups, Severity.WARNING);
    boolean over = OVER.contains(word.toLowerCase(Locale.ROOT)) || severity == Severity.OK;
    var all =
        labels.with("alertname", name).with("severity", severity.name().toLowerCase(Locale.ROOT));
    var body = SafeText.cut(mail.text(), TEXT);
    var annotations = Labels.of("summary", mail.subject());
    return new Alert(
        source,
        String.format("%016x", Labels.of("n", name, "e", entity.name()).fingerprint()),
        entity,
        all,
        body.isEmpty() ? annotations : annotations.with("description", body),
        severity,
        over ? Alert.State.RESOLVED : Alert.State.FIRING,
        word,
        at,
        over ? Optional.of(at) : Optional.empty(),
        at,
        now);
  }

  /// All that a pull brought.
  List<Signal> signals(List<Mail> mails, Instant now, List<String> notices) {
    var signals = new ArrayList<Signal>();
    var astray = new ArrayList<String>();
    for (var mail : mails) signal(mail, now, astray).ifPresent(signals::add);
    notices.addAll(astray.stream().distinct().toList());
    return signals;
  }
}
