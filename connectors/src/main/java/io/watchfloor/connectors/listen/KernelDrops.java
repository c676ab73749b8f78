package io.watchfloor.connectors.listen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Datagrams that the operating system threw away because they came faster than we read: Linux
/// counts them for each socket in `/proc/net/udp` (proc_net_udp(5), last column). Elsewhere nobody
/// counts, and this says 0.
public final class KernelDrops {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final String port;
  private long told;

  public KernelDrops(int port) {
    this.port = String.format(":%04X", port);
    this.told = 0;
  }

  /// How many there were since the last call.
  public long take() {
    long sum = 0;
    for (var table : TABLES) sum += in(table);
    long fresh = Math.max(0, sum - told);
    told = Math.max(told, sum);
    return fresh;
  }

  private long in(Path table) {
    long sum = 0;
    try {
      for (var line : Files.readAllLines(table)) {
        var words = BLANKS.split(line.strip());
        if (words.length > 12 && words[1].endsWith(port)) sum += Long.parseLong(words[12]);
      }
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
    return sum;
  }
}
