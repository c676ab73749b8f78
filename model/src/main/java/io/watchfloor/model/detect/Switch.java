package io.watchfloor.model.detect;

import io.watchfloor.model.signal.SeriesId;

/// A series that is to be judged by another tier from now on.
public record Switch(SeriesId series, Tier to) {}
