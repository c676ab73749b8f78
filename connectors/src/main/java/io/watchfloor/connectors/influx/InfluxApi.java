package io.watchfloor.connectors.influx;

import io.watchfloor.connectors.http.Http;
import io.watchfloor.connectors.http.Http.Ask;
import io.watchfloor.connectors.http.Json;
import io.watchfloor.connectors.http.Node;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.source.SourceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What is asked of an InfluxDB. An error may come in an answer of success.
final class InfluxApi implements AutoCloseable {
  private final Http http;
  private final String database;
  private Duration skew = Duration.ZERO;
  private int requests;

  InfluxApi(Http http, String database) {
    this.http = http;
    this.database = database;
  }

  Duration skew() {
    return skew;
  }

  int takeRequests() {
    int n = requests;
    requests = 0;
    return n;
  }

  Http http() {
    return http;
  }

  /// Asks several questions at once and gives each series of the answers, one at a time.
  void ask(List<String> questions, Consumer<Node> series)
      throws SourceException, InterruptedException {
    requests++;
    var answer =
        http.ask(
            Ask.form(
                "/query",
                List.of(
                    Map.entry("db", database),
                    Map.entry("epoch", "ms"),
                    Map.entry("q", String.join("; ", questions)))));
    skew = answer.skew();
    answer.json(
        parser -> {
          Json.object(
              parser,
              name -> {
                if (name.equals("error")) throw said(Json.text(parser));
                if (name.equals("results"))
                  Json.array(
                      parser,
                      () ->
                          Json.object(
                              parser,
                              member -> {
                                if (member.equals("error")) throw said(Json.text(parser));
                                if (member.equals("series"))
                                  Json.array(parser, () -> series.accept(Node.read(parser)));
                              }));
              });
          return true;
        });
  }

  private SourceException said(String words) {
    return new SourceException(
        "InfluxDB says: " + SafeText.words(words) + " (database " + database + ").", false, null);
  }

  /// The measurements of the database with their numeric fields.
  List<Measurement> measurements() throws SourceException, InterruptedException {
    var fields = new LinkedHashMap<String, List<String>>();
    ask(
        List.of("SHOW FIELD KEYS"),
        series -> {
          for (var value : series.at("values").list()) {
            var type = value.at(1).text();
            if (type.equals("float") || type.equals("integer"))
              fields
                  .computeIfAbsent(series.label("name"), _ -> new ArrayList<>())
                  .add(value.at(0).text());
          }
        });
    var found = new ArrayList<Measurement>();
    fields.forEach((name, numeric) -> found.add(new Measurement(name, numeric)));
    return found;
  }

  @Override
  public void close() {
    http.close();
  }
}
