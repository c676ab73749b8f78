package io.watchfloor.connectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.Dependency;
import io.watchfloor.model.signal.Event;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.Ticket;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.topology.EntityRules;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every source promises, whatever it asks: the cursor goes on where it stood, over a restart
/// too; nothing is lost, and nothing is called over that is not; each signal says who told it and
/// when. A new connector extends it (over HTTP: [HttpSourceKit]) and gets its tests.
@Timeout(120)
public abstract class SourceKit {
  private static final int MEBIBYTE = 1024 * 1024;

  protected final FakeSecrets secrets = new FakeSecrets();
  private Instant now = Instant.MIN;

  /// Opens it anew, as after a restart of the program.
  protected abstract Source open(Opening opening) throws Exception;

  /// When the world that it asks is: now, or when its answers were recorded.
  protected Instant start() {
    return Instant.now();
  }

  /// Whether each new opening finds the same world; not so where the moment itself is told.
  protected boolean standsStill() {
    return true;
  }

  protected final Instant now() {
    if (now.equals(Instant.MIN)) now = start();
    return now;
  }

  protected final void turn(Duration by) {
    now = now().plus(by);
  }

  protected Opening opening() {
    InstantSource clock = this::now;
    return new Opening(secrets, clock, EntityRules.DEFAULT);
  }

  /// One pull as the engine makes it, a moment later than the last.
  protected final Pull pull(Source source, Cursor from) throws Exception {
    turn(Duration.ofSeconds(5));
    return source.pull(window(), from);
  }

  protected final Window window() {
    return Window.before(now(), Duration.ofSeconds(5));
  }

  /// Who a signal is, so that telling it twice is no harm. Samples count one by one.
  protected static Set<String> identities(Pull pull) {
    var identities = new HashSet<String>();
    for (var signal : pull.signals()) {
      if (signal instanceof Samples samples)
        for (int i = 0; i < samples.size(); i++)
          identities.add(samples.labels() + "@" + samples.epochMillis()[i]);
      else identities.add(identity(signal));
    }
    return identities;
  }

  private static String identity(Signal signal) {
    return switch (signal) {
      case Samples it -> it.labels().toString();
      case Alert it -> it.fingerprint() + " " + it.state() + " " + it.startsAt();
      case Event it -> it.kind() + " " + it.text() + " " + it.labels() + " " + it.at();
      case Change it -> it.id();
      case LogLine it -> it.text() + " " + it.at();
      case Ticket it -> it.key() + " " + it.state();
      case Dependency it -> it.entity() + " needs " + it.target();
    };
  }

  @Test
  void firstPullTellsSomething() throws Exception {
    try (var source = open(opening())) {
      var pull = pull(source, Cursor.START);
      assertFalse(pull.signals().isEmpty(), () -> "nothing; it says " + pull.notices());
    }
  }

  @Test
  void everySignalSaysWhoToldItAndWhen() throws Exception {
    try (var source = open(opening())) {
      var latest = now().plus(Duration.ofDays(1));
      for (var signal : pull(source, Cursor.START).signals()) {
        assertEquals(source.id(), signal.source());
        assertEquals(now(), signal.received(), signal::toString);
        assertTrue(signal.at().isAfter(Instant.EPOCH), signal::toString);
        assertTrue(signal.at().isBefore(latest), signal::toString);
      }
    }
  }

  @Test
  void cursorGoesOnlyForwardAndFitsIntoOneMebibyte() throws Exception {
    try (var source = open(opening())) {
      var cursor = Cursor.START;
      for (int i = 0; i < 4; i++) {
        var next = pull(source, cursor).next();
        assertFalse(next.upTo().isBefore(cursor.upTo()));
        assertFalse(next.upTo().isAfter(now()));
        assertTrue(next.state().getBytes(StandardCharsets.UTF_8).length <= MEBIBYTE);
        cursor = next;
      }
    }
  }

  /// The program was killed after it had asked and before it had stored: it asks again.
  @Test
  void sameCursorTellsTheSameAgainAfterARestart() throws Exception {
    if (!standsStill()) return;
    Pull first;
    try (var source = open(opening())) {
      var before = pull(source, Cursor.START).next();
      first = pull(source, before);
      turn(Duration.ofSeconds(-5));
      try (var again = open(opening())) {
        var second = pull(again, before);
        assertTrue(identities(second).containsAll(identities(first)));
      }
    }
  }

  @Test
  void nothingIsCalledOverAfterARestartThatWasThereBefore() throws Exception {
    Cursor cursor;
    try (var source = open(opening())) {
      cursor = pull(source, pull(source, Cursor.START).next()).next();
    }
    if (!standsStill()) return;
    try (var again = open(opening())) {
      for (int i = 0; i < 3; i++) {
        var pull = pull(again, cursor);
        cursor = pull.next();
        for (var signal : pull.signals())
          if (signal instanceof Alert alert)
            assertFalse(alert.state() == Alert.State.RESOLVED, alert::toString);
      }
    }
  }

  @Test
  void cursorThatCannotBeReadIsAsNone() throws Exception {
    for (var state : new String[] {"}{", "{\"alerts\":7,\"to\":\"\\u0000\"}", "[".repeat(5_000)}) {
      try (var source = open(opening())) {
        var pull = pull(source, new Cursor(now().minusSeconds(60), state));
        assertFalse(pull.next().upTo().isAfter(now()));
      }
    }
  }
}
