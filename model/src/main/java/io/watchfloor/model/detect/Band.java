package io.watchfloor.model.detect;

/// Where a series is expected now: the value and the edges of its ordinary range.
public record Band(double expected, double low, double high) {}
