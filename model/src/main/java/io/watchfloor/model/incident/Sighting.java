package io.watchfloor.model.incident;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One time that one alert fired. Repeats of a notification are sightings of their own, each with
/// the one before it. `at` is in seconds since 1970; `lone` is the log of how often (per second and
/// entity) such a thing is seen for no reason at all.
final class Sighting {
  final Ref.ToAlert ref;
  final Subject subject;
  final Instant from;
  final double at;
  final long order;
  private static final int MOST_BEFORE = 8;
  @Nullable Sighting before;

  /// The alert as it was last told.
  TrackedAlert alert;

  /// Whether its source will say when it ends, so that silence means that it still fires.
  final boolean lasting;

  /// Whether somebody decided where it belongs, and who.
  boolean fixed;

  String fixedBy = "";

  double lone;

  /// The faults it is undecided between, better one first; mostly empty.
  List<Group> between = List.of();

  @Nullable Group group;

  /// The incident that shows it.
  @Nullable Draft shownIn;

  Instant placedAt;
  private Kinship.@Nullable Explained explained;
  private @Nullable Kinship explainedBy;

  Sighting(
      TrackedAlert alert,
      Ref.ToAlert ref,
      Subject subject,
      Instant from,
      long order,
      @Nullable Sighting before,
      boolean lasting) {
    this.alert = alert;
    this.ref = ref;
    this.subject = subject;
    this.from = from;
    this.at = from.getEpochSecond() + from.getNano() / 1e9;
    this.order = order;
    this.before = before;
    this.lasting = lasting;
    this.placedAt = from;
    forgetOld();
  }

  private void forgetOld() {
    var oldest = this;
    for (int i = 0; i < MOST_BEFORE && oldest.before != null; i++) oldest = oldest.before;
    oldest.before = null;
  }

  /// Which roots explain it; looked up once for each graph.
  Kinship.Explained explained(Kinship kinship) {
    var known = explained;
    if (known != null && explainedBy == kinship) return known;
    known = kinship.explained(subject);
    explained = known;
    explainedBy = kinship;
    return known;
  }

  boolean isFiring() {
    return alert.alert().isActive();
  }
}
