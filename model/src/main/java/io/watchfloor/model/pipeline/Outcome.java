package io.watchfloor.model.pipeline;

import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import java.util.List;
import java.util.Map;

/// What a turn found, and what is to be done outside once that is stored.
public record Outcome(Facts facts, List<Effect> effects) {
  public static final Outcome NOTHING = new Outcome(Facts.NONE, List.of());

  public Outcome {
    effects = List.copyOf(effects);
  }

  public Outcome with(Map<SourceId, Cursor> cursors) {
    return new Outcome(facts.with(cursors, facts.gaps()), effects);
  }

  public Outcome withGaps(Map<SourceId, Window> gaps) {
    return new Outcome(facts.with(facts.cursors(), gaps), effects);
  }
}
