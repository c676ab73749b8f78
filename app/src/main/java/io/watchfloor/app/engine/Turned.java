package io.watchfloor.app.engine;

import io.watchfloor.model.pipeline.Facts;
import io.watchfloor.model.source.HealthBook;
import java.time.Instant;
import java.util.List;

/// What one turn of the engine did, told after it is stored.
public record Turned(Facts facts, List<HealthBook.Turn> health, Instant at) {}
