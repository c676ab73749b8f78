package io.watchfloor.model.forecast;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Says when a series reaches its limit: free space 0, a share of capacity 1, a certificate its
/// last day, or a limit given by a person. When it comes, and the 80 % interval, are the series'
/// own moves gone on ([Passage]). Pure and deterministic.
public final class Outlooks {
  private static final int LEAST_POINTS = 30;
  private static final int MOST_POINTS = 2_016;
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final Duration LEAST_SPAN = Duration.ofMinutes(3);
  private static final Duration EXPIRY_HORIZON = Duration.ofDays(45);

  /// A past foretells at most so many times its own length, a short one more of its own.
  private static final int TIMES_THE_PAST = 3;

  private static final int TIMES_A_SHORT_PAST = 40;
  private static final Duration SHORT = Duration.ofHours(12);

  private static final Duration HORIZON = Duration.ofDays(60);
  private static final double MOST_NEVER = 0.8;
  private static final int PATHS = 400;
  private static final int GLANCE_PATHS = 100;

  private Outlooks() {}

  /// Whether a metric of this name has a limit by its meaning.
  public static boolean hasLimit(String metric, MetricInfo info) {
    return Limit.of(metric, info).isPresent() || Limit.isExpiry(metric);
  }

  /// Whether a metric of this name may have one; its unit decides.
  public static boolean mayHaveLimit(String metric) {
    return Limit.isPossible(metric) || Limit.isExpiry(metric);
  }

  /// Empty where there is no limit, not enough history, or nothing that moves towards it.
  public static Optional<Outlook> outlook(
      Series series, EntityId entity, MetricInfo info, Instant now) {
    if (Limit.isExpiry(series.id().metric())) return expiry(series, entity, info, now);
    return Limit.of(series.id().metric(), info)
        .flatMap(limit -> outlook(series, entity, info, limit, now))
        .filter(outlook -> outlook.chanceOfNever() <= MOST_NEVER);
  }

  /// The same at a glance, for looking often and at many: no farther ahead than `within`, fewer
  /// paths, and not tested on the past.
  public static Optional<Outlook> glance(
      Series series, EntityId entity, MetricInfo info, Duration within, Instant now) {
    if (Limit.isExpiry(series.id().metric())) return expiry(series, entity, info, now);
    return Limit.of(series.id().metric(), info)
        .flatMap(limit -> outlook(series, entity, info, limit, within, GLANCE_PATHS, now))
        .filter(outlook -> outlook.chanceOfNever() <= MOST_NEVER);
  }

  /// The same for a limit of a person's own; also what is not expected to reach it. Empty only
  /// where there is not enough history.
  public static Optional<Outlook> outlook(
      Series series, EntityId entity, MetricInfo info, Limit limit, Instant now) {
    return outlook(series, entity, info, limit, HORIZON, PATHS, now);
  }

  private static Optional<Outlook> outlook(
      Series series,
      EntityId entity,
      MetricInfo info,
      Limit limit,
      Duration within,
      int paths,
      Instant now) {
    if (!suffices(series)) return Optional.empty();
    long span = span(series);
    long step = step(Math.max(1, Grid.usualStep(series.epochMillis())), span);
    var grid = Grid.of(series.epochMillis(), series.values(), step);
    var values = grid.values();
    if (values.length < LEAST_POINTS || grid.filled() < 0.5) return Optional.empty();
    values[values.length - 1] = series.last();
    if (isReached(values, limit.value())) return reached(series, entity, info, limit, now, values);
    long horizon = Math.min(within.toMillis(), horizon(span));
    int most = (int) Math.min(Integer.MAX_VALUE / 2, horizon / step);
    int day = DAY % step == 0 ? (int) (DAY / step) : 0;
    var crossing = Crossing.of(values, limit.value(), day, most, paths);
    double error = paths == PATHS ? Crossing.error(values, limit.value(), day) : Double.NaN;
    return Optional.of(
        new Outlook(
            series.id(),
            entity,
            info,
            series.last(),
            limit.value(),
            limit.why(),
            moment(crossing.likely(), step, now),
            moment(crossing.earliest(), step, now),
            moment(crossing.latest(), step, now),
            crossing.chanceOfNever(),
            error * step / Duration.ofHours(1).toMillis(),
            now));
  }

  /// The usual step, or a coarser one of which there are whole ones in a day.
  private static long step(long usual, long span) {
    long least = span / MOST_POINTS;
    if (least <= usual) return usual;
    if (least >= DAY) return least;
    long parts = DAY / least;
    while (DAY % parts != 0) parts--;
    return DAY / parts;
  }

  /// Whether there is enough history to say when a limit is reached.
  public static boolean suffices(Series series) {
    int known = 0;
    for (double value : series.values()) if (Double.isFinite(value)) known++;
    return known >= LEAST_POINTS && span(series) >= LEAST_SPAN.toMillis();
  }

  private static long span(Series series) {
    int first = 0;
    int last = series.size() - 1;
    while (first <= last && !Double.isFinite(series.values()[first])) first++;
    while (last > first && !Double.isFinite(series.values()[last])) last--;
    return first > last ? 0 : series.epochMillis()[last] - series.epochMillis()[first];
  }

  private static long horizon(long span) {
    long ofShort = TIMES_A_SHORT_PAST * Math.min(span, SHORT.toMillis());
    return Math.max(ofShort, TIMES_THE_PAST * span);
  }

  private static boolean isReached(double[] values, double limit) {
    double last = values[values.length - 1];
    return limit == 0 ? last <= 0 : last >= limit && values[0] < limit;
  }

  /// At the limit now: worth telling only if it was not always there.
  private static Optional<Outlook> reached(
      Series series, EntityId entity, MetricInfo info, Limit limit, Instant now, double[] values) {
    boolean cameFromElsewhere = false;
    for (double value : values) cameFromElsewhere |= value != limit.value();
    if (!cameFromElsewhere) return Optional.empty();
    var at = Optional.of(now);
    return Optional.of(
        new Outlook(
            series.id(),
            entity,
            info,
            series.last(),
            limit.value(),
            limit.why(),
            at,
            at,
            at,
            0,
            0,
            now));
  }

  private static Optional<Instant> moment(OptionalDouble steps, long step, Instant now) {
    return steps.isEmpty()
        ? Optional.empty()
        : Optional.of(now.plusMillis(Math.round(steps.getAsDouble() * step)));
  }

  private static Optional<Outlook> expiry(
      Series series, EntityId entity, MetricInfo info, Instant now) {
    double last = series.last();
    if (Double.isNaN(last) || last < 1e9 || last > 1e10) return Optional.empty();
    var at = Instant.ofEpochSecond((long) last);
    if (at.isAfter(now.plus(EXPIRY_HORIZON))) return Optional.empty();
    return Optional.of(
        new Outlook(
            series.id(),
            entity,
            info,
            last,
            last,
            "it ends",
            Optional.of(at),
            Optional.of(at),
            Optional.of(at),
            0,
            0,
            now));
  }

  /// Soonest first; what may never come after what is sure.
  public static List<Outlook> worstFirst(Collection<Outlook> outlooks, int limit) {
    return outlooks.stream()
        .sorted(
            Comparator.comparing((Outlook outlook) -> outlook.likely().orElse(Instant.MAX))
                .thenComparing(Outlook::chanceOfNever)
                .thenComparing(Outlook::series))
        .limit(limit)
        .toList();
  }
}
