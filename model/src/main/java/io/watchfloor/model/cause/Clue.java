package io.watchfloor.model.cause;

import java.util.EnumSet;
import java.util.Set;

/// What is asked about each theory. A clue's value is 0 where there is nothing of it, mostly 0–1 or
/// 0–[Deviation#MOST]; its weight is fitted ([FittedWeights]), starting from `byHand`. "First"
/// clues compare with the strongest of all entities.
public enum Clue {
  RESOURCE_AT_ALL(-1, ""),
  RESOURCE(0.8, "uses more of it than usual"),
  RESOURCE_FIRST(1.2, "by far the most of all"),
  RESOURCE_HARMS(0.25, "and answers later"),
  RESOURCE_LOADED(-0.2, "more is asked of it"),

  SLOW_AT_ALL(-1, ""),
  SLOW(0.5, "answers later than usual, beyond what its callees explain"),
  SLOW_OWN(0.5, "what it needs does not explain that"),
  SLOW_FIRST(1, "its own slowness is the largest part of it all"),
  SLOW_SEEN(0.2, "its callers wait for it"),
  GAP(0.5, "answers get lost on the way between it and its callers"),
  GAP_FIRST(1, "nowhere as much as there"),

  ERRORS_AT_ALL(-1, ""),
  ERRORS(0.6, "fails more than usual, beyond what its callees explain"),
  ERRORS_OWN(0.5, "what it needs does not explain that"),
  ERRORS_FIRST(1, "its own failures are the largest part of them all"),

  LOAD_AT_ALL(-3, ""),
  LOAD(0.3, "more is asked of it than usual"),
  LOAD_FIRST(0.3, "and not by its callers' own load"),

  CODE_AT_ALL(-2, ""),
  CALLS(0.4, "makes other calls than it used to"),
  CALLS_FIRST(0.6, "nobody's calls changed as much"),
  LOG_FRESH(0.5, "logs what it never logged before"),
  LOG_FRESH_FIRST(0.8, "nobody's logs are as new"),
  LOG_BROKEN(0.5, "leaves out log lines that always came in pairs"),
  LOG_BROKEN_FIRST(0.8, "nobody's log sequences break as much"),
  LOG_DEEPEST(0.8, "and nothing it needs logs anything strange"),
  LOG_TROUBLE(0.5, "logs more errors than usual"),
  LOG_TROUBLE_FIRST(0.8, "nobody's error lines moved as much"),
  LOG_MIX(0.5, "logs in other proportions than usual"),
  LOG_MIX_FIRST(0.8, "nobody's log proportions moved as much"),
  RESOURCE_ELSEWHERE(-0.2, "a resource is short somewhere"),

  TOLD_AT_ALL(-0.6, ""),
  TOLD(0.8, "is what alerts, states and findings speak of"),
  UNTOLD(-5, "nobody complains about it"),
  EXPLAINED(-1, "what it needs is in trouble itself"),
  RECORD(1, "people found this suspicion right before"),

  ENTRY(-1.5, "requests come in here: it shows what happens behind it"),
  ON_THE_PATH(1.5, "lies on the way of the complaint"),
  OTHER_COMPLAINT(-3, "is not what the complaint is about");

  /// Without one of these nothing speaks for a theory, and it is none.
  static final Set<Clue> EVIDENCE =
      EnumSet.of(
          RESOURCE,
          SLOW,
          SLOW_SEEN,
          GAP,
          ERRORS,
          LOAD,
          CALLS,
          LOG_FRESH,
          LOG_BROKEN,
          LOG_TROUBLE,
          LOG_MIX);

  /// What a theory starts from, by the sort of evidence that it rests on.
  static final Set<Clue> CONSTANTS =
      EnumSet.of(
          RESOURCE_AT_ALL, SLOW_AT_ALL, ERRORS_AT_ALL, LOAD_AT_ALL, CODE_AT_ALL, TOLD_AT_ALL);

  /// All that measurements say for or against a theory.
  static final Set<Clue> MEASURED = EnumSet.allOf(Clue.class);

  static {
    MEASURED.removeIf(clue -> clue.text().isEmpty());
    MEASURED.removeAll(EnumSet.of(TOLD, UNTOLD, EXPLAINED, RECORD, ENTRY, OTHER_COMPLAINT));
  }

  private final double byHand;
  private final String text;

  Clue(double byHand, String text) {
    this.byHand = byHand;
    this.text = text;
  }

  /// Whether people's and systems' words are behind it, which are evidence themselves.
  boolean isOfWords() {
    return this == TOLD || this == RECORD;
  }

  public double byHand() {
    return byHand;
  }

  /// The clue as part of a sentence about the suspect; empty for a mere constant.
  public String text() {
    return text;
  }
}
