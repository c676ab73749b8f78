package io.watchfloor.app;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Start-up and memory of the whole program, each beside an empty JavaFX window in the same rounds:
/// processes of their own on JavaFX's headless platform with the options of the image. Prints
/// markdown rows; medians of the rounds.
final class StartBench {
  private static final int ROUNDS = Integer.getInteger("rounds", 7);
  private static final int SERIES = 10_000;

  @TempDir Path folder;

  private static Process start(Path log, String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dglass.platform=Headless",
                "-Dprism.order=sw",
                "-cp",
                System.getProperty("java.class.path"),
                OpenedWindow.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(log.toFile()).start();
  }

  private static BufferedReader out(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /// `wall cpu rss`: milliseconds, milliseconds, KiB.
  private double[] opened(String... arguments) throws Exception {
    var process = start(folder.resolve("err"), arguments);
    try (var out = out(process)) {
      var first = out.readLine();
      assertTrue(first != null, () -> read(folder.resolve("err")));
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
      var times = first.split(" ");
      return new double[] {
        Double.parseDouble(times[0]),
        Double.parseDouble(times[1]),
        Double.parseDouble(out.readLine())
      };
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static double median(List<double[]> rounds, int column) {
    var values = rounds.stream().mapToDouble(row -> row[column]).sorted().toArray();
    return values[values.length / 2];
  }

  @Test
  void startToTheSecondPulseBesideAnEmptyWindow() throws Exception {
    var ours = new ArrayList<double[]>();
    var empty = new ArrayList<double[]>();
    for (int round = 0; round < ROUNDS; round++) {
      var home = Files.createDirectory(folder.resolve("home" + round));
      ours.add(opened("program", home.toString()));
      empty.add(opened("empty"));
    }
    System.out.printf(
        Locale.ROOT,
        "| start, first run with demo: CPU | %.2f s | empty window %.2f s | x %.2f |%n"
            + "| start, first run with demo: wall | %.2f s | empty window %.2f s | x %.2f |%n",
        median(ours, 1) / 1e3,
        median(empty, 1) / 1e3,
        median(ours, 1) / median(empty, 1),
        median(ours, 0) / 1e3,
        median(empty, 0) / 1e3,
        median(ours, 0) / median(empty, 0));
  }

  /// A real Prometheus scrapes a page of 10,000 series; the program pulls them every 5 s.
  @Test
  void residentSetWithTenThousandSeriesBesideAnEmptyWindow() throws Exception {
    assumeTrue(isOnPath("prometheus"), "needs the program prometheus on the PATH");
    var page = page();
    var prometheus = prometheus(page.getAddress().getPort());
    try {
      var home = Files.createDirectory(folder.resolve("home"));
      Files.writeString(
          home.resolve("watchfloor.yaml"),
          """
          this-machine: false
          demo: false
          sources:
            - name: metrics
              type: prometheus
              interval: 5s
              url: http://127.0.0.1:%d
          """
              .formatted(prometheus.port));
      var process = start(folder.resolve("err"), "program", home.toString());
      double ours;
      try (var out = out(process)) {
        assertTrue(out.readLine() != null, () -> read(folder.resolve("err")));
        Thread.sleep(Integer.getInteger("seconds", 180) * 1000L);
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        ours = Double.parseDouble(out.readLine());
      } finally {
        process.destroyForcibly().waitFor();
      }
      double empty = opened("empty")[2];
      System.out.printf(
          Locale.ROOT,
          "| resident set, window open, %,d series every 5 s for 3 min | %.0f MiB | empty window"
              + " %.0f MiB | x %.2f |%n",
          SERIES,
          ours / 1024,
          empty / 1024,
          ours / empty);
    } finally {
      prometheus.process.destroyForcibly().waitFor();
      page.stop(0);
    }
  }

  private record Running(Process process, int port) {}

  private Running prometheus(int target) throws Exception {
    var file =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 5s}
            scrape_configs:
              - job_name: bench
                static_configs: [{targets: ["127.0.0.1:%d"]}]
            """
                .formatted(target));
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + file,
                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    Thread.sleep(20_000);
    assertTrue(process.isAlive(), () -> read(folder.resolve("prometheus.log")));
    return new Running(process, port);
  }

  private static HttpServer page() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    long began = System.nanoTime();
    server.createContext(
        "/metrics",
        exchange -> {
          double t = (System.nanoTime() - began) / 1e9;
          var text = new StringBuilder(SERIES * 64);
          for (int i = 0; i < SERIES; i++)
            text.append("bench_load{service=\"s")
                .append(i % 200)
                .append("\",n=\"")
                .append(i)
                .append("\"} ")
                .append(i + 10 * Math.sin(t / 60 + i))
                .append('\n');
          var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, bytes.length);
          try (var body = exchange.getResponseBody()) {
            body.write(bytes);
          }
        });
    server.start();
    return server;
  }

  private static boolean isOnPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }
}
