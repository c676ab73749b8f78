package io.watchfloor.app.backtest;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/// One question about a series: values oldest first, one every `stepMillis`, NaN where one is
/// missing; how many steps to look ahead, or the limit that is asked for.
record Task(
    String id, long stepMillis, OptionalInt horizon, OptionalDouble limit, double[] values) {}
