package io.watchfloor.app.ui.alerts;

import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.signal.Alert;

/// Where an alert stands between the estate and the people. The filter's `state:` takes the name in
/// lower case.
public enum AlertState {
  NEW(Icon.NEW),
  FLAPPING(Icon.FLAPPING),
  PENDING(Icon.NEW),
  /// Acknowledged here; the source has not confirmed it yet.
  SENT(Icon.RUNNING),
  ACKED(Icon.CHECK),
  /// The source says otherwise.
  DIVERGED(Icon.AGAIN),
  SILENCED(Icon.SILENCED),
  /// Cleared, and nobody has seen it.
  CLEARED(Icon.CHECK_ALL),
  RESOLVED(Icon.CHECK_ALL),
  BLIND(Icon.BLIND);

  private final Icon icon;

  AlertState(Icon icon) {
    this.icon = icon;
  }

  public Icon icon() {
    return icon;
  }

  public String words() {
    return Text.of("alert.state." + name());
  }

  /// Acknowledged, silenced or over: the word loses its colour.
  public boolean isQuiet() {
    return this == ACKED || this == SENT || this == SILENCED || this == CLEARED || this == RESOLVED;
  }

  static AlertState of(TrackedAlert tracked, boolean sourceIsBlind) {
    var alert = tracked.alert();
    if (alert.state() == Alert.State.RESOLVED) return tracked.latched() ? CLEARED : RESOLVED;
    if (sourceIsBlind) return BLIND;
    if (tracked.acknowledgement().isPresent())
      return switch (tracked.acknowledgement().get().written()) {
        case DIVERGED -> DIVERGED;
        case QUEUED, SENT -> SENT;
        case LOCAL, CONFIRMED -> ACKED;
      };
    if (alert.state() == Alert.State.SUPPRESSED) return SILENCED;
    if (alert.state() == Alert.State.PENDING) return PENDING;
    return tracked.flapping() ? FLAPPING : NEW;
  }
}
