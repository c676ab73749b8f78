package io.watchfloor.connectors.notice;

import io.watchfloor.connectors.http.Json;
import io.watchfloor.connectors.http.Node;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.source.SourceException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;

/// What people elsewhere are told about one incident. `id` stays the same however often it is sent,
/// so that a receiver can tell that it has it. `incident` is the same over the incident's life.
/// `cause` is what most likely lies behind it, or empty. All text is a stranger's.
public record Notice(
    String id,
    String incident,
    Kind kind,
    String title,
    Severity severity,
    List<String> entities,
    Instant since,
    Instant at,
    String cause) {
  private static final int MOST_ENTITIES = 50;

  /// Why it is told.
  public enum Kind {
    OPENED,
    WORSE,
    RESOLVED,
    /// To see whether it arrives.
    TRIAL
  }

  public Notice {
    title = SafeText.words(title);
    cause = SafeText.words(cause);
    entities = entities.stream().limit(MOST_ENTITIES).map(SafeText::words).toList();
  }

  /// One line for people.
  public String headline() {
    var who =
        entities.isEmpty()
            ? ""
            : " (" + String.join(", ", entities.subList(0, Math.min(3, entities.size()))) + ")";
    return switch (kind) {
      case OPENED -> word(severity) + ": " + title + who;
      case WORSE -> "Worse, " + word(severity) + ": " + title + who;
      case RESOLVED -> "Over: " + title + who;
      case TRIAL -> "Trial: " + title;
    };
  }

  /// Since when, and what is known, for people.
  public String details() {
    var lasted = kind == Kind.RESOLVED ? " until " + at : "";
    return "Since "
        + since
        + lasted
        + "."
        + (cause.isEmpty() ? "" : " Most likely cause: " + cause + ".");
  }

  private static String word(Severity severity) {
    var name = severity.name().toLowerCase(Locale.ROOT);
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /// As one JSON object: what the webhook sends, and what is kept until it is sent.
  public String json() {
    var members = new LinkedHashMap<String, Object>();
    members.put("id", id);
    members.put("incident", incident);
    members.put("kind", kind.name().toLowerCase(Locale.ROOT));
    members.put("title", title);
    members.put("severity", severity.name().toLowerCase(Locale.ROOT));
    members.put("entities", entities);
    members.put("since", since.toString());
    members.put("at", at.toString());
    members.put("cause", cause);
    return Json.object(members);
  }

  /// Reads what [#json] wrote.
  ///
  /// @throws SourceException if it is none
  public static Notice read(String text) throws SourceException {
    try (var parser = Json.parser(text)) {
      parser.nextToken();
      var node = Node.read(parser);
      return new Notice(
          node.text("id"),
          node.text("incident"),
          Kind.valueOf(node.text("kind").toUpperCase(Locale.ROOT)),
          node.text("title"),
          Severity.ofWord(node.text("severity")),
          node.at("entities").list().stream().map(each -> each.text()).toList(),
          Instant.parse(node.text("since")),
          Instant.parse(node.text("at")),
          node.text("cause"));
    } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
      throw new SourceException("This is no notice.", false, e);
    }
  }
}
