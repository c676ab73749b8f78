package io.watchfloor.connectors;

import io.watchfloor.connectors.FakeServer.Answers;
import io.watchfloor.connectors.FakeServer.Reply;
import io.watchfloor.connectors.FakeServer.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Answers that a real server gave, from a text file that people can read: after a line with the
/// time, each answer is `>>> KEY`, then `<<< STATUS TYPE`, then its content. Played back strictly:
/// what was not recorded is not there.
///
/// Made by `LAB_HOME=… mvn -pl connectors test -Drecord=true -Dtest='*KitTest'`, which lets each
/// connector ask the lab's real server and writes down what was said, without secrets.
public final class Answered implements Answers {
  private static final Path FOLDER = Path.of("src/test/resources");

  private final Instant at;
  private final Map<String, Reply> replies;
  private final Function<Request, String> key;

  private Answered(Instant at, Map<String, Reply> replies, Function<Request, String> key) {
    this.at = at;
    this.replies = replies;
    this.key = key;
  }

  /// Reads `name` (a path below the test resources); `key` says which answer a request gets.
  public static Answered of(String name, Function<Request, String> key) throws IOException {
    var lines = Files.readAllLines(FOLDER.resolve(name), StandardCharsets.UTF_8);
    var replies = new LinkedHashMap<String, Reply>();
    int i = 1;
    while (i < lines.size()) {
      var wanted = lines.get(i++).substring(4);
      var head = lines.get(i++).split(" ", 3);
      var body = new ArrayList<String>();
      while (i < lines.size() && !lines.get(i).startsWith(">>> ")) body.add(lines.get(i++));
      replies.put(
          wanted,
          new Reply(
              Integer.parseInt(head[1]),
              Map.of("Content-Type", head[2]),
              String.join("\n", body).getBytes(StandardCharsets.UTF_8)));
    }
    return new Answered(Instant.parse(lines.getFirst()), replies, key);
  }

  /// When it was recorded.
  public Instant at() {
    return at;
  }

  @Override
  public Reply reply(Request request) throws IOException {
    var reply = replies.get(key.apply(request));
    if (reply == null)
      throw new IOException("\"" + key.apply(request) + "\" was not recorded: " + replies.keySet());
    return reply;
  }

  /// Hands requests on to a real server and writes down what it says.
  static final class Writer implements Answers {
    private final Function<Request, String> key;
    private final Function<Request, Reply> real;
    private final Map<String, Reply> said = new LinkedHashMap<>();

    Writer(Function<Request, String> key, Function<Request, Reply> real) {
      this.key = key;
      this.real = real;
    }

    @Override
    public synchronized Reply reply(Request request) {
      var reply = real.apply(request);
      said.put(key.apply(request), reply);
      return reply;
    }

    synchronized void write(String name, Instant at, List<String> secrets) throws IOException {
      var text = new StringBuilder(at + "\n");
      said.forEach(
          (wanted, reply) ->
              text.append(">>> ")
                  .append(wanted)
                  .append("\n<<< ")
                  .append(reply.status())
                  .append(' ')
                  .append(reply.headers().getOrDefault("Content-Type", "application/json"))
                  .append('\n')
                  .append(reply.text())
                  .append('\n'));
      var clean = text.toString().replace(System.getenv("LAB_HOME"), "/lab");
      for (var secret : secrets) clean = clean.replace(secret, "***");
      var file = FOLDER.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, clean);
    }
  }
}
