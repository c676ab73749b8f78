package io.watchfloor.connectors.declared;

import io.watchfloor.connectors.http.Node;
import io.watchfloor.connectors.http.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A path into an answer: `$` is the item, `@` the point inside it. After RFC 9535, of which it has
/// names (`.name`, `['a name']`), indices (`[0]`, `[-1]`), `[*]` and `.*`, and the filter
/// `[?(@.type=='Ready')]` (also `!=`). There is no descent (`..`), no slice, no function: a path
/// walks at most once over an answer.
///
/// Its own reader instead of a library's, because those for Java bind Jackson 2 or json-smart and
/// read the answer a second time without our limits.
final class JsonPath {
  private static final int MOST = 200_000;
  private static final Pattern STEP =
      Pattern.compile(
          "\\.(?<name>[\\w-]+)|\\.(?<any>\\*)"
              + "|\\[(?:(?<index>-?\\d{1,6})|(?<all>\\*)|'(?<quoted>[^']*)'"
              + "|\\?\\(?@(?<where>(?:\\.[\\w-]+|\\['[^']*'])*)\\s*(?<not>[!=])=\\s*'(?<value>[^']*)'\\)?)]");

  private sealed interface Step {}

  private record Member(String name) implements Step {}

  private record Index(int at) implements Step {}

  private record All() implements Step {}

  private record Where(JsonPath path, String value, boolean equal) implements Step {}

  private final String text;
  private final List<Step> steps;

  private JsonPath(String text, List<Step> steps) {
    this.text = text;
    this.steps = steps;
  }

  static boolean looksLikeOne(String text) {
    return text.equals("$") || text.equals("@") || text.matches("[$@][.\\[].*");
  }

  /// @throws IllegalArgumentException says from where on it can't be read
  static JsonPath parse(String text) {
    var steps = new ArrayList<Step>();
    var step = STEP.matcher(text);
    int at = 1;
    while (at < text.length()) {
      if (!step.region(at, text.length()).lookingAt())
        throw new IllegalArgumentException(
            "the path `"
                + SafeText.words(text)
                + "` can't be read from `"
                + text.substring(at)
                + "` on");
      steps.add(step(step));
      at = step.end();
    }
    return new JsonPath(text, List.copyOf(steps));
  }

  private static Step step(Matcher step) {
    if (step.group("name") != null) return new Member(step.group("name"));
    if (step.group("quoted") != null) return new Member(step.group("quoted"));
    if (step.group("index") != null) return new Index(Integer.parseInt(step.group("index")));
    if (step.group("where") == null) return new All();
    return new Where(
        parse("@" + step.group("where")), step.group("value"), step.group("not").equals("="));
  }

  boolean isOfPoint() {
    return text.startsWith("@");
  }

  /// The first that is there, or [Node#MISSING].
  Node first(Node root) {
    var all = all(root);
    return all.isEmpty() ? Node.MISSING : all.getFirst();
  }

  List<Node> all(Node root) {
    var found = List.of(root);
    for (var step : steps) found = after(step, found);
    return found;
  }

  private static List<Node> after(Step step, List<Node> from) {
    var found = new ArrayList<Node>();
    for (var node : from) {
      switch (step) {
        case Member(var name) -> found.add(node.at(name));
        case Index(int at) -> found.add(node.at(at < 0 ? node.list().size() + at : at));
        case All _ -> found.addAll(children(node));
        case Where(var path, var value, boolean equal) -> {
          for (var child : children(node))
            if (path.first(child).text().equals(value) == equal) found.add(child);
        }
      }
      if (found.size() > MOST) return found.subList(0, MOST);
    }
    found.removeIf(node -> !node.isThere());
    return found;
  }

  private static List<Node> children(Node node) {
    return node.members().isEmpty() ? node.list() : List.copyOf(node.members().values());
  }

  /// Where it loses its way in `root`, for a person who wrote it; empty where all but the last
  /// `[*]` is there.
  String lost(Node root) {
    var at = List.of(root);
    for (var step : steps) {
      if (step instanceof All || step instanceof Where) return "";
      var next = after(step, at);
      if (next.isEmpty())
        return "`"
            + text
            + "` finds nothing; the answer has: "
            + SafeText.words(String.join(", ", at.getFirst().members().keySet()))
            + ".";
      at = next;
    }
    return "";
  }

  @Override
  public String toString() {
    return text;
  }
}
