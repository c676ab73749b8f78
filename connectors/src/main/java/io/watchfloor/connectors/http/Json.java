package io.watchfloor.connectors.http;

import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.source.SourceException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.io.NumberInput;
import tools.jackson.core.json.JsonFactory;

/// Reading a stranger's JSON as a stream: limits on depth, lengths and numbers, no duplicate keys,
/// no binding of types. Each reader expects to stand on a value's first token and leaves the parser
/// on its last.
public final class Json {
  /// An object may hold so many labels; more are nobody's labels.
  private static final int MOST_LABELS = 20_000;

  private static final int MOST_TEXTS = 100_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxStringLength(4 * 1024 * 1024)
                  .maxNameLength(2 * 1024 * 1024)
                  .maxNumberLength(100)
                  .build())
          .build();

  private Json() {}

  static JsonParser parser(InputStream in) {
    return FACTORY.createParser(ObjectReadContext.empty(), in);
  }

  /// A parser for text of our own making (a cursor's state), under the same limits.
  public static JsonParser parser(String text) {
    return FACTORY.createParser(ObjectReadContext.empty(), text);
  }

  /// What a cursor's text remembers: one object, given to `into` member by member. What can't be
  /// read is as if nothing had been remembered.
  public static <T> T remembered(String text, Supplier<T> fresh, Remembered<T> into) {
    var memory = fresh.get();
    if (text.isEmpty()) return memory;
    try (var parser = parser(text)) {
      parser.nextToken();
      object(parser, name -> into.read(memory, name, parser));
      return memory;
    } catch (JacksonException | SourceException e) {
      return fresh.get();
    }
  }

  /// Calls `each` with the name of every member, the parser on its value. What `each` does not want
  /// it leaves where it is: the rest is skipped.
  public static void object(JsonParser parser, Member each) throws SourceException {
    expect(parser, JsonToken.START_OBJECT);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      var value = parser.nextToken();
      each.read(name);
      if (parser.currentToken() == value && value.isStructStart()) parser.skipChildren();
    }
  }

  /// Calls `each` for every element, the parser on it.
  public static void array(JsonParser parser, Element each) throws SourceException {
    expect(parser, JsonToken.START_ARRAY);
    while (true) {
      var value = parser.nextToken();
      if (value == JsonToken.END_ARRAY) return;
      each.read();
      if (parser.currentToken() == value && value.isStructStart()) parser.skipChildren();
    }
  }

  /// A text, or a number or flag as text; null is the empty text.
  public static String text(JsonParser parser) throws SourceException {
    return switch (parser.currentToken()) {
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getString();
      case VALUE_TRUE -> "true";
      case VALUE_FALSE -> "false";
      case VALUE_NULL -> "";
      case null, default -> throw unexpected(parser, "a text");
    };
  }

  public static boolean flag(JsonParser parser) throws SourceException {
    return text(parser).equals("true");
  }

  public static List<String> texts(JsonParser parser) throws SourceException {
    var texts = new ArrayList<String>();
    if (parser.currentToken() == JsonToken.VALUE_NULL) return texts;
    array(
        parser,
        () -> {
          if (texts.size() == MOST_TEXTS) throw unexpected(parser, "fewer texts");
          texts.add(text(parser));
        });
    return texts;
  }

  /// An object of texts; values longer than `longest` are cut with a mark.
  public static Labels labels(JsonParser parser, int longest) throws SourceException {
    expect(parser, JsonToken.START_OBJECT);
    var map = new TreeMap<String, String>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = SafeText.cut(parser.currentName(), SafeText.LABEL);
      parser.nextToken();
      map.put(name, SafeText.cut(text(parser), longest));
      if (map.size() > MOST_LABELS) throw unexpected(parser, "at most " + MOST_LABELS + " labels");
    }
    return Labels.of(map);
  }

  /// A number, also one in quotes with `NaN`, `+Inf` and `-Inf`; allocates nothing for a finite
  /// one.
  public static double number(JsonParser parser) throws SourceException {
    var token = parser.currentToken();
    if (token != JsonToken.VALUE_STRING
        && token != JsonToken.VALUE_NUMBER_INT
        && token != JsonToken.VALUE_NUMBER_FLOAT) throw unexpected(parser, "a number");
    char[] text = parser.getStringCharacters();
    int from = parser.getStringOffset();
    int length = parser.getStringLength();
    if (length == 0 || length > 100) throw unexpected(parser, "a number");
    char last = text[from + length - 1];
    if (last > '9') return notFinite(parser);
    try {
      return NumberInput.parseDouble(text, from, length, true);
    } catch (NumberFormatException e) {
      throw unexpected(parser, "a number");
    }
  }

  private static double notFinite(JsonParser parser) throws SourceException {
    return switch (parser.getString()) {
      case "NaN" -> Double.NaN;
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> throw unexpected(parser, "a number");
    };
  }

  public static void expect(JsonParser parser, JsonToken token) throws SourceException {
    if (parser.currentToken() != token)
      throw unexpected(
          parser,
          switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            default -> token.name();
          });
  }

  /// The answer has another shape than its interface promises.
  public static SourceException unexpected(JsonParser parser, String wanted) {
    var at = parser.currentTokenLocation();
    return new SourceException(
        "The answer has another shape than expected: "
            + wanted
            + " was expected at "
            + (at == null
                ? "an unknown place"
                : "byte " + Math.max(at.getByteOffset(), at.getCharOffset()))
            + (parser.currentName() == null
                ? ""
                : " (" + SafeText.words(parser.currentName()) + ")")
            + ". Nothing of it was taken.",
        true,
        null);
  }

  /// Jackson's reason without its long location, or the error's own words.
  static String said(Exception error) {
    if (error instanceof StreamReadException read) {
      var at = read.getLocation();
      return SafeText.words(String.valueOf(read.getOriginalMessage()))
          + (at == null ? "" : " (byte " + at.getByteOffset() + ").");
    }
    return error instanceof JacksonException jackson
        ? SafeText.words(String.valueOf(jackson.getOriginalMessage())) + "."
        : Tls.said(error) + ".";
  }

  /// Text of our own making.
  public static String write(Consumer<JsonGenerator> writing) {
    var text = new StringWriter();
    try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      writing.accept(json);
    }
    return text.toString();
  }

  /// An object of texts, flags, numbers and lists of texts, in this order of members.
  public static String object(Map<String, Object> members) {
    return write(json -> writeAny(json, members));
  }

  private static void writeAny(JsonGenerator json, Object value) {
    switch (value) {
      case Map<?, ?> map -> {
        json.writeStartObject();
        map.forEach(
            (name, member) -> {
              json.writeName(String.valueOf(name));
              writeAny(json, Objects.requireNonNull(member));
            });
        json.writeEndObject();
      }
      case Collection<?> list -> {
        json.writeStartArray();
        for (var element : list) writeAny(json, Objects.requireNonNull(element));
        json.writeEndArray();
      }
      case Boolean flag -> json.writeBoolean(flag);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      default -> json.writeString(value.toString());
    }
  }

  public static void write(JsonGenerator json, Labels labels) {
    json.writeStartObject();
    labels.map().forEach(json::writeStringProperty);
    json.writeEndObject();
  }

  /// What to do with one member of an object.
  @FunctionalInterface
  public interface Member {
    void read(String name) throws SourceException;
  }

  /// Takes one remembered member, the parser on its value.
  @FunctionalInterface
  public interface Remembered<T> {
    void read(T memory, String name, JsonParser parser) throws SourceException;
  }

  /// What to do with one element of a list.
  @FunctionalInterface
  public interface Element {
    void read() throws SourceException;
  }
}
