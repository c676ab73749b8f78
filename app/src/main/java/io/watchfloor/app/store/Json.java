package io.watchfloor.app.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.learn.Feedback;
import io.watchfloor.model.remedy.Action;
import io.watchfloor.model.signal.Labels;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// Records to text and back. Sealed families carry the name of the case, out of the closed lists
/// below; nothing else in a text decides which class is made.
final class Json {
  private static final Logger LOG = LoggerFactory.getLogger(Json.class);
  private static final int LONGEST_TEXT = 200_000_000;

  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build())
                  .build())
          .changeDefaultVisibility(
              checker ->
                  checker
                      .withVisibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
                      .withVisibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
                      .withVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY))
          .addMixIn(Ref.class, RefNames.class)
          .addMixIn(Action.class, ActionNames.class)
          .addMixIn(Feedback.class, FeedbackNames.class)
          .addModule(
              new SimpleModule()
                  .addSerializer(Labels.class, new LabelsWriter())
                  .addDeserializer(Labels.class, new LabelsReader()))
          .build();

  private Json() {}

  static String write(Object fact) {
    return MAPPER.writeValueAsString(fact);
  }

  /// What a row holds; empty where it can't be read, so that one bad row is not the end.
  static <T> Optional<T> read(String table, String body, Class<T> type) {
    try {
      return Optional.of(MAPPER.readValue(body, type));
    } catch (JacksonException | NullPointerException | IllegalArgumentException e) {
      LOG.warn("row unreadable, passed over table={} why={}", table, e.toString());
      return Optional.empty();
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "to")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Ref.ToAlert.class, name = "alert"),
    @JsonSubTypes.Type(value = Ref.ToAnomaly.class, name = "anomaly"),
    @JsonSubTypes.Type(value = Ref.ToSeries.class, name = "series"),
    @JsonSubTypes.Type(value = Ref.ToLog.class, name = "log"),
    @JsonSubTypes.Type(value = Ref.ToChange.class, name = "change"),
    @JsonSubTypes.Type(value = Ref.ToSource.class, name = "source"),
    @JsonSubTypes.Type(value = Ref.ToRun.class, name = "run"),
    @JsonSubTypes.Type(value = Ref.ToEntity.class, name = "entity")
  })
  private interface RefNames {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Action.Command.class, name = "command"),
    @JsonSubTypes.Type(value = Action.Http.class, name = "http")
  })
  private interface ActionNames {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "about")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Feedback.Suspect.class, name = "suspect"),
    @JsonSubTypes.Type(value = Feedback.SuspectTakenBack.class, name = "suspect-taken-back"),
    @JsonSubTypes.Type(value = Feedback.Episode.class, name = "episode"),
    @JsonSubTypes.Type(value = Feedback.TakenBack.class, name = "taken-back"),
    @JsonSubTypes.Type(value = Feedback.Outcome.class, name = "outcome")
  })
  private interface FeedbackNames {}

  private static final class LabelsWriter extends ValueSerializer<Labels> {
    @Override
    public void serialize(Labels labels, JsonGenerator out, SerializationContext context) {
      out.writeStartObject();
      labels.map().forEach(out::writeStringProperty);
      out.writeEndObject();
    }
  }

  private static final class LabelsReader extends ValueDeserializer<Labels> {
    @Override
    public Labels deserialize(JsonParser in, DeserializationContext context) {
      TreeMap<String, String> map = in.readValueAs(new TypeReference<>() {});
      return Labels.of(map);
    }
  }
}
