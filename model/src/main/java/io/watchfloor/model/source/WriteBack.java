package io.watchfloor.model.source;

import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Acting back on a source: acknowledge, silence, end a silence. An operator's ordinary right,
/// always audited, and confirmed or shown as diverged by reading back. Blocking; called on a thread
/// of its own, never on the engine's.
public interface WriteBack {
  SourceId source();

  /// What can be done here; the console offers only that.
  List<Act.Kind> offers();

  /// What would be sent and what it would catch; sends nothing.
  Preview preview(Act act) throws SourceException, InterruptedException;

  /// Sends it. The receipt names what the source made of it (a silence's id).
  Receipt send(Act act) throws SourceException, InterruptedException;

  /// Looks whether the source now holds what was sent.
  ReadBack readBack(Receipt receipt) throws SourceException, InterruptedException;

  /// The silences it holds now, newest first.
  List<Silence> silences() throws SourceException, InterruptedException;

  /// What a person wants done. `alerts` are of this source. `silence` is the id for END_SILENCE and
  /// RENEW, else empty.
  record Act(
      Kind kind,
      List<Alert> alerts,
      List<Matcher> matchers,
      String silence,
      String author,
      String comment,
      Instant from,
      Duration length) {
    public enum Kind {
      ACKNOWLEDGE,
      SILENCE,
      RENEW,
      END_SILENCE
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

  /// A silence as its source lists it. `state` is active, pending or expired.
  record Silence(
      SourceId source,
      String id,
      List<Matcher> matchers,
      Instant startsAt,
      Instant endsAt,
      String author,
      String comment,
      String state,
      int catches) {}
}
