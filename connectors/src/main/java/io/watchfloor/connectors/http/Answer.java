package io.watchfloor.connectors.http;

import io.watchfloor.model.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/// A whole answer with a status of success, still packed if it came so. `skew` is how far the
/// server's clock is ahead of ours, zero where that can't be told from the way the answer took.
public final class Answer {
  private static final int MOST_WORDS = 64 * 1024;

  private final String from;
  private final int status;
  private final HttpHeaders headers;
  private final List<ByteBuffer> body;
  private final long unpackedCap;
  private final Duration skew;

  Answer(
      String from,
      int status,
      HttpHeaders headers,
      List<ByteBuffer> body,
      long unpackedCap,
      Duration skew) {
    this.from = from;
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.unpackedCap = unpackedCap;
    this.skew = skew;
  }

  public int status() {
    return status;
  }

  /// Every value of a header.
  public List<String> header(String name) {
    return headers.allValues(name);
  }

  public Duration skew() {
    return skew;
  }

  /// How long it was on the wire.
  public long length() {
    return body.stream().mapToLong(ByteBuffer::remaining).sum();
  }

  /// Reads the answer as JSON from its first token to its last, so that a cut one is refused whole.
  ///
  /// @throws SourceException if it is no JSON, is cut, or breaks a limit; trying again may help
  public <T> T json(JsonReading<T> reading) throws SourceException {
    try (var in = open();
        JsonParser parser = Json.parser(in)) {
      parser.nextToken();
      T read = reading.read(parser);
      if (parser.nextToken() != null)
        throw new SourceException(from + " answered more than one JSON value.", true, null);
      return read;
    } catch (JacksonException e) {
      throw unreadable(e);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /// The answer as text, at most its first 64 KiB.
  public String text() {
    try (var in = open()) {
      return new String(in.readNBytes(MOST_WORDS), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private InputStream open() throws IOException {
    var in = CappedBody.stream(body);
    boolean packed =
        headers.firstValue("Content-Encoding").map(it -> it.equalsIgnoreCase("gzip")).orElse(false);
    return packed ? CappedBody.limited(new GZIPInputStream(in, 64 * 1024), unpackedCap) : in;
  }

  private SourceException unreadable(Exception error) {
    for (Throwable at = error; at != null; at = at.getCause())
      if (at instanceof CappedBody.TooLong) return Refusal.tooLong(from, unpackedCap, at);
    return new SourceException(
        from + " answered what can't be read: " + Json.said(error) + " Nothing of it was taken.",
        true,
        error);
  }

  /// What to make of the JSON; the parser stands on the first token.
  @FunctionalInterface
  public interface JsonReading<T> {
    T read(JsonParser parser) throws SourceException;
  }
}
