package io.watchfloor.connectors.machine;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.topology.EntityRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This machine: what it can't be asked for again is only the moment, so the counters of the last
/// pull are kept here and not in the cursor; after a restart rates begin anew. A part that can't be
/// read is noticed and left out.
final class MachineSource implements Source {
  private static final Logger LOG = LoggerFactory.getLogger(MachineSource.class);
  private static final Duration PROCESSES_EVERY = Duration.ofSeconds(15);

  private final SourceId id;
  private final Supplier<Machine> opened;
  private final EntityRules rules;
  private final Rates rates = new Rates();
  private final TopProcesses top = new TopProcesses();
  private @Nullable Machine machine;
  private @Nullable EntityId host;
  private Instant processesAt = Instant.EPOCH;
  private int cores = 1;

  MachineSource(SourceId id, Supplier<Machine> opened, EntityRules rules) {
    this.id = id;
    this.opened = opened;
    this.rules = rules;
  }

  @Override
  public SourceId id() {
    return id;
  }

  @Override
  public boolean canBeAskedAgain() {
    return false;
  }

  @Override
  public Pull pull(Window window, Cursor from) throws SourceException {
    var open = open();
    var readings = new Readings(id, host(open), window.to());
    var notices = new ArrayList<String>();
    read("CPU", notices, () -> readCpu(open.cpu(), readings));
    read("memory", notices, () -> readMemory(open.memory(), readings));
    read("disks", notices, () -> open.disks().forEach(disk -> readDisk(disk, readings)));
    read(
        "file systems",
        notices,
        () -> open.fileSystems().forEach(system -> readFileSystem(system, readings)));
    read(
        "network",
        notices,
        () -> open.networks().forEach(network -> readNetwork(network, readings)));
    read("sensors", notices, () -> readSensors(open.sensors(), readings));
    if (!window.to().isBefore(processesAt.plus(PROCESSES_EVERY))) {
      processesAt = window.to();
      read("processes", notices, () -> readProcesses(open.processes(), readings));
    }
    if (readings.signals().isEmpty())
      throw new SourceException(
          "Nothing of this machine can be read: " + String.join("; ", notices), true, null);
    return new Pull(readings.signals(), new Cursor(window.to(), ""), notices, 1);
  }

  private Machine open() throws SourceException {
    if (machine != null) return machine;
    try {
      machine = opened.get();
      return machine;
    } catch (RuntimeException | LinkageError e) {
      throw new SourceException("This machine's readings are not available: " + e, false, e);
    }
  }

  private EntityId host(Machine open) {
    if (host != null) return host;
    String name;
    try {
      name = open.host();
    } catch (RuntimeException e) {
      name = "";
    }
    host = rules.named(name.isBlank() ? "localhost" : name);
    return host;
  }

  private static void read(String part, List<String> notices, Runnable reading) {
    try {
      reading.run();
    } catch (RuntimeException e) {
      LOG.debug("part of the machine can't be read part={}", part, e);
      notices.add("The " + part + " can't be read: " + e.getMessage());
    }
  }

  private void readCpu(Machine.Cpu cpu, Readings into) {
    cores = cpu.cores();
    var busy = rates.perSecond("cpu busy", cpu.busyTicks(), into.at());
    var all = rates.perSecond("cpu all", cpu.allTicks(), into.at());
    if (busy.isPresent() && all.isPresent() && all.getAsDouble() > 0)
      into.ratio(
          "machine_cpu_busy_ratio",
          busy.getAsDouble() / all.getAsDouble(),
          "Share of the CPU time that was not idle.");
    into.gauge("machine_load1", cpu.load(), "", "Load average over one minute.");
    into.gauge("machine_processes", cpu.processes(), "", "Number of processes.");
    into.gauge("machine_threads", cpu.threads(), "", "Number of threads.");
    into.gauge(
        "machine_uptime_seconds", cpu.uptimeSeconds(), "s", "Time since the machine was started.");
  }

