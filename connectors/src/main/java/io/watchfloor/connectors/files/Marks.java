package io.watchfloor.connectors.files;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The marks as the text in a cursor.
final class Marks {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Marks() {}

  static String write(List<Mark> marks) {
    var array = JSON.createArrayNode();
    for (var mark : marks) {
      array
          .addObject()
          .put("path", mark.path())
          .put("key", mark.key())
          .put("length", mark.headLength())
          .put("head", mark.head())
          .put("offset", mark.offset())
          .put("rest", mark.isRest())
          .put("skip", mark.isSkipping());
    }
    return array.toString();
  }

  /// What can't be read counts as nothing read.
  static List<Mark> read(String text) {
    var marks = new ArrayList<Mark>();
    if (text.isEmpty()) return marks;
    try {
      for (var node : JSON.readTree(text)) {
        marks.add(
            new Mark(
                node.path("path").asString(""),
                node.path("key").asString(""),
                node.path("length").asInt(0),
                node.path("head").asLong(0),
                node.path("offset").asLong(0),
                node.path("rest").asBoolean(false),
                node.path("skip").asBoolean(false)));
      }
    } catch (JacksonException e) {
      return new ArrayList<>();
    }
    return marks;
  }
}
