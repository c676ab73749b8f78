package io.watchfloor.connectors.notice;

import io.watchfloor.connectors.Capabilities.Proof;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SettingsForm;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.model.source.SourceException;
import java.util.List;

/// A way to tell people elsewhere, with the form of its settings.
public sealed interface DestinationType permits PostType, MailType {
  /// All there are, in the order in which a person is offered them.
  static List<DestinationType> all() {
    return List.of(
        new PostType(PostType.Shape.SLACK),
        new PostType(PostType.Shape.TEAMS),
        new PostType(PostType.Shape.WEBHOOK),
        new MailType());
  }

  /// The word in the configuration.
  String name();

  /// One sentence.
  String summary();

  SettingsForm form();

  /// Against what it was tried.
  Proof proof();

  /// @throws SourceException if the settings can't work; not if the other side is away
  Destination open(SourceSettings settings, Opening opening) throws SourceException;
}
