package io.watchfloor.model.cause;

import io.watchfloor.model.signal.EntityId;

/// The calls of one operation in one stretch of time, from traces. `caller` equals `callee` for
/// work within one entity. Times in microseconds; `gap50` is the median of "end of the caller's
/// span minus end of the callee's", the network's share of the answer; NaN where not known.
public record CallSummary(
    EntityId caller, EntityId callee, String operation, int count, double p50, double gap50) {}
