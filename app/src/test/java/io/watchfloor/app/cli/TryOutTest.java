package io.watchfloor.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `preview` and `notify` try one thing of the configuration against a live answer.
final class TryOutTest {
  private static final String DESCRIPTION =
      """
      title: Plant control
      reads:
        alarms:
          tells: alerts
          path: /alarms
          items: $.alarms[*]
          map: {id: $.number, name: $.text, labels: {host: $.machine}}
        doors:
          tells: events
          path: /alarms
          items: $.doors[*]
          map: {text: $.text, at: $.at}
      """;

  @TempDir Path folder;
  private HttpServer server;
  private final List<String> posted = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          var answer =
              "{\"alarms\":[{\"number\":7,\"text\":\"Pressure is \\u001b[31mhigh\",\"machine\":\"mixer\"}]}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    Files.writeString(folder.resolve("plant.yaml"), DESCRIPTION);
    Files.writeString(
        folder.resolve("w.yaml"),
        """
        sources:
          - {name: plant, type: json, url: "http://127.0.0.1:%d", description: "%s"}
        notices:
          - {name: silent, to: webhook}
        """
            .formatted(server.getAddress().getPort(), folder.resolve("plant.yaml")));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private record Ran(int code, String out, String err) {}

  private Ran run(String command, String name) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var before = System.out;
    var errBefore = System.err;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      var args =
          new String[] {
            command,
            name,
            "--home",
            folder.resolve("home").toString(),
            "--config",
            folder.resolve("w.yaml").toString()
          };
      int code = Watchfloor.run(args, (_, _) -> 99);
      return new Ran(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(before);
      System.setErr(errBefore);
    }
  }

  @Test
  void previewShowsWhatWouldArriveAndWhichPathFindsNothing() {
    var ran = run("preview", "plant");
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().contains("Pressure is ␛[31mhigh"), ran.out());
    assertTrue(ran.out().contains("1 signals {Alert=1}, 2 requests."), ran.out());
    assertTrue(
        ran.out().contains("doors: `$.doors[*]` finds nothing; the answer has: alarms."),
        ran.out());
  }

  @Test
  void mistakeInADescriptionIsNamedWithItsLine() throws Exception {
    Files.writeString(
        folder.resolve("plant.yaml"), DESCRIPTION.replace("items: $.alarms", "item: $.alarms"));
    var ran = run("preview", "plant");
    assertEquals(1, ran.code());
    assertTrue(ran.err().contains("plant.yaml, line 6 (reads.alarms.item)"), ran.err());
  }

  @Test
  void nameThatIsNotThereIsToldWithThoseThatAre() {
    assertTrue(run("preview", "plat").err().contains("there are: plant."));
    assertTrue(run("notify", "loud").err().contains("there are: silent."));
  }

  @Test
  void destinationWithoutItsAddressSaysSo() {
    var ran = run("notify", "silent");
    assertEquals(1, ran.code());
    assertTrue(ran.err().contains("address: is missing"), ran.err());
    assertEquals(List.of(), posted);
  }
}
