package io.watchfloor.app.backtest;

import io.watchfloor.model.cause.CallSummary;
import io.watchfloor.model.cause.LineShape;
import io.watchfloor.model.cause.Track;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.topology.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Reads the tables of a case: metrics (wide, columns `entity|metric`), graph, trace summaries,
/// logs. All throw [BadInput] with the line where the table is not what it should be.
final class CaseTables {
  private static final int MOST_ROWS = 200_000;
  private static final long MOST_CELLS = 60_000_000;
  private static final int MOST_SHAPES = 2_000;

  private CaseTables() {}

  /// A wide table: times in epoch seconds and one column a series, NaN where a cell is empty.
  record Wide(double[] times, Map<String, double[]> columns) {
    /// The usual distance of two rows, seconds.
    double step() {
      if (times.length < 2) return 60;
      var steps = new double[times.length - 1];
      for (int i = 0; i < steps.length; i++) steps[i] = times[i + 1] - times[i];
      Arrays.sort(steps);
      return steps[steps.length / 2];
    }
  }

  static Wide wide(Path file) throws IOException {
    try (var rows = RowFile.open(file)) {
      var first = rows.next();
      if (first == null) throw new BadInput(1, "the table is empty");
      var header = Cells.of(first);
      if (!header.getFirst().strip().equals("timestamp"))
        throw new BadInput(1, "the first column must be timestamp");
      var values = new ArrayList<double[]>();
      for (var line = rows.next(); line != null; line = rows.next()) {
        if (line.isBlank()) continue;
        if (values.size() >= MOST_ROWS || (long) values.size() * header.size() > MOST_CELLS)
          throw new BadInput(rows.line(), "the table is too large");
        values.add(row(Cells.of(line), header.size(), rows.line()));
      }
      var columns = new TreeMap<String, double[]>();
      for (int i = 1; i < header.size(); i++) columns.put(header.get(i), column(values, i));
      return new Wide(column(values, 0), columns);
    }
  }

  private static double[] row(List<String> cells, int width, long line) throws BadInput {
    var row = new double[width];
    for (int i = 0; i < width; i++) row[i] = Cells.number(cells, i, line);
    if (Double.isNaN(row[0])) throw new BadInput(line, "the time is missing");
    return row;
  }

  private static double[] column(List<double[]> rows, int index) {
    return rows.stream().mapToDouble(row -> row[index]).toArray();
  }

  /// Series of the incident beside the same series in ordinary times; from `since` (epoch seconds)
  /// on it is the incident.
  static List<Track> tracks(Wide usual, Wide incident, double since, Set<String> entities) {
    var tracks = new ArrayList<Track>();
    incident
        .columns()
        .forEach(
            (name, values) -> {
              int bar = name.lastIndexOf('|');
              if (bar <= 0) return;
              var metric = name.substring(bar + 1);
              var edge = edge(metric, entities);
              int split = 0;
              while (split < values.length && incident.times()[split] < since) split++;
              tracks.add(
                  new Track(
                      new EntityId(name.substring(0, bar)),
                      edge.isPresent() ? metric.substring(0, metric.lastIndexOf(':')) : metric,
                      metric,
                      edge,
                      usual.columns().getOrDefault(name, new double[0]),
                      Arrays.copyOf(values, split),
                      Arrays.copyOfRange(values, split, values.length)));
            });
    return tracks;
  }

  /// A metric that names both ends of a call: `…:caller->callee`.
  private static Optional<Track.Edge> edge(String metric, Set<String> entities) {
    int colon = metric.lastIndexOf(':');
    int arrow = metric.indexOf("->", Math.max(0, colon));
    if (colon <= 0 || arrow < 0) return Optional.empty();
    var caller = metric.substring(colon + 1, arrow);
    var callee = metric.substring(arrow + 2);
    if (!entities.contains(caller) && !entities.contains(callee)) return Optional.empty();
    return Optional.of(new Track.Edge(new EntityId(caller), new EntityId(callee)));
  }

  static Topology topology(Path file) throws IOException {
    var topology = Topology.EMPTY;
    try (var rows = RowFile.open(file)) {
      var columns = columns(rows, List.of("from", "to"));
      for (var line = rows.next(); line != null; line = rows.next()) {
        if (line.isBlank()) continue;
        var cells = Cells.of(line);
        topology =
            topology.with(
                new EntityId(cell(cells, columns, "from", rows.line())),
                new EntityId(cell(cells, columns, "to", rows.line())));
      }
    }
    return topology;
  }

  /// One row of a trace summary and the minute (epoch seconds) that it is about.
  record Minute(double at, CallSummary calls) {}

  static List<Minute> calls(Path file) throws IOException {
    var calls = new ArrayList<Minute>();
    try (var rows = RowFile.open(file)) {
      var columns = columns(rows, List.of("minute", "caller", "callee", "operation", "count"));
      for (var line = rows.next(); line != null; line = rows.next()) {
        if (line.isBlank()) continue;
        if (calls.size() >= MOST_ROWS) throw new BadInput(rows.line(), "the table is too large");
        var cells = Cells.of(line);
        double count = Cells.number(cells, columns.getOrDefault("count", 0), rows.line());
        calls.add(
            new Minute(
                Cells.number(cells, columns.getOrDefault("minute", 0), rows.line()),
                new CallSummary(
                    new EntityId(cell(cells, columns, "caller", rows.line())),
                    new EntityId(cell(cells, columns, "callee", rows.line())),
                    cell(cells, columns, "operation", rows.line()),
                    Double.isNaN(count) ? 0 : (int) count,
                    Cells.number(cells, columns.getOrDefault("p50", 99), rows.line()),
                    Cells.number(cells, columns.getOrDefault("gap_p50", 99), rows.line()))));
      }
    }
    return calls;
  }

  /// Lines of each shape, by phase (`normal`, `incident`) and entity.
  static Map<String, Map<EntityId, Map<String, Integer>>> logs(Path file) throws IOException {
    var logs = new TreeMap<String, Map<EntityId, Map<String, Integer>>>();
    try (var rows = RowFile.open(file)) {
      var columns = columns(rows, List.of("phase", "entity", "message"));
      for (var line = rows.next(); line != null; line = rows.next()) {
        if (line.isBlank()) continue;
        var cells = Cells.of(line);
        var shapes =
            logs.computeIfAbsent(cell(cells, columns, "phase", rows.line()), k -> new TreeMap<>())
                .computeIfAbsent(
                    new EntityId(cell(cells, columns, "entity", rows.line())),
                    k -> new TreeMap<>());
        var shape = LineShape.of(cell(cells, columns, "message", rows.line()));
        if (shapes.containsKey(shape) || shapes.size() < MOST_SHAPES)
          shapes.merge(shape, 1, Integer::sum);
      }
    }
    return logs;
  }

  private static Map<String, Integer> columns(RowFile rows, List<String> needed)
      throws IOException {
    var first = rows.next();
    if (first == null) throw new BadInput(1, "the table is empty");
    var columns = new HashMap<String, Integer>();
    var cells = Cells.of(first);
    for (int i = 0; i < cells.size(); i++) columns.putIfAbsent(cells.get(i).strip(), i);
    for (var name : needed)
      if (!columns.containsKey(name)) throw new BadInput(1, "the column " + name + " is missing");
    return columns;
  }

  private static String cell(
      List<String> cells, Map<String, Integer> columns, String name, long line) throws BadInput {
    int column = columns.getOrDefault(name, Integer.MAX_VALUE);
    if (column >= cells.size()) throw new BadInput(line, "the cell " + name + " is missing");
    return cells.get(column);
  }
}
