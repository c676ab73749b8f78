package io.watchfloor.connectors;

import io.watchfloor.connectors.Capabilities.Brings;
import io.watchfloor.connectors.Capabilities.Proof;
import io.watchfloor.connectors.notice.DestinationType;
import io.watchfloor.model.source.WriteBack.Act;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What there is to connect, from the connectors' own capabilities: for the command line and for
/// the README.
public final class ConnectorTable {
  private ConnectorTable() {}

  /// One connector.
  public record Row(String name, String reads, String writes, String proof) {}

  public static List<Row> rows() {
    var rows = new ArrayList<>(Connectors.types().stream().map(ConnectorTable::row).toList());
    for (var type : DestinationType.all())
      rows.add(new Row(type.name() + " (out)", "-", "notices", words(type.proof())));
    return List.copyOf(rows);
  }

  private static Row row(SourceType type) {
    var can = type.capabilities();
    return new Row(
        type.name(),
        can.reads().stream().map(ConnectorTable::word).collect(Collectors.joining(", ")),
        can.writes().isEmpty()
            ? "-"
            : can.writes().stream()
                .filter(kind -> kind != Act.Kind.RENEW)
                .map(ConnectorTable::word)
                .collect(Collectors.joining(", ")),
        words(can.proof()));
  }

  private static String words(Proof proof) {
    return switch (proof.how()) {
      case LIVE -> "live: " + proof.against();
      case SCHEMA -> "schema-tested, not tenant-tested: " + proof.against();
      case OWN -> proof.against();
    };
  }

  private static String word(Brings brings) {
    return brings.name().toLowerCase(Locale.ROOT);
  }

  private static String word(Act.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /// One line a connector: name, reads, writes, tested against, separated by tabs.
  public static List<String> lines() {
    return rows().stream()
        .map(row -> String.join("\t", row.name(), row.reads(), row.writes(), row.proof()))
        .toList();
  }

  /// The same as a table in Markdown.
  public static String markdown() {
    var text =
        new StringBuilder(
            "| connector | reads | writes | tested against |\n| --- | --- | --- | --- |\n");
    for (var row : rows())
      text.append("| ")
          .append(row.name())
          .append(" | ")
          .append(row.reads())
          .append(" | ")
          .append(row.writes())
          .append(" | ")
          .append(row.proof())
          .append(" |\n");
    return text.toString();
  }
}
