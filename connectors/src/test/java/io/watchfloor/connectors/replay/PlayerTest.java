package io.watchfloor.connectors.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.remedy.Action;
import io.watchfloor.model.remedy.Plan;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.remedy.RunReport;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.Dependency;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.topology.EntityRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The half hour that comes with the program, played with a hand-turned clock.
final class PlayerTest {
  private final HandClock clock = new HandClock();
  private final Instant began = clock.instant();
  private final List<Signal> told = new ArrayList<>();
  private final Map<Source, Cursor> cursors = new HashMap<>();
  private Player player;
  private List<Source> sources;
  private List<String> notices = List.of();

  private static Recording recording;

  @BeforeAll
  static void load() throws Exception {
    recording = Recording.bundled("half-hour");
  }

  @BeforeEach
  void start() {
    player = new Player(recording, clock);
    sources = player.sources(EntityRules.DEFAULT);
  }

  private void pull() throws Exception {
    notices = new ArrayList<>();
    for (var source : sources) {
      var cursor = cursors.getOrDefault(source, Cursor.START);
      var now = player.clock().instant();
      if (!cursor.upTo().isBefore(now)) continue;
      var pull = source.pull(new Window(cursor.upTo(), now), cursor);
      told.addAll(pull.signals());
      notices.addAll(pull.notices());
      cursors.put(source, pull.next());
    }
  }

  private void play(Duration by) throws Exception {
    for (var end = clock.instant().plus(by); clock.instant().isBefore(end); ) {
      clock.turn(Duration.ofSeconds(7));
      pull();
    }
  }

