package io.watchfloor.connectors;

import io.watchfloor.model.source.WriteBack.Act;
import java.util.List;

/// What a kind of source brings and what can be done at it. The console offers a person only these
/// acts, and the table of connectors is written from it.
public record Capabilities(List<Brings> reads, List<Act.Kind> writes, Proof proof) {
  public Capabilities {
    reads = List.copyOf(reads);
    writes = List.copyOf(writes);
  }

  public boolean can(Act.Kind kind) {
    return writes.contains(kind);
  }

  /// A kind of signal.
  public enum Brings {
    METRICS,
    ALERTS,
    EVENTS,
    CHANGES,
    LOGS,
    TICKETS,
    TOPOLOGY
  }

  /// Against what it was tried; `against` names the product and version in words.
  public record Proof(How how, String against) {
    public enum How {
      /// A test reads (and writes, and reads back) the real server where it is there.
      LIVE,
      /// Only a fake as strict as the published schema: no server was to be had.
      SCHEMA,
      /// Files or the machine itself: nothing outside is needed.
      OWN
    }

    public static Proof live(String against) {
      return new Proof(How.LIVE, against);
    }

    public static Proof schema(String against) {
      return new Proof(How.SCHEMA, against);
    }

    public static Proof own(String against) {
      return new Proof(How.OWN, against);
    }
  }
}
