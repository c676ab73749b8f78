package io.watchfloor.model.cause;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.topology.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// door → basket → store, and what the engine makes of what is measured and told of them.
final class RankingTest {
  private static final EntityId DOOR = new EntityId("door");
  private static final EntityId BASKET = new EntityId("basket");
  private static final EntityId STORE = new EntityId("store");

  private final List<Track> tracks = new ArrayList<>();
  private final List<Told> told = new ArrayList<>();

  @Test
  void whereNothingIsStrangeNobodyIsSuspected() {
    steady(DOOR, "latency", 0.2);
    steady(STORE, "cpu", 20);

    assertEquals(List.of(), Ranking.of(scene()).culprits());
  }

  @Test
  void theBusyOneComesBeforeThoseWhoWaitForIt() {
    moved(DOOR, "latency", 0.2, 0.9);
    moved(BASKET, "latency", 0.15, 0.85);
    moved(STORE, "latency", 0.1, 0.8);
    moved(STORE, "cpu", 20, 90);

    assertEquals(STORE, first());
    assertEquals(FaultKind.CPU, kind());
  }

  @Test
  void anAlertThatNamesALockIsAboutALockWhateverElseMoved() {
    moved(BASKET, "latency", 0.15, 0.85);
    told.add(new Told(STORE, FaultKind.LOCK, 4, 0));
    told.add(new Told(BASKET, FaultKind.LATENCY, 0.5, 1));

    assertEquals(STORE, first());
    assertEquals(FaultKind.LOCK, kind());
  }

  @Test
  void aPoolThatFillsWhileACalleeIsSlowOnlyWaits() {
    moved(BASKET, "pool in use", 2, 6);
    moved(BASKET, "latency", 0.15, 2.1);
    moved(STORE, "latency", 0.1, 2);

    assertEquals(STORE, first());
  }

  @Test
  void aStoreThatTellsNothingIsSeenThroughItsCallers() {
    moved(DOOR, "latency", 0.2, 2.2);
    moved(BASKET, "latency", 0.15, 2.15);
    moved(BASKET, "requests", 50, 50);
    seen(BASKET, STORE, 0.1, 2.1);

    assertEquals(STORE, first());
  }

  @Test
  void oneMoreInUseIsNotMany() {
    var usual = new double[60];
    tracks.add(
        new Track(
            STORE,
            "workers in use",
            "workers in use",
            Optional.empty(),
            usual,
            new double[0],
            new double[] {0, 1, 1, 0, 1}));

    assertEquals(List.of(), Ranking.of(scene()).culprits());
  }

  @Test
  void whoIsToldOfComesBeforeWhoOnlyMoved() {
    moved(STORE, "cpu", 20, 40);
    told.add(new Told(BASKET, FaultKind.DOWN, 6, 0));

    assertEquals(BASKET, first());
  }

  @Test
  void theProbabilitiesLeaveRoomForSomethingElse() {
    moved(STORE, "cpu", 20, 99);
    told.add(new Told(STORE, FaultKind.CPU, 9, 0));

    double sum =
        Ranking.of(scene()).culprits().stream().mapToDouble(CauseModel.Culprit::probability).sum();
    assertTrue(sum > 0.9 && sum <= 1 - CauseModel.LAPSE + 1e-9, "sum " + sum);
  }

  @Test
  void verdictsMoveASuspicionAndTakingThemBackMovesItBack() {
    moved(STORE, "cpu", 20, 22.5);
    moved(BASKET, "latency", 0.15, 0.4);
    double before = probability(Experience.NONE);

    assertTrue(probability(said(STORE, FaultKind.CPU, 4, 4)) > before);
    assertTrue(probability(said(STORE, FaultKind.CPU, 0, 4)) < before);
    assertEquals(before, probability(said(STORE, FaultKind.CPU, 0, 0)));
  }

  @Test
  void verdictsAloneMakeNoSuspicion() {
    steady(STORE, "cpu", 20);

    assertEquals(List.of(), Ranking.of(scene(), said(STORE, FaultKind.CPU, 9, 9)).culprits());
  }

  @Test
  void theSameSceneGivesTheSameAnswerInWhateverOrderItWasMeasured() {
    moved(DOOR, "latency", 0.2, 0.9);
    moved(BASKET, "errors", 1, 9);
    moved(STORE, "cpu", 20, 90);
    told.add(new Told(BASKET, FaultKind.ERRORS, 2, 0.5));
    told.add(new Told(DOOR, FaultKind.LATENCY, 1.5, 1));
    var once = bytes(Ranking.of(scene()));

    assertEquals(once, bytes(Ranking.of(scene())));
    Collections.reverse(tracks);
    Collections.reverse(told);
    assertEquals(once, bytes(Ranking.of(scene())));
  }

  private static String bytes(Ranking ranking) {
    var text = new StringBuilder();
    for (var it : ranking.theories())
      text.append(it.theory().entity())
          .append(it.theory().sort())
          .append(it.theory().metric())
          .append(Arrays.toString(it.theory().clues()))
          .append(it.probability())
          .append('\n');
    return text.append(ranking.culprits()).toString();
  }

  private EntityId first() {
    return Ranking.of(scene()).culprits().getFirst().entity();
  }

  private FaultKind kind() {
    return Ranking.of(scene()).theories().getFirst().theory().sort().kind();
  }

  private double probability(Experience experience) {
    return Ranking.of(scene(), experience).culprits().stream()
        .filter(culprit -> culprit.entity().equals(STORE))
        .findFirst()
        .orElseThrow()
        .probability();
  }

  private static Experience said(EntityId of, FaultKind as, int right, int all) {
    return (entity, kind) ->
        entity.equals(of) && kind == as
            ? new Experience.Verdicts(right, all)
            : Experience.Verdicts.NONE;
  }

  private void steady(EntityId entity, String metric, double level) {
    moved(entity, metric, level, level);
  }

  private void seen(EntityId caller, EntityId callee, double from, double to) {
    moved(caller, "latency of calls", from, to);
    var last = tracks.removeLast();
    var edge = Optional.of(new Track.Edge(caller, callee));
    tracks.add(
        new Track(
            caller, last.metric(), last.name(), edge, last.usual(), last.before(), last.during()));
  }

  private void moved(EntityId entity, String metric, double from, double to) {
    var random = new Random(metric.hashCode());
    var usual = new double[120];
    Arrays.setAll(usual, i -> from * (1 + 0.02 * random.nextGaussian()));
    var during = new double[5];
    Arrays.setAll(during, i -> to * (1 + 0.01 * random.nextGaussian()));
    tracks.add(new Track(entity, metric, metric, Optional.empty(), usual, new double[0], during));
  }

  private Scene scene() {
    return new Scene(
        Topology.EMPTY.with(DOOR, BASKET).with(BASKET, STORE),
        Optional.empty(),
        told,
        tracks,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        LogCounts.NONE);
  }
}
