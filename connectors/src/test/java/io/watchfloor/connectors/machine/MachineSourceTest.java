package io.watchfloor.connectors.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.topology.EntityRules;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A machine made by hand, and once this one.
final class MachineSourceTest {
  private static final class FakeMachine implements Machine {
    long busy = 1_000;
    long all = 10_000;
    long read = 0;
    long cpuMillis = 100;
    boolean noSensors;
    boolean nothing;
    List<Process> processes =
        List.of(new Process(1, "db", 100, 5_000), new Process(2, "web", 100, 100));

    @Override
    public String host() {
      return "desk";
    }

    @Override
    public Cpu cpu() {
      if (nothing) throw new IllegalStateException("denied");
      return new Cpu(busy, all, -1, 2, 3, 4, 99);
    }

    @Override
    public Memory memory() {
      if (nothing) throw new IllegalStateException("denied");
      return new Memory(1_000, 250, 0, 0);
    }

    @Override
    public List<Disk> disks() {
      if (nothing) throw new IllegalStateException("denied");
      return List.of(new Disk("sda", read, 0, 0));
    }

    @Override
    public List<FileSystem> fileSystems() {
      if (nothing) throw new IllegalStateException("denied");
      return List.of(new FileSystem("/", "ext4", 100, 25), new FileSystem("/proc", "proc", 0, 0));
    }

    @Override
    public List<Network> networks() {
      if (nothing) throw new IllegalStateException("denied");
      return List.of(new Network("eth0", 10, 20, 0));
    }

    @Override
    public List<Process> processes() {
      if (nothing) throw new IllegalStateException("denied");
      return processes;
    }

    @Override
    public Sensors sensors() {
      if (noSensors || nothing) throw new UnsupportedOperationException("no sensors here");
      return new Sensors(0, List.of(0, 900));
    }
  }

  private final FakeMachine machine = new FakeMachine();
  private final MachineSource source =
      new MachineSource(new SourceId("m"), () -> machine, EntityRules.DEFAULT);
  private Instant now = Instant.parse("2026-11-24T12:00:00Z");

  private Pull pull(int seconds) throws Exception {
    var from = now;
    now = now.plusSeconds(seconds);
    return source.pull(new Window(from, now), Cursor.START);
  }

  private static Map<String, Double> values(Pull pull) {
    var values = new TreeMap<String, Double>();
    for (var signal : pull.signals()) {
      var labels = signal.labels().without("host");
      values.put(labels.toString(), ((Samples) signal).values()[0]);
    }
    return values;
  }

  @Test
  void gaugesComeAtOnceAndRatesWithTheSecondPull() throws Exception {
    var first = values(pull(2));
    assertEquals(0.75, first.get("machine_memory_used_ratio"));
    assertEquals(0.75, first.get("machine_filesystem_used_ratio{mount=\"/\"}"));
    assertEquals(25.0, first.get("machine_filesystem_avail_bytes{mount=\"/\"}"));
    assertFalse(first.containsKey("machine_cpu_busy_ratio"));
    assertFalse(first.containsKey("machine_load1"), "a negative load is none");
    machine.busy += 50;
    machine.all += 200;
    machine.read += 4_096;
    var second = values(pull(2));
    assertEquals(0.25, second.get("machine_cpu_busy_ratio"));
    assertEquals(2_048.0, second.get("machine_disk_read_bytes{disk=\"sda\"}"));
    machine.read = 0;
    assertFalse(
        values(pull(2)).containsKey("machine_disk_read_bytes{disk=\"sda\"}"),
        "a reset gives no rate");
  }

  @Test
  void zeroOfASensorIsNoValue() throws Exception {
    var values = values(pull(2));
    assertFalse(values.containsKey("machine_cpu_celsius"));
    assertEquals(900.0, values.get("machine_fan_rpm{fan=\"2\"}"));
    assertFalse(values.containsKey("machine_fan_rpm{fan=\"1\"}"));
  }

  @Test
  void everySeriesNamesItsHost() throws Exception {
    for (var signal : pull(2).signals()) {
      assertEquals("desk", signal.entity().name());
      assertEquals("desk", signal.labels().value("host"));
    }
    assertFalse(source.canBeAskedAgain());
  }

  @Test
  void partThatCannotBeReadIsNoticedAndTheRestGoesOn() throws Exception {
    machine.noSensors = true;
    var pull = pull(2);
    assertTrue(
        pull.notices().getFirst().contains("sensors can't be read: no sensors here"),
        pull.notices().toString());
    assertTrue(values(pull).containsKey("machine_memory_used_ratio"));
  }

  @Test
  void nothingAtAllIsAnError() {
    machine.nothing = true;
    assertThrows(SourceException.class, () -> pull(2));
  }

  @Test
  void processesAreReadSeldomAndEndWithAGap() throws Exception {
    var resident = "machine_process_resident_bytes{process=\"db\"}";
    assertEquals(5_000.0, values(pull(2)).get(resident));
    assertFalse(values(pull(2)).containsKey(resident));
    machine.processes =
        List.of(
            new Machine.Process(1, "db", 3_100, 6_000), new Machine.Process(2, "web", 100, 100));
    var later = values(pull(15));
    assertEquals(6_000.0, later.get(resident));
    assertEquals(
        3_000 / 17_000.0 / 2, later.get("machine_process_cpu_ratio{process=\"db\"}"), 1e-9);
    machine.processes = List.of(new Machine.Process(2, "web", 100, 100));
    assertTrue(Double.isNaN(values(pull(15)).get(resident)));
    assertFalse(values(pull(15)).containsKey(resident));
  }

  @Test
  void thisMachineIsReadForReal() throws Exception {
    var real = new MachineSource(new SourceId("m"), OshiMachine::new, EntityRules.DEFAULT);
    var values = values(real.pull(new Window(now.minusSeconds(2), now), Cursor.START));
    double used = values.get("machine_memory_used_ratio");
    assertTrue(used > 0 && used < 1);
    assertTrue(values.get("machine_processes") > 1);
  }
}
