package io.watchfloor.app.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.app.store.H2Store;
import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.pipeline.Command;
import io.watchfloor.model.pipeline.Pipeline;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.remedy.Automation;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.source.SourceHealth;
import io.watchfloor.model.topology.EntityRules;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EngineTest {
  private static final Operator DANA = new Operator("dana");
  private static final Duration OFTEN = Duration.ofMillis(50);

  private final InstantSource clock = InstantSource.system();
  private FaultyStore store;
  private Engine engine;

  @BeforeEach
  void start() {
    store = new FaultyStore(H2Store.inMemory(clock));
    var pipeline =
        new Pipeline(
            new Pipeline.Config(
                "INC-",
                false,
                EntityRules.DEFAULT,
                List.of(),
                List.of(),
                new Automation(false, 6)));
    engine = new Engine("test", clock, pipeline, store, List.of(), new SplittableRandom(1));
    engine.start();
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private Snapshot await(Predicate<Snapshot> condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() < end) {
      var snapshot = engine.latest();
      if (condition.test(snapshot)) return snapshot;
      LockSupport.parkNanos(5_000_000);
    }
    throw new AssertionError("it did not happen; last: " + engine.latest().sources());
  }

  private Alert alert(SourceId source, String name) {
    var now = clock.instant();
    return new Alert(
        source,
        name,
        new EntityId("cart"),
        Labels.of(Map.of("alertname", name, "service", "cart")),
        Labels.EMPTY,
        Severity.CRITICAL,
        Alert.State.FIRING,
        "active",
        now,
        Optional.empty(),
        now,
        now);
  }

  private static SourceHealth health(Snapshot snapshot, FakeSource source) {
    return snapshot.sources().stream()
        .filter(status -> status.id().equals(source.id()))
        .map(status -> status.health())
        .findFirst()
        .orElse(SourceHealth.STARTING);
  }

  @Test
  void anAlertThatIsPulledOpensAnIncidentAndACommandIsAnswered() throws Exception {
    var source = new FakeSource("alerts");
    source.answer(() -> List.of(alert(source.id(), "Down")));
    engine.add(source, "fake", OFTEN);
    var seen = await(it -> !it.incidents().isEmpty());
    var incident = seen.incidents().getFirst();
    var answer =
        engine
            .send(new Command.AddNote(DANA, incident.id(), "looking at it"))
            .get(30, TimeUnit.SECONDS);
    assertInstanceOf(Decision.Accepted.class, answer);
    var noted = await(it -> !it.incidents().getFirst().notes().isEmpty());
    assertEquals("looking at it", noted.incidents().getFirst().notes().getFirst().text());
  }

  @Test
  void aSourceThatFailsTurnsLateThenBlindWithItsOwnWordsAndComesBack() {
    var source = new FakeSource("alerts");
    source.answer(List::of);
    for (int i = 0; i < 2; i++)
      source.answer(
          () -> {
            throw new SourceException("503 from the proxy", true, Duration.ofMillis(400), null);
          });
    engine.add(source, "fake", OFTEN);
    var blind = await(it -> health(it, source) == SourceHealth.BLIND);
    assertEquals("503 from the proxy", blind.sources().getFirst().error());
    var back = await(it -> health(it, source) == SourceHealth.OK);
    assertFalse(back.sources().getFirst().gaps().isEmpty(), "the gap is remembered");
  }

  @Test
  void aPausedSourceIsNotAskedAndAsksAtOnceWhenItGoesOn() throws Exception {
    var source = new FakeSource("alerts");
    engine.add(source, "fake", OFTEN);
    await(it -> health(it, source) == SourceHealth.OK);
    engine.send(new Command.PauseSource(DANA, source.id(), true)).get(30, TimeUnit.SECONDS);
    await(it -> health(it, source) == SourceHealth.PAUSED);
    source.asked.clear();
    engine.send(new Command.PauseSource(DANA, source.id(), false)).get(30, TimeUnit.SECONDS);
    await(it -> health(it, source) == SourceHealth.OK);
    assertFalse(source.asked.isEmpty());
  }

  @Test
  void aRemovedSourceIsClosedAndGone() throws Exception {
    var source = new FakeSource("alerts");
    engine.add(source, "fake", OFTEN);
    await(it -> it.sources().size() == 1);
    engine.remove(source.id());
    await(it -> it.sources().isEmpty());
    assertTrue(source.closed.await(30, TimeUnit.SECONDS));
  }

  @Test
  void aTaskThatFailsDoesNotStopTheWatch() {
    var source = new FakeSource("alerts");
    engine.run(
        pipeline -> {
          throw new IllegalStateException("a task that fails");
        });
    engine.add(source, "fake", OFTEN);
    await(it -> health(it, source) == SourceHealth.OK);
  }

  @Test
  void whatIsAskedWhileItClosesIsRefused() throws Exception {
    engine.close();
    var answer = engine.send(new Command.KillSwitch(DANA, true)).get(30, TimeUnit.SECONDS);
    assertInstanceOf(Decision.Refused.class, answer);
  }

  @Test
  void aPullThatBringsManySignalsIsTakenInPartsAndWhole() {
    var source = new FakeSource("alerts");
    source.answer(
        () -> {
          var many = new java.util.ArrayList<Signal>();
          for (int i = 0; i < 5_000; i++) many.add(alert(source.id(), "Alert" + i));
          return many;
        });
    engine.add(source, "fake", OFTEN);
    var seen = await(it -> health(it, source) == SourceHealth.OK);
    assertEquals(5_000, seen.alerts().size(), "healthy only once all of it is in");
  }

  @Test
  void aSenderIsAnsweredOnceWhatItToldIsStored() throws Exception {
    var listener = new FakeListener();
    engine.add(listener, "fake", OFTEN);
    var sink = listener.sink.get(30, TimeUnit.SECONDS);
    sink.accept(List.of(alert(listener.id(), "Down")));
    assertEquals(1, store.recover().alerts().size(), "stored before the sender went on");
    await(it -> it.alerts().size() == 1);
    await(it -> it.sources().stream().anyMatch(one -> one.signals() == 1));
  }

  @Test
  void aSenderIsToldToTryAgainWhenItCanNotBeStored() throws Exception {
    var listener = new FakeListener();
    engine.add(listener, "fake", OFTEN);
    var sink = listener.sink.get(30, TimeUnit.SECONDS);
    store.refusesCommits = true;
    var error =
        assertThrows(
            SourceException.class, () -> sink.accept(List.of(alert(listener.id(), "Down"))));
    store.refusesCommits = false;
    assertTrue(error.retryable());
    sink.accept(List.of(alert(listener.id(), "Again")));
  }

  @Test
  void aPictureThatCanNotBeMadeDoesNotEndTheWatch() {
    var source = new FakeSource("alerts");
    engine.add(source, "fake", OFTEN);
    await(it -> health(it, source) == SourceHealth.OK);
    store.hidesSize = true;
    source.asked.clear();
    until(() -> source.asked.size() > 3);
    store.hidesSize = false;
    source.answer(() -> List.of(alert(source.id(), "Down")));
    await(it -> it.alerts().size() == 1 && it.problems().isEmpty());
  }

  private static void until(BooleanSupplier holds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) throw new AssertionError("it did not happen");
      LockSupport.parkNanos(5_000_000);
    }
  }
}
