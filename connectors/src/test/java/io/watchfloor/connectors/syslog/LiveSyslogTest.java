package io.watchfloor.connectors.syslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.watchfloor.connectors.FakeSecrets;
import io.watchfloor.connectors.Lab;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.topology.EntityRules;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What real senders send: `logger` of util-linux in each of its ways, and the lab's rsyslog.
@Timeout(60)
final class LiveSyslogTest {
  private static final Path LOGGER = Path.of("/usr/bin/logger");

  private final LinkedBlockingQueue<Signal> heard = new LinkedBlockingQueue<>();

  private SyslogSource open(int port, String transport) throws Exception {
    var values = Map.of("port", List.of(String.valueOf(port)), "transport", List.of(transport));
    var settings =
        new SourceSettings(new SourceId("live"), "syslog", Duration.ofSeconds(5), values);
    var opening = new Opening(new FakeSecrets(), InstantSource.system(), EntityRules.DEFAULT);
    var source = new SyslogType().open(settings, opening);
    source.open(heard::addAll);
    return source;
  }

  private LogLine await(String text) throws Exception {
    var others = new ArrayList<Signal>();
    while (true) {
      var signal = heard.poll(15, TimeUnit.SECONDS);
      if (signal == null) throw new AssertionError("only " + others);
      if (signal instanceof LogLine line && line.text().contains(text)) return line;
      others.add(signal);
    }
  }

  private static void run(String... argv) throws Exception {
    var process = new ProcessBuilder(argv).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), said);
  }

  @Test
  void loggerInEachOfItsWays() throws Exception {
    assumeTrue(Files.isExecutable(LOGGER), "no logger here");
    try (var source = open(0, "udp and tcp")) {
      var ways =
          List.of(
              List.of("-d", "--rfc5424"),
              List.of("-d", "--rfc3164"),
              List.of("-T", "--rfc5424"),
              List.of("-T", "--rfc3164"),
              List.of("-T", "--octet-count", "--rfc5424=notq"));
      for (int i = 0; i < ways.size(); i++) {
        var argv = new ArrayList<>(List.of(LOGGER.toString(), "-n", "127.0.0.1", "-P"));
        argv.add(String.valueOf(source.port()));
        argv.addAll(ways.get(i));
        argv.addAll(List.of("-t", "shop", "-i", "-p", "local3.err", "message number " + i));
        run(argv.toArray(String[]::new));
        var line = await("message number " + i);
        assertEquals("message number " + i, line.text());
        assertEquals("shop", line.entity().name());
        assertEquals("local3", line.labels().value("facility"));
        assertEquals(
            0, Duration.between(line.at(), line.received()).toSeconds(), 5, line.toString());
      }
    }
  }

  @Test
  void rsyslogOfTheLabHandsOn() throws Exception {
    assumeTrue(Lab.isUp(), "no lab");
    var in = URI.create(Lab.value("LAB_SYSLOG_IN_URL"));
    var to = URI.create(Lab.value("LAB_SYSLOG_TO_URL"));
    try (var source = open(to.getPort(), "udp")) {
      run(
          LOGGER.toString(),
          "-n",
          "127.0.0.1",
          "-P",
          String.valueOf(in.getPort()),
          "-d",
          "--rfc5424=notq",
          "-t",
          "nightly",
          "-p",
          "local3.err",
          "backup failed");
      var line = await("backup failed");
      assertEquals("nightly", line.entity().name());
      assertEquals(io.watchfloor.model.signal.Severity.MAJOR, line.severity());
      assertEquals(source.id(), line.source());
    }
  }
}
