package io.watchfloor.connectors;

import io.watchfloor.connectors.FakeServer.Fault;
import io.watchfloor.connectors.FakeServer.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

/// The ways in which servers are bad.
public final class Faults {
  private Faults() {}

  /// Every request is refused with this status; the body repeats what we signed in with.
  public static Fault status(int status, Map<String, String> headers) {
    return (server, request, healthy, out) -> {
      var words = "{\"error\":\"kit says no to " + request.header("authorization") + "\"}";
      var reply = Reply.json(status, words);
      var all = new HashMap<>(reply.headers());
      all.putAll(headers);
      server.write(out, status, all, reply.body().length);
      out.write(reply.body());
    };
  }

  /// A whole HTTP answer whose content ends too early, after `part` of `parts`.
  public static Fault cut(int part, int parts) {
    return (server, request, healthy, out) -> {
      var shorter =
          Arrays.copyOf(healthy.body(), (int) ((long) healthy.body().length * part / parts));
      server.write(out, healthy.status(), healthy.headers(), shorter.length);
      out.write(shorter);
    };
  }

  /// The connection breaks off half-way.
  public static Fault brokenOff() {
    return (server, request, healthy, out) -> {
      server.write(out, healthy.status(), healthy.headers(), healthy.body().length + 1L);
      out.write(healthy.body(), 0, healthy.body().length / 2);
      out.flush();
      throw new IOException("broken off on purpose");
    };
  }

  /// JSON that never ends; `sent` counts its bytes.
  public static Fault giant(AtomicLong sent) {
    return (server, request, healthy, out) -> {
      server.write(out, 200, healthy.headers(), -1);
      var chunk = ("[" + "\"x\",".repeat(16_000)).getBytes(StandardCharsets.US_ASCII);
      out.write('[');
      while (true) {
        out.write(chunk, 1, chunk.length - 1);
        sent.addAndGet(chunk.length - 1L);
      }
    };
  }

  /// A small packed answer that becomes `bytes` of JSON space.
  public static Fault bomb(int bytes) {
    return (server, request, healthy, out) -> {
      var packed = new ByteArrayOutputStream();
      try (var gzip = new GZIPOutputStream(packed)) {
        var blanks = new byte[64 * 1024];
        Arrays.fill(blanks, (byte) ' ');
        for (int i = 0; i < bytes; i += blanks.length) gzip.write(blanks);
        gzip.write("{}".getBytes(StandardCharsets.US_ASCII));
      }
      var headers = new HashMap<>(healthy.headers());
      headers.put("Content-Encoding", "gzip");
      server.write(out, 200, headers, packed.size());
      packed.writeTo(out);
    };
  }

  /// Lists in lists in lists.
  public static Fault deep(int levels) {
    return (server, request, healthy, out) -> {
      var body = "[".repeat(levels).getBytes(StandardCharsets.US_ASCII);
      server.write(out, 200, healthy.headers(), body.length);
      out.write(body);
    };
  }

  /// Takes the question and says nothing.
  public static Fault silent() {
    return (server, request, healthy, out) -> Thread.sleep(600_000);
  }

  /// One byte now and then.
  public static Fault dripping() {
    return (server, request, healthy, out) -> {
      server.write(out, 200, healthy.headers(), Integer.MAX_VALUE);
      while (true) {
        out.write(' ');
        out.flush();
        Thread.sleep(100);
      }
    };
  }

  public static Fault redirect(String to) {
    return (server, request, healthy, out) -> server.write(out, 302, Map.of("Location", to), 0);
  }

  /// Puts `text` where the recording has `known`, escaped for JSON.
  public static Fault replaced(String known, String text) {
    var escaped = new StringBuilder();
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') escaped.append('\\').append(c);
      else if (c < 0x20) escaped.append(String.format("\\u%04x", (int) c));
      else escaped.append(c);
    }
    return (server, request, healthy, out) -> {
      var reply = healthy.with(healthy.text().replace(known, escaped));
      server.write(out, reply.status(), reply.headers(), reply.body().length);
      out.write(reply.body());
    };
  }
}
