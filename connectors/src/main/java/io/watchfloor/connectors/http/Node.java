package io.watchfloor.connectors.http;

import io.watchfloor.model.source.SourceException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;

/// One JSON value of a stranger's answer, read whole, under [Json]'s limits. Asking never fails:
/// what is not there, or is of another kind, is [#MISSING], the empty text, NaN or no list. Numbers
/// and flags are kept as the text they came as, because half the systems send them in quotes. Read
/// a long list one element at a time.
public final class Node {
  public static final Node MISSING = new Node("", Map.of(), List.of(), false);

  private static final int MOST_MEMBERS = 20_000;
  private static final double LAST_SECOND = 253_402_300_799.0;

  private final String text;
  private final Map<String, Node> members;
  private final List<Node> elements;
  private final boolean there;

  private Node(String text, Map<String, Node> members, List<Node> elements, boolean there) {
    this.text = text;
    this.members = members;
    this.elements = elements;
    this.there = there;
  }

  /// A plain value of another wire than JSON, as text.
  public static Node of(String text) {
    return new Node(text, Map.of(), List.of(), true);
  }

  public static Node of(Map<String, Node> members) {
    return new Node("", members, List.of(), true);
  }

  public static Node of(List<Node> elements) {
    return new Node("", Map.of(), elements, true);
  }

  /// Reads the value on which the parser stands.
  public static Node read(JsonParser parser) throws SourceException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        var members = new LinkedHashMap<String, Node>();
        Json.object(
            parser,
            name -> {
              if (members.size() == MOST_MEMBERS) throw Json.unexpected(parser, "fewer members");
              members.put(name, read(parser));
            });
        yield new Node("", members, List.of(), true);
      }
      case START_ARRAY -> {
        var elements = new ArrayList<Node>();
        Json.array(parser, () -> elements.add(read(parser)));
        yield new Node("", Map.of(), elements, true);
      }
      case VALUE_NULL -> MISSING;
      case null, default -> new Node(Json.text(parser), Map.of(), List.of(), true);
    };
  }

  public boolean isThere() {
    return there;
  }

  public Node at(String name) {
    return members.getOrDefault(name, MISSING);
  }

  public Node at(int index) {
    return index < elements.size() ? elements.get(index) : MISSING;
  }

  public Map<String, Node> members() {
    return members;
  }

  public List<Node> list() {
    return elements;
  }

  /// A text, number or flag as text, cut with a mark where it is longer than anybody reads.
  public String text() {
    return SafeText.cut(text, SafeText.ANNOTATION);
  }

  public String text(String name) {
    return at(name).text();
  }

  /// The same, cut at the length of a label.
  public String label(String name) {
    return SafeText.cut(at(name).text, SafeText.LABEL);
  }

  /// NaN where it is no number.
  public double number() {
    if (text.isEmpty() || text.length() > 100) return Double.NaN;
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  public double number(String name) {
    return at(name).number();
  }

  public int whole(String name, int otherwise) {
    double number = number(name);
    return Double.isNaN(number) ? otherwise : (int) number;
  }

  /// True for `true` and `1`.
  public boolean flag(String name) {
    var flag = at(name).text;
    return flag.equals("true") || flag.equals("1");
  }

  /// A time in seconds since 1970; `otherwise` where it is none, or 0, which means never.
  public Instant seconds(String name, Instant otherwise) {
    double seconds = number(name);
    if (!(seconds > 0) || seconds > LAST_SECOND) return otherwise;
    return Instant.ofEpochMilli(Math.round(seconds * 1000));
  }

  /// The same in milliseconds.
  public Instant millis(String name, Instant otherwise) {
    double millis = number(name);
    if (!(millis > 0) || millis > LAST_SECOND * 1000) return otherwise;
    return Instant.ofEpochMilli((long) millis);
  }

  @Override
  public String toString() {
    if (!members.isEmpty()) return members.toString();
    return elements.isEmpty() ? text : elements.toString();
  }
}
