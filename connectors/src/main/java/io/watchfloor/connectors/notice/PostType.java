package io.watchfloor.connectors.notice;

import io.watchfloor.connectors.Capabilities.Proof;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SettingsForm;
import io.watchfloor.connectors.SettingsForm.Field;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.http.HttpForm;
import io.watchfloor.model.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A notice that is posted to an address: to a chat's incoming webhook, or to any program. The
/// address itself is a secret: whoever has it may write there.
record PostType(Shape shape) implements DestinationType {
  static final String ADDRESS = "address";
  static final String KEY = "key";

  /// What the other side wants to read.
  enum Shape {
    SLACK("To a channel of Slack, through an incoming webhook."),
    TEAMS(
        "To a channel of Microsoft Teams, through a workflow that posts an adaptive card. The"
            + " workflow accepts first and posts later: that it arrived is not proven."),
    WEBHOOK("As JSON to any address, signed if there is a key.");

    private final String summary;

    Shape(String summary) {
      this.summary = summary;
    }
  }

  @Override
  public String name() {
    return shape.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String summary() {
    return shape.summary;
  }

  @Override
  public Proof proof() {
    return switch (shape) {
      case SLACK -> Proof.schema("Slack incoming webhooks, blocks");
      case TEAMS -> Proof.schema("Teams workflows, adaptive card 1.4");
      case WEBHOOK -> Proof.own("its own test, signature included");
    };
  }

  @Override
  public SettingsForm form() {
    var fields = new ArrayList<Field>();
    fields.add(
        Field.of(
            ADDRESS,
            "Address",
            "The whole address to post to. Kept apart from the configuration.",
            Field.Kind.SECRET,
            "",
            true));
    if (shape == Shape.WEBHOOK)
      fields.add(
          Field.of(
              KEY,
              "Key",
              "Signs each notice (HMAC-SHA256). Kept apart from the configuration.",
              Field.Kind.SECRET,
              "",
              false));
    fields.addAll(HttpForm.transport());
    return new SettingsForm(List.copyOf(fields));
  }

  @Override
  public Destination open(SourceSettings settings, Opening opening) throws SourceException {
    return PostDestination.open(shape, settings, opening);
  }
}
