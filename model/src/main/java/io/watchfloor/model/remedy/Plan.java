package io.watchfloor.model.remedy;

import io.watchfloor.model.signal.EntityId;
import java.time.Duration;
import java.util.Optional;

/// Exactly what would run, and nothing else: actions with every parameter filled in. `hash`
/// (lower-case hex of SHA-256, see [Plans]) is what an approval binds to.
public record Plan(
    String remediation,
    String title,
    EntityId target,
    Action action,
    Optional<Action> dryRun,
    Optional<Action> undo,
    Optional<Action> probe,
    Duration timeLimit,
    boolean sandbox,
    String hash) {}
