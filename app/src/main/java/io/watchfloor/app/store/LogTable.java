package io.watchfloor.app.store;

import io.watchfloor.model.detect.LogTemplate;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Window;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jdbi.v3.core.Handle;
import tools.jackson.core.JacksonException;

/// Log lines, the lines of one turn packed into one row, and the templates they follow.
final class LogTable {
  /// Lines kept at most, whatever their age.
  private static final long MOST_LINES = 5_000_000;

  private static final int LINES_A_ROW = 1000;
  private static final int LONGEST_LINE = 16_384;

  /// A line as it is packed.
  private record Kept(LogLine line, long template) {}

  private LogTable() {}

  static void write(Handle handle, List<LogLine> lines, long[] templates) {
    for (int from = 0; from < lines.size(); from += LINES_A_ROW)
      writeRow(handle, lines, templates, from, Math.min(lines.size(), from + LINES_A_ROW));
  }

  private static void writeRow(
      Handle handle, List<LogLine> lines, long[] templates, int from, int to) {
    var kept = new ArrayList<Kept>(to - from);
    Instant first = lines.get(from).at(), last = first;
    for (int i = from; i < to; i++) {
      var line = lines.get(i);
      kept.add(new Kept(bounded(line), i < templates.length ? templates[i] : 0));
      if (line.at().isBefore(first)) first = line.at();
      if (line.at().isAfter(last)) last = line.at();
    }
    handle.execute(
        "insert into log_block (from_at, to_at, lines, body) values (?, ?, ?, ?)",
        Database.micros(first),
        Database.micros(last),
        to - from,
        deflate(kept));
  }

  private static LogLine bounded(LogLine line) {
    if (line.text().length() <= LONGEST_LINE) return line;
    var cut =
        line.text().substring(0, LONGEST_LINE) + " … (" + line.text().length() + " characters)";
    return new LogLine(
        line.source(),
        line.entity(),
        line.labels(),
        line.severity(),
        cut,
        line.at(),
        line.received());
  }

  static void writeTemplates(Handle handle, List<LogTemplate> templates) {
    if (templates.isEmpty()) return;
    var delete = handle.prepareBatch("delete from log_template where template_id = ?");
    for (var template : templates) delete.add(template.id());
    delete.execute();
    var insert =
        handle.prepareBatch(
            "insert into log_template (template_id, last_seen, body) values (?, ?, ?)");
    var known = new java.util.HashSet<Long>();
    for (var template : templates.reversed())
      if (known.add(template.id()))
        insert.add(template.id(), Database.micros(template.lastSeen()), Json.write(template));
    insert.execute();
  }

  /// The newest `limit` lines that match, oldest first.
  static List<LogLine> find(
      Handle handle, Window window, long template, EntityId entity, String text, int limit) {
    var wanted = text.toLowerCase(Locale.ROOT);
    var found = new ArrayList<LogLine>();
    try (var rows =
        handle
            .createQuery(
                "select body from log_block where to_at >= :from and from_at < :to"
                    + " order by to_at desc, block_no desc")
            .bind("from", Database.micros(window.from()))
            .bind("to", Database.micros(window.to()))
            .setFetchSize(50)
            .mapTo(byte[].class)
            .stream()) {
      for (var body : (Iterable<byte[]>) rows::iterator) {
        for (var kept : inflate(body)) {
          var line = kept.line();
          if (!window.contains(line.at())) continue;
          if (template != 0 && kept.template() != template) continue;
          if (!entity.isNone() && !entity.equals(line.entity())) continue;
          if (!line.text().toLowerCase(Locale.ROOT).contains(wanted)) continue;
          found.add(line);
        }
        if (found.size() >= limit) break;
      }
    }
    found.sort(Comparator.comparing(LogLine::at));
    return List.copyOf(found.subList(Math.max(0, found.size() - limit), found.size()));
  }

  /// The most recently seen ones, oldest first.
  static List<LogTemplate> templates(Handle handle, int limit) {
    return handle
        .createQuery(
            "select body from log_template order by last_seen desc fetch first :limit rows only")
        .bind("limit", limit)
        .mapTo(String.class)
        .list()
        .reversed()
        .stream()
        .flatMap(body -> Json.read("log_template", body, LogTemplate.class).stream())
        .toList();
  }

  static int sweep(Handle handle, Instant before, int most) {
    int old =
        handle.execute(
            "delete from log_block where block_no in (select block_no from log_block"
                + " where to_at < ? fetch first "
                + most
                + " rows only)",
            Database.micros(before));
    return old + sweepSurplus(handle, most);
  }

  private static int sweepSurplus(Handle handle, int most) {
    long lines =
        handle.createQuery("select coalesce(sum(lines), 0) from log_block").mapTo(long.class).one();
    if (lines <= MOST_LINES) return 0;
    return handle.execute(
        "delete from log_block where block_no in (select block_no from log_block order by block_no"
            + " fetch first "
            + most
            + " rows only)");
  }

  private static byte[] deflate(List<Kept> lines) {
    var bytes = new ByteArrayOutputStream();
    var deflater = new Deflater(Deflater.BEST_SPEED);
    try (var out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(Json.MAPPER.writeValueAsBytes(lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }

  private static List<Kept> inflate(byte[] body) {
    try (var in = new InflaterInputStream(new ByteArrayInputStream(body))) {
      return List.of(Json.MAPPER.readValue(in, Kept[].class));
    } catch (JacksonException | IOException e) {
      return List.of();
    }
  }
}
