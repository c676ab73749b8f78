package io.watchfloor.connectors.machine;

import java.util.List;

/// What can be read of a machine. Counters only rise, sizes are bytes. Each call may throw an
/// unchecked exception where the system denies it.
interface Machine {
  String host();

  Cpu cpu();

  Memory memory();

  List<Disk> disks();

  List<FileSystem> fileSystems();

  List<Network> networks();

  List<Process> processes();

  Sensors sensors();

  /// Busy and all ticks of the whole machine and of each core; `load` is the one-minute load
  /// average, negative where the system has none.
  record Cpu(
      long busyTicks,
      long allTicks,
      double load,
      int cores,
      int processes,
      int threads,
      long uptimeSeconds) {}

  record Memory(long total, long available, long swapTotal, long swapUsed) {}

  record Disk(String name, long readBytes, long writtenBytes, long busyMillis) {}

  record FileSystem(String mount, String type, long total, long available) {}

  record Network(String name, long receivedBytes, long sentBytes, long errors) {}

  record Process(int id, String name, long cpuMillis, long residentBytes) {}

  /// Degrees Celsius and turns a minute; 0 means there is no such sensor.
  record Sensors(double cpuCelsius, List<Integer> fans) {}
}
