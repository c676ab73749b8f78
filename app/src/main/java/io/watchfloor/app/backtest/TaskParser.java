package io.watchfloor.app.backtest;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads one line of a task file: `{"id", "step_seconds", "values", "horizon" or "limit"}`. Any
/// other field, an answer among them, is skipped unread. `null` among the values is a gap.
final class TaskParser {
  static final int MOST_VALUES = 1_000_000;
  private static final double MOST_STEP_SECONDS = 10 * 366 * 86_400.0;
  private static final int MOST_ID = 1_000;

  private final JsonFactory json = new JsonFactory();
  private String id = "";
  private double stepSeconds = Double.NaN;
  private OptionalInt horizon = OptionalInt.empty();
  private OptionalDouble limit = OptionalDouble.empty();
  private double[] values = new double[0];

  private TaskParser() {}

  /// @throws IllegalArgumentException says in words what is wrong with the line
  static Task parse(String line) {
    var reader = new TaskParser();
    try (var parser = reader.json.createParser(ObjectReadContext.empty(), line)) {
      reader.read(parser);
    } catch (JacksonException wrong) {
      throw new IllegalArgumentException("not JSON: " + firstLine(wrong.getOriginalMessage()));
    }
    return reader.task();
  }

  private static String firstLine(String message) {
    var line = message.lines().findFirst().orElse("");
    return line.length() > 160 ? line.substring(0, 160) + "…" : line;
  }

  private void read(JsonParser parser) {
    if (parser.nextToken() != JsonToken.START_OBJECT)
      throw new IllegalArgumentException("not a JSON object");
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      var token = parser.nextToken();
      switch (name) {
        case "id" -> id = text(parser, token);
        case "step_seconds" -> stepSeconds = number(parser, token, name);
        case "horizon" -> horizon = OptionalInt.of(steps(number(parser, token, name)));
        case "limit" -> limit = OptionalDouble.of(number(parser, token, name));
        case "values" -> values = numbers(parser, token);
        default -> parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) throw new IllegalArgumentException("more than one JSON value");
  }

  private static String text(JsonParser parser, JsonToken token) {
    if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT)
      throw new IllegalArgumentException("\"id\" is not a text");
    var text = parser.getString();
    if (text.isBlank() || text.length() > MOST_ID)
      throw new IllegalArgumentException("\"id\" is empty or longer than " + MOST_ID);
    return text;
  }

  private static double number(JsonParser parser, JsonToken token, String name) {
    double number = token.isNumeric() ? parser.getDoubleValue() : Double.NaN;
    if (!Double.isFinite(number))
      throw new IllegalArgumentException("\"" + name + "\" is not a number");
    return number;
  }

  private static int steps(double number) {
    if (number < 1 || number > 1e6 || number != Math.rint(number))
      throw new IllegalArgumentException("\"horizon\" is not a count of steps: " + number);
    return (int) number;
  }

  private static double[] numbers(JsonParser parser, JsonToken first) {
    if (first != JsonToken.START_ARRAY)
      throw new IllegalArgumentException("\"values\" is not an array");
    var numbers = new double[1024];
    int count = 0;
    for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      if (token == null || !(token.isNumeric() || token == JsonToken.VALUE_NULL))
        throw new IllegalArgumentException("value " + (count + 1) + " is not a number");
      if (count == MOST_VALUES)
        throw new IllegalArgumentException("more than " + MOST_VALUES + " values");
      if (count == numbers.length) numbers = Arrays.copyOf(numbers, 2 * count);
      double value = token == JsonToken.VALUE_NULL ? Double.NaN : parser.getDoubleValue();
      numbers[count++] = Double.isFinite(value) ? value : Double.NaN;
    }
    return Arrays.copyOf(numbers, count);
  }

  private Task task() {
    if (id.isEmpty()) throw new IllegalArgumentException("\"id\" is missing");
    if (!(stepSeconds >= 0.001 && stepSeconds <= MOST_STEP_SECONDS))
      throw new IllegalArgumentException("\"step_seconds\" is missing or not a usual step");
    if (values.length == 0) throw new IllegalArgumentException("\"values\" is missing or empty");
    return new Task(id, Math.round(stepSeconds * 1000), horizon, limit, values);
  }
}
