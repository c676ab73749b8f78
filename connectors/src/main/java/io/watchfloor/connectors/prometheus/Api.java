package io.watchfloor.connectors.prometheus;

import io.watchfloor.connectors.http.Answer;
import io.watchfloor.connectors.http.Http;
import io.watchfloor.connectors.http.Http.Ask;
import io.watchfloor.connectors.http.Json;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.source.SourceException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonParser;

/// The envelope of the HTTP API v1 (`status`, `data`, `warnings`, `infos`, `error`), and the count,
/// notices and clock skew of the requests made through it. One object serves one pull.
final class Api {
  private static final int MOST_NOTICES = 20;

  private final Http http;
  private final Map<String, String> headers;
  private final int atOnce;
  private final Set<String> notices = new LinkedHashSet<>();
  private int requests;
  private Duration skew;

  Api(Http http, Optional<String> tenant, int atOnce, Duration skew) {
    this.http = http;
    this.headers = tenant.map(it -> Map.of("X-Scope-OrgID", it)).orElse(Map.of());
    this.atOnce = atOnce;
    this.skew = skew;
  }

  /// Reads `data`, the parser on its first token.
  @FunctionalInterface
  interface Data {
    void read(JsonParser parser) throws SourceException;
  }

  void get(String path, List<Map.Entry<String, String>> parameters, Data data)
      throws SourceException, InterruptedException {
    all(List.of(Ask.get(path, parameters)), data);
  }

  void query(String promql, Data data) throws SourceException, InterruptedException {
    all(List.of(Ask.form("/api/v1/query", List.of(Map.entry("query", promql)))), data);
  }

  /// Asks all, several at once, and reads the answers in the order of the questions.
  void all(List<Ask> asks, Data data) throws SourceException, InterruptedException {
    var coming = new ArrayDeque<Http.Coming>();
    try {
      int next = 0;
      for (int done = 0; done < asks.size(); done++) {
        while (next < asks.size() && next - done < atOnce)
          coming.add(http.send(asks.get(next++).with(headers)));
        requests += 1;
        read(coming.element().await(), data);
        coming.remove();
      }
    } finally {
      coming.forEach(Http.Coming::close);
    }
  }

  private void read(Answer answer, Data data) throws SourceException {
    skew = answer.skew();
    answer.json(
        parser -> {
          var failed = new ArrayList<String>();
          boolean[] sawData = {false};
          Json.object(
              parser,
              name -> {
                switch (name) {
                  case "status" -> {
                    if (!Json.text(parser).equals("success")) failed.add("");
                  }
                  case "error" -> failed.add(SafeText.words(Json.text(parser)));
                  case "warnings", "infos" ->
                      Json.texts(parser)
                          .forEach(it -> notice("The server says: " + SafeText.words(it)));
                  case "data" -> {
                    sawData[0] = true;
                    if (failed.isEmpty()) data.read(parser);
                  }
                  default -> {}
                }
              });
          if (!failed.isEmpty())
            throw new SourceException(
                "The server refused: " + String.join(" ", failed).strip(), true, null);
          if (!sawData[0]) throw Json.unexpected(parser, "\"data\"");
          return true;
        });
  }

  void notice(String words) {
    if (notices.size() < MOST_NOTICES) notices.add(words);
  }

  List<String> notices() {
    return List.copyOf(notices);
  }

  int requests() {
    return requests;
  }

  /// As the newest answer showed it.
  Duration skew() {
    return skew;
  }
}
