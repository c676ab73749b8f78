package io.watchfloor.model.cause;

import io.watchfloor.model.signal.EntityId;

/// "It was this entity, in this way": one possible answer and what speaks for it. `clues` has one
/// number for each [Clue], in its order; `metric` shows it best and is empty where no metric does.
public record Theory(EntityId entity, Sort sort, String metric, double[] clues) {
  /// The ways in which something goes wrong, as far as measurements tell them apart.
  public enum Sort {
    CPU(FaultKind.CPU),
    MEMORY(FaultKind.MEMORY),
    DISK(FaultKind.DISK),
    SATURATION(FaultKind.SATURATION),
    NETWORK(FaultKind.TRAFFIC),
    SLOW(FaultKind.LATENCY),
    ERRORS(FaultKind.ERRORS),
    LOAD(FaultKind.TRAFFIC),
    CODE(FaultKind.ERRORS),

    // What only somebody's words tell.
    DOWN(FaultKind.DOWN),
    LOCK(FaultKind.LOCK),
    CERTIFICATE(FaultKind.CERTIFICATE),
    SECURITY(FaultKind.SECURITY),
    MONITORING(FaultKind.MONITORING),
    UNKNOWN(FaultKind.UNKNOWN);

    private final FaultKind kind;

    Sort(FaultKind kind) {
      this.kind = kind;
    }

    public FaultKind kind() {
      return kind;
    }

    /// The way that is meant when somebody names a kind of fault.
    static Sort of(FaultKind kind) {
      return switch (kind) {
        case CPU -> CPU;
        case MEMORY -> MEMORY;
        case DISK -> DISK;
        case SATURATION -> SATURATION;
        case LATENCY -> SLOW;
        case ERRORS -> ERRORS;
        case TRAFFIC -> LOAD;
        case DOWN -> DOWN;
        case LOCK -> LOCK;
        case CERTIFICATE -> CERTIFICATE;
        case SECURITY -> SECURITY;
        case MONITORING -> MONITORING;
        case UNKNOWN -> UNKNOWN;
      };
    }

    boolean isSymptom() {
      return this == SLOW || this == ERRORS || this == CODE;
    }

    boolean isResource() {
      return compareTo(NETWORK) <= 0;
    }
  }

  /// 0 where nothing speaks for it, 1 where something clearly does.
  double evidence() {
    double most = 0;
    for (var clue : Clue.EVIDENCE) most = Math.max(most, clue(clue));
    return Math.min(1, most);
  }

  public double clue(Clue clue) {
    return clues[clue.ordinal()];
  }

  void set(Clue clue, double value) {
    clues[clue.ordinal()] = value;
  }

  /// Makes `constant` the one that the theory starts from.
  void set(Clue constant) {
    for (var other : Clue.CONSTANTS) set(other, other == constant ? 1 : 0);
  }

  /// Takes away the part (0–1) of what was measured that somebody else's trouble explains.
  void explain(double part) {
    for (var clue : Clue.MEASURED) set(clue, clue(clue) * (1 - part));
    set(Clue.EXPLAINED, part);
  }

  static Theory about(EntityId entity, Sort sort, String metric) {
    return new Theory(entity, sort, metric, new double[Clue.values().length]);
  }
}