  private <T extends Signal> List<T> told(Class<T> kind) {
    return told.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private long values() {
    return told(Samples.class).stream()
        .mapToLong(
            samples ->
                java.util.Arrays.stream(samples.values()).filter(v -> !Double.isNaN(v)).count())
        .sum();
  }

  private static Plan plan(boolean sandbox, String... argv) {
    return new Plan(
        "any",
        "any",
        new EntityId("any"),
        new Action.Command(List.of(argv), Map.of()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Duration.ofMinutes(1),
        sandbox,
        "");
  }

  private RunReport run(Plan plan, List<Run.OutputLine> output) {
    return new RecordedRunner(player).run(plan, plan.action(), output::add);
  }

  @Test
  void healthyMinutesComeWithTheFirstPull() throws Exception {
    clock.turn(Duration.ofSeconds(1));
    pull();
    assertTrue(told(Alert.class).isEmpty());
    assertTrue(told(Change.class).isEmpty());
    var samples = told(Samples.class);
    assertEquals(
        93,
        samples.stream().map(Samples::series).distinct().count(),
        "series that had values by then");
    assertTrue(samples.getFirst().size() > 290, "nearly ten minutes at two seconds");
    assertTrue(told(LogLine.class).size() > 5_000);
    assertEquals(11, told(Dependency.class).size());
    for (var signal : told)
      assertFalse(signal.at().isAfter(player.clock().instant()), signal.toString());
  }

  @Test
  void firstTroubleIsSeenWithinTheFirstHalfMinute() throws Exception {
    play(Duration.ofSeconds(28));
    assertEquals(1, told(Change.class).size());
    assertEquals(EntityRules.DEFAULT.named("catalogue"), told(Change.class).getFirst().entity());
    assertFalse(told(Alert.class).isEmpty());
    assertEquals(Alert.State.FIRING, told(Alert.class).getFirst().state());
  }

  @Test
  void wholeHalfHourGivesExactlyWhatWasRecorded() throws Exception {
    play(Duration.ofMinutes(25));
    assertEquals(83_523, values());
    assertEquals(36, told(Alert.class).size());
    assertEquals(17_933, told(LogLine.class).size());
    assertEquals(2, told(Change.class).size());
    assertTrue(player.ended());
    assertFalse(player.playing());
    assertEquals(player.length(), player.position());
  }

  @Test
  void sizeOfThePullsDoesNotMatter() throws Exception {
    player.speed(100);
    while (!player.ended()) {
      clock.turn(Duration.ofSeconds(3));
      pull();
    }
    assertEquals(83_523, values());
    assertEquals(36, told(Alert.class).size());
    assertEquals(17_933, told(LogLine.class).size());
    assertEquals(4, notices.size());
    assertTrue(notices.getFirst().contains("has ended"));
  }

  @Test
  void samplesOfASeriesNeverGoBack() throws Exception {
    play(Duration.ofSeconds(40));
    run(plan(true, "deploy", "rollback", "catalogue"), new ArrayList<>());
    play(Duration.ofSeconds(60));
    player.restart();
    play(Duration.ofSeconds(60));
    var newest = new HashMap<Object, Long>();
    for (var samples : told(Samples.class)) {
      for (long at : samples.epochMillis()) {
        assertTrue(newest.getOrDefault(samples.series(), 0L) < at, samples.labels().toString());
        newest.put(samples.series(), at);
      }
    }
  }

  @Test
  void haltedClockStandsStillAndGoesOnWhereItWas() throws Exception {
    player.play(false);
    clock.turn(Duration.ofMinutes(5));
    assertEquals(began, player.clock().instant());
    assertFalse(player.playing());
    player.play(true);
    player.speed(4);
    clock.turn(Duration.ofSeconds(10));
    assertEquals(began.plusSeconds(40), player.clock().instant());
    assertTrue(player.playing());
  }

  @Test
  void rightRemedyGoesOnAtTheRecordedEnd() throws Exception {
    play(Duration.ofSeconds(45));
    var output = new ArrayList<Run.OutputLine>();
    var report = run(plan(true, "deploy", "rollback", "catalogue"), output);
    assertEquals(RunReport.Ending.WELL, report.ending());
    assertTrue(output.stream().allMatch(line -> line.text().startsWith("[recorded]")));
    play(Duration.ofSeconds(30));
    assertEquals(2, told(Change.class).size(), "the recorded change of the remedy is told");
    var active = new HashSet<String>();
    for (var alert : told(Alert.class)) {
      if (alert.isActive()) active.add(alert.fingerprint());
      else active.remove(alert.fingerprint());
    }
    assertTrue(active.isEmpty(), "the alerts cleared as they did: " + active);
  }

  @Test
  void wrongRemedyChangesNothing() throws Exception {
    play(Duration.ofSeconds(45));
    var before = player.position();
    var output = new ArrayList<Run.OutputLine>();
    var report = run(plan(true, "deploy", "restart", "catalogue"), output);
    assertEquals(RunReport.Ending.WELL, report.ending());
    assertEquals("[recorded] done, no effect in the recording", output.getLast().text());
    assertEquals(before, player.position());
  }

  @Test
  void remedyBeforeAnyFaultChangesNothing() throws Exception {
    var before = player.position();
    run(plan(true, "rollback", "catalogue"), new ArrayList<>());
    assertEquals(before, player.position());
  }

  @Test
  void dryRunChangesNothing() throws Exception {
    play(Duration.ofSeconds(45));
    var before = player.position();
    var plan = plan(true, "rollback", "catalogue");
    var dry = new Action.Command(List.of("tool", "--dry-run", "rollback", "catalogue"), Map.of());
    new RecordedRunner(player).run(plan, dry, line -> {});
    assertEquals(before, player.position());
  }

  @Test
  void requestWorksLikeACommand() throws Exception {
    play(Duration.ofSeconds(45));
    var http =
        new Action.Http(
            "POST",
            "https://hooks.example/run",
            Map.of(),
            Map.of(),
            "{\"action\":\"rollback\",\"target\":\"catalogue\"}");
    var plan =
        new Plan(
            "any",
            "any",
            new EntityId("any"),
            http,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Duration.ofMinutes(1),
            true,
            "");
    var before = player.position();
    run(plan, new ArrayList<>());
    assertTrue(player.position().compareTo(before.plusSeconds(60)) > 0);
  }

  @Test
  void planForARealSystemIsRefused() {
    assertEquals(
        RunReport.Ending.BADLY,
        run(plan(false, "rollback", "catalogue"), new ArrayList<>()).ending());
  }

  @Test
  void restartResolvesWhatIsActiveAndTellsItAgain() throws Exception {
    play(Duration.ofSeconds(45));
    player.restart();
    told.clear();
    play(Duration.ofSeconds(7));
    assertTrue(told(Alert.class).stream().allMatch(alert -> alert.state() == Alert.State.RESOLVED));
    assertFalse(told(Alert.class).isEmpty());
    play(Duration.ofSeconds(30));
    assertTrue(told(Alert.class).stream().anyMatch(Alert::isActive));
  }

  @Test
  void milestonesAreTheChangesAndTheBursts() {
    var milestones = player.milestones();
    assertEquals(
        List.of("deploy", "alert", "rollback", "alert", "alert"),
        milestones.stream().map(Recording.Milestone::kind).toList());
    assertTrue(
        milestones.stream().allMatch(milestone -> milestone.at().compareTo(player.length()) < 0));
  }

  @Test
  void logLineInJsonTellsItsServiceSeverityAndWords() throws Exception {
    play(Duration.ofSeconds(60));
    var error =
        told(LogLine.class).stream()
            .filter(line -> line.severity() == Severity.MAJOR)
            .findFirst()
            .orElseThrow();
    assertEquals("catalogue", error.entity().name());
    assertTrue(error.text().startsWith("unhandled"), error.text());
    assertEquals("500", error.labels().value("code"));
    assertTrue(
        told(LogLine.class).stream().noneMatch(line -> line.entity().isNone()),
        "a program is found by name or kind");
  }

  @Test
  void sandboxSourcesAreMarked() {
    assertEquals(
        List.of("sandbox:prometheus", "sandbox:alertmanager", "sandbox:logs", "sandbox:changes"),
        sources.stream().map(source -> source.id().name()).toList());
  }
}
