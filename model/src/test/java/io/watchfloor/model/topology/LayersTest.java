package io.watchfloor.model.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.model.signal.EntityId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LayersTest {
  @Test
  void callersStandLeftOfWhatTheyCall() {
    var columns = of("door>shop", "shop>stock", "shop>pay", "pay>bank");

    assertThat(columns.getFirst()).containsExactly(id("door"));
    assertThat(columns.get(2)).containsExactlyInAnyOrder(id("pay"), id("stock"));
    assertThat(columns.getLast()).containsExactly(id("bank"));
  }

  @Test
  void aCycleIsDrawnOnceAndEndsSomewhere() {
    var columns = of("a>b", "b>c", "c>a", "c>d");

    assertThat(columns.stream().flatMap(List::stream))
        .containsExactlyInAnyOrder(id("a"), id("b"), id("c"), id("d"));
  }

  @Test
  void straightCallsDoNotCross() {
    var columns = of("a>z", "b>y", "c>x");

    assertThat(columns.getFirst()).containsExactly(id("a"), id("b"), id("c"));
    assertThat(columns.getLast()).containsExactly(id("z"), id("y"), id("x"));
  }

  @Test
  void thoseWithoutCallsComeLastInColumnsOfTheirOwn() {
    var topology = Topology.EMPTY.with(id("a"), id("b"));
    var shown = new ArrayList<>(List.of(id("a"), id("b")));
    for (int i = 0; i < 30; i++) shown.add(id("lone" + (10 + i)));

    var columns = Layers.of(topology, shown);

    assertThat(columns).hasSize(5);
    assertThat(columns.get(2)).hasSize(12).first().isEqualTo(id("lone10"));
  }

  @Test
  void aThousandInARowAreNoTrouble() {
    var topology = Topology.EMPTY;
    for (int i = 0; i < 1000; i++)
      topology = topology.with(id(String.format("n%04d", i)), id(String.format("n%04d", i + 1)));

    assertThat(Layers.of(topology, topology.entities().stream().map(Entity::id).toList()))
        .hasSize(1001);
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
