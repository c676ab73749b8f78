package io.watchfloor.connectors.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor.TickType;
import oshi.hardware.HWDiskStore;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;
import oshi.software.os.OperatingSystem;

/// This machine, as OSHI sees it. The first calls take some hundred milliseconds.
final class OshiMachine implements Machine {
  private final HardwareAbstractionLayer hardware;
  private final OperatingSystem system;
  private final List<HWDiskStore> disks;
  private final List<NetworkIF> networks;

  OshiMachine() {
    var info = new SystemInfo();
    hardware = info.getHardware();
    system = info.getOperatingSystem();
    disks = hardware.getDiskStores();
    networks = hardware.getNetworkIFs();
  }

  @Override
  public String host() {
    return system.getNetworkParams().getHostName();
  }

  @Override
  public Cpu cpu() {
    var processor = hardware.getProcessor();
    var ticks = processor.getSystemCpuLoadTicks();
    long all = Arrays.stream(ticks).sum();
    long idle = ticks[TickType.IDLE.getIndex()] + ticks[TickType.IOWAIT.getIndex()];
    return new Cpu(
        all - idle,
        all,
        processor.getSystemLoadAverage(1)[0],
        processor.getLogicalProcessorCount(),
        system.getProcessCount(),
        system.getThreadCount(),
        system.getSystemUptime());
  }

  @Override
  public Memory memory() {
    var memory = hardware.getMemory();
    var swap = memory.getVirtualMemory();
    return new Memory(
        memory.getTotal(), memory.getAvailable(), swap.getSwapTotal(), swap.getSwapUsed());
  }

  @Override
  public List<Disk> disks() {
    var all = new ArrayList<Disk>();
    for (var disk : disks) {
      if (!disk.updateAttributes()) continue;
      all.add(
          new Disk(
              disk.getName(), disk.getReadBytes(), disk.getWriteBytes(), disk.getTransferTime()));
    }
    return all;
  }

  @Override
  public List<FileSystem> fileSystems() {
    return system.getFileSystem().getFileStores(true).stream()
        .map(
            store ->
                new FileSystem(
                    store.getMount(),
                    store.getType(),
                    store.getTotalSpace(),
                    store.getUsableSpace()))
        .toList();
  }

  @Override
  public List<Network> networks() {
    var all = new ArrayList<Network>();
    for (var network : networks) {
      if (!network.updateAttributes()) continue;
      all.add(
          new Network(
              network.getName(),
              network.getBytesRecv(),
              network.getBytesSent(),
              network.getInErrors() + network.getOutErrors()));
    }
    return all;
  }

  @Override
  public List<Process> processes() {
    return system.getProcesses().stream()
        .map(
            process ->
                new Process(
                    process.getProcessID(),
                    process.getName(),
                    process.getKernelTime() + process.getUserTime(),
                    process.getResidentMemory()))
        .toList();
  }

  @Override
  public Sensors sensors() {
    var sensors = hardware.getSensors();
    return new Sensors(
        sensors.getCpuTemperature(), Arrays.stream(sensors.getFanSpeeds()).boxed().toList());
  }
}
