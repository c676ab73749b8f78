package io.watchfloor.model.source;

import io.watchfloor.model.signal.Signal;
import java.time.Duration;
import java.util.List;

/// What a pull brought and where the next one starts. `notices` say what was capped, truncated or
/// dropped, in words for the Sources screen. `requests` is how many calls it cost. `skew` is how
/// far the source's clock is ahead of ours, as far as it showed.
public record Pull(
    List<Signal> signals, Cursor next, List<String> notices, int requests, Duration skew) {
  public Pull {
    signals = List.copyOf(signals);
    notices = List.copyOf(notices);
  }

  public Pull(List<Signal> signals, Cursor next, List<String> notices, int requests) {
    this(signals, next, notices, requests, Duration.ZERO);
  }

  public Pull(List<Signal> signals, Cursor next) {
    this(signals, next, List.of(), 1);
  }
}
