package io.watchfloor.connectors.mail;

import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.signal.Glob;
import io.watchfloor.model.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// What a mail becomes: `BECOMES from=GLOB PATTERN`, where `from` may be missing and the pattern is
/// tried on the subject and, where it is not found there, on the text. Its named groups `name`,
/// `entity`, `severity`, `state` and `text` say what is what.
record MailRule(Becomes becomes, String from, Pattern pattern) {
  private static final int SUBJECT = 1_000;
  private static final int TEXT = 8 * 1024;
  private static final Pattern LINE =
      Pattern.compile("(alert|event|change|ticket|nothing)\\s+(?:from=(\\S+)\\s+)?(\\S.*)");

  /// How monitoring systems write by themselves: Alertmanager, Nagios and Icinga, Zabbix.
  private static final List<String> USUAL =
      List.of(
          "alert \\[(?<state>FIRING|RESOLVED)(?::\\d+)?\\] (?<name>\\S+)(?: (?<entity>[^\\s(]+))?",
          "alert \\*\\* (?<state>PROBLEM|RECOVERY)\\S* (?:Service|Host) Alert: (?<entity>[^/\\s]+)"
              + "(?:/(?<name>.{1,200}?))? is (?<severity>\\w+) \\*\\*",
          "alert ^(?<state>Problem|Resolved)(?: in [^:]{1,40})?: (?<name>.{1,300})$");

  /// What a mail becomes.
  enum Becomes {
    ALERT,
    EVENT,
    CHANGE,
    TICKET,
    NOTHING
  }

  /// Those of the operator first, then the usual ones.
  static List<MailRule> all(List<String> more) throws SourceException {
    var rules = new ArrayList<MailRule>();
    for (var line : more) if (!line.isBlank()) rules.add(of(line.strip()));
    for (var line : USUAL) rules.add(of(line));
    return rules;
  }

  private static MailRule of(String line) throws SourceException {
    var parts = LINE.matcher(line);
    if (!parts.matches())
      throw bad(line, "write it like: alert from=*@example.org Down: (?<entity>\\S+)", null);
    try {
      return new MailRule(
          Becomes.valueOf(parts.group(1).toUpperCase(Locale.ROOT)),
          parts.group(2) == null ? "" : parts.group(2).toLowerCase(Locale.ROOT),
          Pattern.compile(parts.group(3)));
    } catch (PatternSyntaxException e) {
      throw bad(line, "its pattern can't be read: " + SafeText.words(e.getDescription()), e);
    }
  }

  private static SourceException bad(
      String line, String why, @org.jspecify.annotations.Nullable Exception cause) {
    return new SourceException(
        "rules: \"" + SafeText.words(line) + "\" is no rule; " + why + ".", false, cause);
  }

  /// What it finds in the mail; empty where it does not fit.
  ///
  /// @throws Patience.Ended if the pattern goes astray on this mail
  Optional<Matcher> find(Mail mail) {
    if (!from.isEmpty() && !Glob.matches(from, mail.from().toLowerCase(Locale.ROOT)))
      return Optional.empty();
    var subject = pattern.matcher(new Patience(first(mail.subject(), SUBJECT)));
    if (subject.find()) return Optional.of(subject);
    var text = pattern.matcher(new Patience(first(mail.text(), TEXT)));
    return text.find() ? Optional.of(text) : Optional.empty();
  }

  private static String first(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }

  /// The named group of what was found, or the empty text.
  String group(Matcher found, String name) {
    if (!pattern.namedGroups().containsKey(name)) return "";
    var text = found.group(name);
    return text == null ? "" : SafeText.cut(text.strip(), SafeText.LABEL);
  }
}
