package io.watchfloor.model.remedy;

import io.watchfloor.model.audit.Operator;
import java.time.Instant;
import java.util.Optional;

/// Who allowed exactly this plan, and until when. `second` is the other person where the risk is
/// high.
public record Approval(
    String proposal,
    String planHash,
    Operator by,
    Optional<Operator> second,
    String comment,
    Instant at,
    Instant expiresAt) {}
