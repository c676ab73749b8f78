package io.watchfloor.app.ui.shell;

import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Window;
import java.util.Optional;

/// What a screen is asked to show.
public sealed interface Target {
  record ToIncident(IncidentId id) implements Target {}

  /// The rows behind a claim.
  record ToRef(Ref ref, Optional<Window> window) implements Target {
    public ToRef(Ref ref) {
      this(ref, Optional.empty());
    }
  }

  /// The approval card of a proposal.
  record ToProposal(String id) implements Target {}

  record ToEntity(EntityId entity) implements Target {}

  /// A filter or search, in the language of the screen.
  record ToQuery(String text) implements Target {}

  /// The wizard; `type` as in [io.watchfloor.connectors.SourceType#name], or empty to choose.
  record ToConnect(String type) implements Target {}
}