  private static void readMemory(Machine.Memory memory, Readings into) {
    into.ratio(
        "machine_memory_used_ratio",
        share(memory.total() - memory.available(), memory.total()),
        "Share of the memory in use.");
    into.gauge(
        "machine_memory_available_bytes",
        memory.available(),
        "B",
        "Memory that programs can still get.");
    if (memory.swapTotal() > 0)
      into.ratio(
          "machine_swap_used_ratio",
          share(memory.swapUsed(), memory.swapTotal()),
          "Share of the swap space in use.");
  }

  private void readDisk(Machine.Disk disk, Readings into) {
    var name = disk.name();
    into.rate(
        "machine_disk_read_bytes",
        rates.perSecond("read " + name, disk.readBytes(), into.at()),
        "B/s",
        "Read from the disk.",
        "disk",
        name);
    into.rate(
        "machine_disk_written_bytes",
        rates.perSecond("written " + name, disk.writtenBytes(), into.at()),
        "B/s",
        "Written to the disk.",
        "disk",
        name);
    var busy = rates.perSecond("busy " + name, disk.busyMillis(), into.at());
    if (busy.isPresent())
      into.ratio(
          "machine_disk_busy_ratio",
          Math.min(1, busy.getAsDouble() / 1000),
          "Share of the time in which the disk worked.",
          "disk",
          name);
  }

  private static void readFileSystem(Machine.FileSystem system, Readings into) {
    if (system.total() <= 0) return;
    into.ratio(
        "machine_filesystem_used_ratio",
        share(system.total() - system.available(), system.total()),
        "Share of the file system in use.",
        "mount",
        system.mount());
    into.gauge(
        "machine_filesystem_avail_bytes",
        system.available(),
        "B",
        "Free for programs.",
        "mount",
        system.mount());
  }

  private void readNetwork(Machine.Network network, Readings into) {
    var name = network.name();
    into.rate(
        "machine_network_received_bytes",
        rates.perSecond("in " + name, network.receivedBytes(), into.at()),
        "B/s",
        "Received.",
        "interface",
        name);
    into.rate(
        "machine_network_sent_bytes",
        rates.perSecond("out " + name, network.sentBytes(), into.at()),
        "B/s",
        "Sent.",
        "interface",
        name);
    into.rate(
        "machine_network_errors",
        rates.perSecond("errors " + name, network.errors(), into.at()),
        "/s",
        "Packets with errors.",
        "interface",
        name);
  }

  private static void readSensors(Machine.Sensors sensors, Readings into) {
    if (sensors.cpuCelsius() > 0)
      into.gauge("machine_cpu_celsius", sensors.cpuCelsius(), "°C", "Temperature of the CPU.");
    int number = 0;
    for (int fan : sensors.fans()) {
      number++;
      if (fan > 0)
        into.gauge("machine_fan_rpm", fan, "rpm", "Turns a minute.", "fan", String.valueOf(number));
    }
  }

  private void readProcesses(List<Machine.Process> processes, Readings into) {
    for (var entry : top.among(processes, cores, into.at()).entrySet()) {
      var name = entry.getKey();
      var taken = entry.getValue();
      var cpuHelp = "Share of the whole CPU that the programs of this name take.";
      var memoryHelp = "Memory that the programs of this name hold.";
      if (taken.residentBytes() < 0) {
        into.gone("machine_process_cpu_ratio", "ratio", cpuHelp, "process", name);
        into.gone("machine_process_resident_bytes", "B", memoryHelp, "process", name);
        continue;
      }
      into.ratio("machine_process_cpu_ratio", taken.cpuRatio(), cpuHelp, "process", name);
      into.gauge(
          "machine_process_resident_bytes",
          taken.residentBytes(),
          "B",
          memoryHelp,
          "process",
          name);
    }
  }

  private static double share(long part, long whole) {
    return whole <= 0 ? Double.NaN : Math.clamp((double) part / whole, 0, 1);
  }

  /// What the type's test says of one reading.
  static void tell(Machine machine, Consumer<String> words) {
    var memory = machine.memory();
    words.accept(
        machine.host()
            + ", "
            + machine.cpu().cores()
            + " cores, "
            + (memory.total() >> 20)
            + " MiB of memory");
  }
}
