package io.watchfloor.model.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.watchfloor.model.signal.EntityId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LayersTest {
  @Test
  void callersStandLeftOfWhatTheyCall() {
    var columns = of("door>shop", "shop>stock", "shop>pay", "pay>bank");

    assertEquals(List.of(id("door")), columns.getFirst());
    assertEquals(Set.of(id("pay"), id("stock")), Set.copyOf(columns.get(2)));
    assertEquals(List.of(id("bank")), columns.getLast());
  }

  @Test
  void aCycleIsDrawnOnceAndEndsSomewhere() {
    var columns = of("a>b", "b>c", "c>a", "c>d");

    assertEquals(
        List.of(id("a"), id("b"), id("c"), id("d")),
        columns.stream().flatMap(List::stream).sorted().toList());
  }

  @Test
  void straightCallsDoNotCross() {
    var columns = of("a>z", "b>y", "c>x");

    assertEquals(List.of(id("a"), id("b"), id("c")), columns.getFirst());
    assertEquals(List.of(id("z"), id("y"), id("x")), columns.getLast());
  }

  @Test
  void thoseWithoutCallsComeLastInColumnsOfTheirOwn() {
    var topology = Topology.EMPTY.with(id("a"), id("b"));
    var shown = new ArrayList<>(List.of(id("a"), id("b")));
    for (int i = 0; i < 30; i++) shown.add(id("lone" + (10 + i)));

    var columns = Layers.of(topology, shown);

    assertEquals(5, columns.size());
    assertEquals(12, columns.get(2).size());
    assertEquals(id("lone10"), columns.get(2).getFirst());
  }

  @Test
  void aThousandInARowAreNoTrouble() {
    var topology = Topology.EMPTY;
    for (int i = 0; i < 1000; i++)
      topology = topology.with(id(String.format("n%04d", i)), id(String.format("n%04d", i + 1)));

    var shown = topology.entities().stream().map(Entity::id).toList();
    assertEquals(1001, Layers.of(topology, shown).size());
  }

  private static List<List<EntityId>> of(String... calls) {
    var topology = Topology.EMPTY;
    for (var call : calls) {
      var ends = call.split(">");
      topology = topology.with(id(ends[0]), id(ends[1]));
    }
    return Layers.of(topology, topology.entities().stream().map(Entity::id).toList());
  }

  private static EntityId id(String name) {
    return new EntityId(name);
  }
}
