package io.watchfloor.model.incident;

import java.time.Instant;
import java.util.Optional;

/// Where one firing of an alert was put: into an incident, or into none, with the time and the
/// reason. A later placement of the same firing takes its place.
public record Placement(
    String alert, Instant firedAt, Optional<IncidentId> incident, Instant at, String reason) {}
