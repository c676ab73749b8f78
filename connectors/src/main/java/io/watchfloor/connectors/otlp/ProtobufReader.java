package io.watchfloor.connectors.otlp;

import io.watchfloor.connectors.http.Node;
import io.watchfloor.connectors.otlp.Shapes.How;
import io.watchfloor.connectors.otlp.Shapes.Part;
import io.watchfloor.model.source.SourceException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads protobuf's wire into the same tree as OTLP's JSON has, so that one mapper serves both
/// (protobuf.dev/programming-guides/encoding). Ours instead of the library, because a dozen lines
/// of wire need no two megabytes that print warnings on today's Java; it bounds depth and count.
final class ProtobufReader {
  private static final int DEEPEST = 40;
  private static final int MOST_VALUES = 500_000;
  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int LENGTH = 2;
  private static final int FOUR_BYTES = 5;

  private int values;

  private ProtobufReader() {}

  /// @throws SourceException if it is no such message, is cut, or breaks a limit
  static Node read(byte[] bytes, String message) throws SourceException {
    try {
      var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      return new ProtobufReader().message(buffer, message, 0);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw bad("it breaks off", e);
    }
  }

  private static SourceException bad(String why, Exception cause) {
    return new SourceException("It is no OTLP in protobuf: " + why + ".", false, cause);
  }

  private static SourceException bad(String why) {
    return new SourceException("It is no OTLP in protobuf: " + why + ".", false, null);
  }

  private Node message(ByteBuffer in, String message, int depth) throws SourceException {
    if (depth > DEEPEST) throw bad("it is nested too deep");
    var parts = Shapes.of(message);
    var members = new LinkedHashMap<String, Node>();
    Map<String, List<Node>> lists = new LinkedHashMap<>();
    while (in.hasRemaining()) {
      long tag = varint(in);
      int wire = (int) (tag & 7);
      var part = tag >>> 3 > 100 ? null : parts.get((int) (tag >>> 3));
      if (part == null) skip(in, wire);
      else if (part.repeats())
        repeated(in, wire, part, lists.computeIfAbsent(part.name(), _ -> new ArrayList<>()), depth);
      else members.put(part.name(), value(in, wire, part, depth));
    }
    lists.forEach((name, elements) -> members.put(name, Node.of(elements)));
    return Node.of(members);
  }

  private void repeated(ByteBuffer in, int wire, Part part, List<Node> into, int depth)
      throws SourceException {
    boolean packed = wire == LENGTH && (part.how() == How.FIXED64 || part.how() == How.DOUBLE);
    if (!packed) {
      into.add(value(in, wire, part, depth));
      return;
    }
    var all = part(in);
    while (all.hasRemaining()) into.add(value(all, EIGHT_BYTES, part, depth));
  }

  private Node value(ByteBuffer in, int wire, Part part, int depth) throws SourceException {
    if (++values > MOST_VALUES) throw bad("it holds more than " + MOST_VALUES + " values");
    if (wire != wire(part.how()))
      throw bad(part.name() + " has another type on the wire than it should");
    return switch (part.how()) {
      case TEXT -> Node.of(new String(bytes(in), StandardCharsets.UTF_8));
      case HEX -> Node.of(HexFormat.of().formatHex(bytes(in)));
      case BOOL -> Node.of(varint(in) == 0 ? "false" : "true");
      case VARINT -> Node.of(String.valueOf(varint(in)));
      case FIXED64 -> Node.of(String.valueOf(in.getLong()));
      case DOUBLE -> Node.of(String.valueOf(in.getDouble()));
      case MESSAGE -> message(part(in), part.message(), depth + 1);
    };
  }

  private static int wire(How how) {
    return switch (how) {
      case TEXT, HEX, MESSAGE -> LENGTH;
      case BOOL, VARINT -> VARINT;
      case FIXED64, DOUBLE -> EIGHT_BYTES;
    };
  }

  private static byte[] bytes(ByteBuffer in) throws SourceException {
    var part = part(in);
    var bytes = new byte[part.remaining()];
    part.get(bytes);
    return bytes;
  }

  private static ByteBuffer part(ByteBuffer in) throws SourceException {
    long length = varint(in);
    if (length < 0 || length > in.remaining()) throw bad("it breaks off");
    var part = in.slice(in.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
    in.position(in.position() + (int) length);
    return part;
  }

  private static long varint(ByteBuffer in) throws SourceException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) return value;
    }
    throw bad("a number has no end");
  }

  private static void skip(ByteBuffer in, int wire) throws SourceException {
    switch (wire) {
      case VARINT -> varint(in);
      case EIGHT_BYTES -> in.position(in.position() + 8);
      case LENGTH -> part(in);
      case FOUR_BYTES -> in.position(in.position() + 4);
      default -> throw bad("it has an unknown type on the wire");
    }
  }
}
