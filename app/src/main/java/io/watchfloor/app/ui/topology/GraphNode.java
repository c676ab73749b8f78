package io.watchfloor.app.ui.topology;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Severity;

/// One entity of the graph as it stands now. `isCulprit`: the first suspect of an open incident;
/// `isHit`: it suffers in one; `isBlind`: what tells about it is not seen; `alerts` are those that
/// fire.
record GraphNode(
    EntityId entity,
    String kind,
    Severity severity,
    boolean isCulprit,
    boolean isHit,
    boolean isBlind,
    int alerts) {}
