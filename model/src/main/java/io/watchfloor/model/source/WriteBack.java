package io.watchfloor.model.source;

import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Acting back on a source: acknowledge, silence, downtime, comment, recheck, ticket. An operator's
/// ordinary right, always audited. It goes preview → send → read back: the [Preview] shows the
/// requests verbatim, the [Receipt] says what was sent, the [ReadBack] whether the source holds it.
/// An act hits exactly what it names: one service, never all of its host. Blocking; called on a
/// thread of its own, never on the engine's.
public interface WriteBack {
  SourceId source();

  /// What can be done here; the console offers only that.
  List<Act.Kind> offers();

  /// What would be sent and what it would catch; sends nothing.
  Preview preview(Act act) throws SourceException, InterruptedException;

  /// Sends it. The receipt names what the source made of it and what has to be renewed or ended
  /// later (a silence's id); it names nothing where the source looks after that itself.
  Receipt send(Act act) throws SourceException, InterruptedException;

  /// Looks whether the source now holds what was sent.
  ReadBack readBack(Receipt receipt) throws SourceException, InterruptedException;

  /// The silences and downtimes it holds now, newest first; none where it has no such thing.
  default List<Silence> silences() throws SourceException, InterruptedException {
    return List.of();
  }

  /// What a person wants done. `alerts` are of this source. `target` is the id of what it changes
  /// (a silence, a downtime, a ticket), else empty. `untilClear` asks for no end of its own: where
  /// the source can't hold that, `length` is sent and renewed.
  record Act(
      Kind kind,
      List<Alert> alerts,
      List<Matcher> matchers,
      String target,
      String author,
      String comment,
      Instant from,
      Duration length,
      boolean untilClear) {
    public Act {
      alerts = List.copyOf(alerts);
      matchers = List.copyOf(matchers);
    }

    /// With an end of its own.
    public Act(
        Kind kind,
        List<Alert> alerts,
        List<Matcher> matchers,
        String target,
        String author,
        String comment,
        Instant from,
        Duration length) {
      this(kind, alerts, matchers, target, author, comment, from, length, false);
    }

    /// What can be done at a source. The console offers a person only what the source offers.
    public enum Kind {
      ACKNOWLEDGE,
      UNACKNOWLEDGE,
      SILENCE,
      RENEW,
      END_SILENCE,
      DOWNTIME,
      COMMENT,
      CLOSE,
      RECHECK,
      TICKET_CREATE,
      TICKET_COMMENT,
      TICKET_RESOLVE
    }
  }

  /// One condition of a silence on one label.
  record Matcher(String name, String value, boolean isRegex, boolean isEqual) {
    @Override
    public String toString() {
      return name
          + (isEqual ? "=" : "!")
          + (isRegex ? "~" : isEqual ? "" : "=")
          + '"'
          + value
          + '"';
    }
  }

  /// The requests that would be sent, verbatim, and the alerts that they would catch now.
  record Preview(List<String> requests, List<Alert> caught) {}

  /// What was sent and what the source called it; `answer` is its own words.
  record Receipt(Act act, List<String> ids, String answer) {}

  /// Whether the source holds it; `words` are what it says otherwise.
  record ReadBack(boolean confirmed, String words) {}

  /// A silence or downtime as its source lists it. `state` is active, pending or expired.
  record Silence(
      SourceId source,
      String id,
      List<Matcher> matchers,
      Instant startsAt,
      Instant endsAt,
      String author,
      String comment,
      String state,
      int catches) {
    /// The `state` of one that holds from `startsAt` until `endsAt`.
    public static String stateAt(Instant now, Instant startsAt, Instant endsAt) {
      return now.isBefore(startsAt) ? "pending" : now.isBefore(endsAt) ? "active" : "expired";
    }
  }
}
