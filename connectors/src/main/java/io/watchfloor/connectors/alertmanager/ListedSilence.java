package io.watchfloor.connectors.alertmanager;

import io.watchfloor.connectors.http.Json;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.source.WriteBack.Matcher;
import io.watchfloor.model.source.WriteBack.Silence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.core.JsonParser;

/// Reads a silence as Alertmanager lists it.
final class ListedSilence {
  private ListedSilence() {}

  static Silence read(JsonParser parser, SourceId source) throws SourceException {
    var texts = new TreeMap<String, String>();
    var matchers = new ArrayList<Matcher>();
    Json.object(
        parser,
        name -> {
          switch (name) {
            case "id", "startsAt", "endsAt", "createdBy", "comment" ->
                texts.put(name, SafeText.cut(Json.text(parser), SafeText.LABEL));
            case "status" ->
                Json.object(
                    parser,
                    field -> {
                      if (field.equals("state"))
                        texts.put(field, SafeText.words(Json.text(parser)));
                    });
            case "matchers" -> Json.array(parser, () -> matchers.add(matcher(parser)));
            default -> {}
          }
        });
    return new Silence(
        source,
        texts.getOrDefault("id", ""),
        List.copyOf(matchers),
        Listed.instant(texts.getOrDefault("startsAt", ""), Instant.EPOCH),
        Listed.instant(texts.getOrDefault("endsAt", ""), Instant.EPOCH),
        texts.getOrDefault("createdBy", ""),
        texts.getOrDefault("comment", ""),
        texts.getOrDefault("state", ""),
        0);
  }

  private static Matcher matcher(JsonParser parser) throws SourceException {
    var texts = new TreeMap<String, String>();
    Json.object(parser, name -> texts.put(name, SafeText.cut(Json.text(parser), SafeText.LABEL)));
    return new Matcher(
        texts.getOrDefault("name", ""),
        texts.getOrDefault("value", ""),
        texts.getOrDefault("isRegex", "false").equals("true"),
        texts.getOrDefault("isEqual", "true").equals("true"));
  }
}
