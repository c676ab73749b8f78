package io.watchfloor.model.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.incident.Acknowledgement;
import io.watchfloor.model.remedy.Automation;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Batch;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.Dispatch;
import io.watchfloor.model.source.WriteBack;
import io.watchfloor.model.source.WriteBack.Act.Kind;
import io.watchfloor.model.source.WriteEnd;
import io.watchfloor.model.topology.EntityRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What people do to alerts, told to the sources those came from. The world outside is played by
/// hand: each effect is answered as a source would.
final class ActingBackTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Operator ANNA = new Operator("anna");
  private static final SourceId AM = new SourceId("am");

  private final Pipeline desk = pipeline();
  private final List<Effect.Write> asked = new ArrayList<>();
  private Instant now = START;

  private static Pipeline pipeline() {
    return new Pipeline(
        new Pipeline.Config(
            "INC-", false, EntityRules.DEFAULT, List.of(), List.of(), new Automation(true, 0)));
  }

  private static Alert alert(SourceId source, String name, Alert.State state, Instant at) {
    var labels = Labels.of("alertname", name, "service", "web");
    boolean over = state == Alert.State.RESOLVED;
    return new Alert(
        source,
        Long.toHexString(labels.fingerprint()),
        EntityRules.DEFAULT.entity(labels),
        labels,
        Labels.of("summary", name),
        Severity.CRITICAL,
        state,
        "active",
        at,
        over ? Optional.of(at) : Optional.empty(),
        at,
        at);
  }

  private String fires(String name) {
    return fires(AM, name);
  }

  private String fires(SourceId source, String name) {
    var alert = alert(source, name, Alert.State.FIRING, now);
    var told = take(desk.turn(new Batch(source, List.of(alert), now), now));
    return told.facts().alerts().getFirst().key();
  }

  private void clears(String name) {
    take(desk.turn(new Batch(AM, List.of(alert(AM, name, Alert.State.RESOLVED, now)), now), now));
  }

  private Outcome take(Outcome outcome) {
    for (var effect : outcome.effects()) if (effect instanceof Effect.Write write) asked.add(write);
    return outcome;
  }

  private Decision does(Command command) {
    var answer = desk.decide(command, now);
    take(answer.outcome());
    return answer.decision();
  }

  private void acknowledges(String key) {
    assertInstanceOf(
        Decision.Accepted.class,
        does(new Command.Acknowledge(ANNA, List.of(key), "on it", Optional.empty())));
  }

  /// Time goes by in the engine's small steps.
  private void passes(Duration time) {
    var until = now.plus(time);
    while (now.isBefore(until)) {
      now = now.plusSeconds(1);
      take(desk.tick(now));
    }
  }

  private void answers(Effect.Write write, boolean confirmed, String... ids) {
    var receipt = new WriteBack.Receipt(write.act(), List.of(ids), "ok");
    var read = new WriteBack.ReadBack(confirmed, confirmed ? "" : "it holds something else");
    ends(write, new WriteEnd(write.dispatch(), Optional.of(receipt), Optional.of(read), "", false));
  }

  private void isAway(Effect.Write write) {
    ends(
        write,
        new WriteEnd(
            write.dispatch(), Optional.empty(), Optional.empty(), "connection refused", true));
  }

  private void ends(Effect.Write write, WriteEnd end) {
    take(desk.written(write.source(), write.act(), write.alerts(), end, now));
  }

  private Acknowledgement acknowledgement(String key) {
    return snapshot().alerts().stream()
        .filter(alert -> alert.key().equals(key))
        .flatMap(alert -> alert.acknowledgement().stream())
        .findFirst()
        .orElseThrow();
  }

  private Snapshot snapshot() {
    return desk.snapshot(
        1,
        now,
        Duration.ZERO,
        List.of(),
        new Store.Size(0, 0, Optional.empty(), 0, Duration.ZERO),
        List.of());
  }

  private Dispatch dispatch(Kind kind) {
    return snapshot().dispatches().stream()
        .filter(act -> act.act().kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  private Effect.Write last(Kind kind) {
    var last = asked.getLast();
    assertEquals(kind, last.act().kind());
    return last;
  }

  @Test
  void anAcknowledgementIsRenewedWhileItsAlertFiresAndEndedOnceItClears() {
    var key = fires("Down");
    acknowledges(key);
    answers(last(Kind.ACKNOWLEDGE), true, "silence-1");
    assertEquals(Acknowledgement.Written.CONFIRMED, acknowledgement(key).written());

    passes(Duration.ofMinutes(5));
    var renewal = last(Kind.RENEW);
    assertEquals("silence-1", renewal.act().target());
    assertEquals(List.of("Down"), renewal.act().alerts().stream().map(Alert::name).toList());
    answers(renewal, true, "silence-2");
    passes(Duration.ofMinutes(5));
    assertEquals("silence-2", last(Kind.RENEW).act().target());

    clears("Down");
    passes(Duration.ofSeconds(1));
    assertEquals("silence-2", last(Kind.END_SILENCE).act().target());
  }

  @Test
  void anAlertThatReturnsIsNotAcknowledgedByWhatEndedAndCanBeAgain() {
    var key = fires("Down");
    acknowledges(key);
    answers(last(Kind.ACKNOWLEDGE), true, "silence-1");
    clears("Down");
    passes(Duration.ofSeconds(10));
    fires("Down");
    assertTrue(
        snapshot().alerts().stream()
            .filter(alert -> alert.key().equals(key))
            .allMatch(alert -> alert.acknowledgement().isEmpty()));
    acknowledges(key);
    answers(last(Kind.ACKNOWLEDGE), true, "silence-9");
    passes(Duration.ofMinutes(5));
    assertEquals("silence-9", last(Kind.RENEW).act().target());
  }

  @Test
  void whileItsSourceIsAwayAnAcknowledgementWaitsAndIsTriedAgainLessAndLessOften() {
    var key = fires("Down");
    acknowledges(key);
    isAway(last(Kind.ACKNOWLEDGE));
    assertEquals(Acknowledgement.Written.QUEUED, acknowledgement(key).written());
    assertEquals("connection refused", acknowledgement(key).words());

    passes(Duration.ofSeconds(10));
    assertEquals(2, asked.size());
    isAway(asked.getLast());
    passes(Duration.ofSeconds(19));
    assertEquals(2, asked.size());
    passes(Duration.ofSeconds(1));
    assertEquals(3, asked.size());
    answers(asked.getLast(), true, "silence-1");
    assertEquals(Acknowledgement.Written.CONFIRMED, acknowledgement(key).written());
    assertEquals(Dispatch.State.CONFIRMED, dispatch(Kind.ACKNOWLEDGE).state());
  }

  @Test
  void whatClearedWhileItsSourceWasAwayIsNotAcknowledgedThereAnyMore() {
    var key = fires("Down");
    acknowledges(key);
    isAway(last(Kind.ACKNOWLEDGE));
    clears("Down");
    passes(Duration.ofMinutes(2));
    assertEquals(1, asked.size());
    assertEquals(Dispatch.State.WITHDRAWN, dispatch(Kind.ACKNOWLEDGE).state());
  }

  @Test
  void whatIsTakenBackWhileItWaitsIsNeverSent() {
    var key = fires("Down");
    acknowledges(key);
    isAway(last(Kind.ACKNOWLEDGE));
    does(new Command.Unacknowledge(ANNA, List.of(key), ""));
    passes(Duration.ofMinutes(2));
    assertEquals(1, asked.size());
  }

  @Test
  void aSourceThatHoldsSomethingElseIsToldSoInItsOwnWordsAndMayBeWrittenAgain() {
    var key = fires("Down");
    acknowledges(key);
    answers(last(Kind.ACKNOWLEDGE), false, "silence-1");
    assertEquals(Acknowledgement.Written.DIVERGED, acknowledgement(key).written());
    assertEquals("it holds something else", dispatch(Kind.ACKNOWLEDGE).words());

    does(new Command.SendAgain(ANNA, dispatch(Kind.ACKNOWLEDGE).id()));
    assertEquals(2, asked.size());
    answers(asked.getLast(), true, "silence-2");
    assertEquals(Acknowledgement.Written.CONFIRMED, acknowledgement(key).written());
  }

  @Test
  void aDowntimeOverTwoSystemsIsOneActForEachAlertAndUndoneWhereItWasMade() {
    var icinga = new SourceId("icinga");
    var keys = List.of(fires("Down"), fires(icinga, "Slow"));
    does(new Command.ActOn(ANNA, Kind.DOWNTIME, keys, "new disk", Duration.ofHours(2)));
    assertEquals(List.of(AM, icinga), asked.stream().map(Effect.Write::source).toList());
    for (var write : asked) assertEquals(1, write.act().alerts().size());
    answers(asked.getFirst(), true, "dt-1");
    answers(asked.getLast(), true, "dt-2");

    var of = asked.getLast();
    assertInstanceOf(Decision.Accepted.class, does(new Command.TakeBack(ANNA, of.dispatch())));
    assertEquals(icinga, last(Kind.END_SILENCE).source());
    assertEquals("dt-2", last(Kind.END_SILENCE).act().target());
  }

  @Test
  void aCommentCanNotBeTakenBackAndThatIsSaid() {
    var key = fires("Down");
    does(new Command.ActOn(ANNA, Kind.COMMENT, List.of(key), "seen", Duration.ZERO));
    answers(last(Kind.COMMENT), true, "c-1");
    var refused = does(new Command.TakeBack(ANNA, asked.getLast().dispatch()));
    assertInstanceOf(Decision.Refused.class, refused);
  }

  @Test
  void afterARestartWhatWaitedIsSentAndWhatMayHaveArrivedIsNotRepeated() {
    var key = fires("Down");
    acknowledges(key);
    isAway(last(Kind.ACKNOWLEDGE));
    does(new Command.ActOn(ANNA, Kind.COMMENT, List.of(key), "seen", Duration.ZERO));
    var known = snapshot();

    var next = pipeline();
    next.restore(
        new Store.Recovered(
            known.alerts(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            known.dispatches(),
            Map.of(),
            Optional.empty(),
            List.of(),
            1),
        name -> Optional.empty(),
        now);
    var sent =
        next.tick(now.plusSeconds(1)).effects().stream()
            .filter(Effect.Write.class::isInstance)
            .map(Effect.Write.class::cast)
            .toList();
    assertEquals(List.of(Kind.ACKNOWLEDGE), sent.stream().map(it -> it.act().kind()).toList());
    var comment =
        next
            .snapshot(
                1,
                now,
                Duration.ZERO,
                List.of(),
                new Store.Size(0, 0, Optional.empty(), 0, Duration.ZERO),
                List.of())
            .dispatches()
            .stream()
            .filter(act -> act.act().kind() == Kind.COMMENT)
            .findFirst()
            .orElseThrow();
    assertEquals(Dispatch.State.DIVERGED, comment.state());
    assertTrue(comment.words().contains("Look at the source"));
  }

  @Test
  void howeverManyWaitForASourceThatIsAwayNoneIsForgotten() {
    var keys = new ArrayList<String>();
    for (int i = 0; i < 2_500; i++) keys.add(fires("Down" + i));
    does(new Command.Acknowledge(ANNA, keys, "on it", Optional.empty()));
    for (var write : List.copyOf(asked)) isAway(write);
    asked.clear();
    passes(Duration.ofSeconds(10));
    assertEquals(2_500, asked.size());
  }
}
