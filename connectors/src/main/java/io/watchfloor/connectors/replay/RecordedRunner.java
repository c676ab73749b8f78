package io.watchfloor.connectors.replay;

import io.watchfloor.connectors.replay.Recording.Fault;
import io.watchfloor.model.remedy.Action;
import io.watchfloor.model.remedy.Plan;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.remedy.RunReport;
import io.watchfloor.model.remedy.Runner;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// "Runs" a plan in a recorded incident: nothing leaves the process. Where the plan is what really
/// ended the fault that is being played, the recording goes on at the moment it ended, so that the
/// alerts clear as they did; any other plan ends well and changes nothing.
public final class RecordedRunner implements Runner {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// The change that a remedy makes is recorded just before the fault's end.
  private static final Duration BEFORE_END = Duration.ofSeconds(1);

  private final Player player;

  public RecordedRunner(Player player) {
    this.player = player;
  }

  @Override
  public boolean canRun(Action action) {
    return true;
  }

  @Override
  public RunReport run(Plan plan, Action action, Consumer<Run.OutputLine> output) {
    if (!plan.sandbox())
      return new RunReport(
          RunReport.Ending.BADLY,
          OptionalInt.empty(),
          "This plan is for a real system; a recording can't run it.");
    say(output, "[recorded] nothing leaves this program; the recording answers for the estate");
    say(output, "[recorded] would run: " + String.join(" ", words(action)));
    var fault =
        player.fault().filter(active -> action.equals(plan.action()) && ended(active, action));
    if (fault.isEmpty()) {
      say(output, "[recorded] done, no effect in the recording");
      return new RunReport(
          RunReport.Ending.WELL, OptionalInt.of(0), "Done; the recording holds no effect of it.");
    }
    player.jump(fault.get().to().minus(BEFORE_END));
    say(output, "[recorded] done: this is what ended it; the recording goes on from there");
    return new RunReport(RunReport.Ending.WELL, OptionalInt.of(0), "Done, as it was recorded.");
  }

  private void say(Consumer<Run.OutputLine> output, String text) {
    output.accept(new Run.OutputLine(player.clock().instant(), false, text));
  }

  /// Whether the last words of `action` are what ended this fault.
  private static boolean ended(Fault fault, Action action) {
    var remedy = List.of(fault.remedy().strip().split("\\s+"));
    var words = words(action);
    return words.size() >= remedy.size()
        && words.subList(words.size() - remedy.size(), words.size()).equals(remedy);
  }

  private static List<String> words(Action action) {
    return switch (action) {
      case Action.Command command -> command.argv();
      case Action.Http http -> words(http);
    };
  }

  /// The texts in a JSON body in their order, else the parts of the address.
  private static List<String> words(Action.Http http) {
    var first = Stream.of(http.method());
    var body = texts(http.body()).orElseGet(() -> parts(http.url()));
    return Stream.concat(first, body.stream()).toList();
  }

  private static Optional<List<String>> texts(String body) {
    if (body.isBlank()) return Optional.empty();
    try {
      var into = new ArrayList<String>();
      collect(JSON.readTree(body), into);
      return Optional.of(into);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static void collect(JsonNode node, List<String> into) {
    if (node.isValueNode()) {
      if (!node.asString("").isBlank()) into.add(node.asString());
      return;
    }
    for (var child : node) collect(child, into);
  }

  private static List<String> parts(String url) {
    try {
      var path = URI.create(url).getPath();
      return path == null
          ? List.of()
          : Stream.of(path.split("/", -1)).filter(part -> !part.isEmpty()).toList();
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }
}
