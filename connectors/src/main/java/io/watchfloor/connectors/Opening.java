package io.watchfloor.connectors;

import io.watchfloor.model.source.Secrets;
import io.watchfloor.model.topology.EntityRules;
import java.time.InstantSource;

/// What a connector is given when it opens: the secrets, the clock, and the rules that say who
/// labels are about.
public record Opening(Secrets secrets, InstantSource clock, EntityRules entities) {}
