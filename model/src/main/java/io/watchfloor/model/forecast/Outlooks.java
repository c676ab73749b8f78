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

/// Says when a series reaches its limit: free space 0, a share of capacity 1, a certificate its
/// last day, or a limit given by a person. The median and the 80 % interval of the first passage
/// come from the series' own moves ([Passage]). Pure and deterministic.
public final class Outlooks {
  private static final int LEAST_POINTS = 30;
  private static final int MOST_POINTS = 400;
  private static final Duration LEAST_SPAN = Duration.ofMinutes(3);
  private static final Duration EXPIRY_HORIZON = Duration.ofDays(45);

  /// A past foretells at most so many times its own length, a short one more of its own.
  private static final int TIMES_THE_PAST = 3;

  private static final int TIMES_A_SHORT_PAST = 40;
  private static final Duration SHORT = Duration.ofHours(12);

  private static final Duration HORIZON = Duration.ofDays(60);
  private static final double MOST_NEVER = 0.8;

  private Outlooks() {}

  /// Whether a metric of this name has a limit by its meaning.
  public static boolean hasLimit(String metric, MetricInfo info) {
    return Limit.of(metric, info).isPresent() || Limit.isExpiry(metric);
  }

  /// Empty where there is no limit, not enough history, or nothing that moves towards it.
  public static Optional<Outlook> outlook(
      Series series, EntityId entity, MetricInfo info, Instant now) {
    if (Limit.isExpiry(series.id().metric())) return expiry(series, entity, info, now);
    return Limit.of(series.id().metric(), info)
        .flatMap(limit -> outlook(series, entity, info, limit, now));
  }

  /// The same for a limit of a person's own.
  public static Optional<Outlook> outlook(
      Series series, EntityId entity, MetricInfo info, Limit limit, Instant now) {
    var at = series.epochMillis();
    int first = 0;
    while (first < series.size() && !Double.isFinite(series.values()[first])) first++;
    if (series.size() - first < LEAST_POINTS) return Optional.empty();
    long span = at[at.length - 1] - at[first];
    if (span < LEAST_SPAN.toMillis()) return Optional.empty();
    long step = Math.max(Math.max(1, Grid.usualStep(at)), span / MOST_POINTS);
    var grid = Grid.of(at, series.values(), step);
    var values = grid.values();
    if (values.length < LEAST_POINTS || grid.filled() < 0.5) return Optional.empty();
    double current = series.last();
    values[values.length - 1] = current;
    long horizon = Math.min(HORIZON.toMillis(), horizon(span));
    int most = (int) Math.min(Integer.MAX_VALUE / 2, horizon / step);
    if (isReached(values, limit.value())) return reached(series, entity, info, limit, now, values);
    var passage = new Passage(values, limit.value());
    var steps = passage.steps(most, series.id().labels().fingerprint());
    double never = share(steps, Double.POSITIVE_INFINITY);
    if (never > MOST_NEVER) return Optional.empty();
    return Optional.of(
        new Outlook(
            series.id(),
            entity,
            info,
            current,
            limit.value(),
            limit.why(),
            moment(steps, 0.5, step, now),
            moment(steps, 0.1, step, now),
            moment(steps, 0.9, step, now),
            never,
            passage.errorSteps() * step / Duration.ofHours(1).toMillis(),
            now));
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

  private static double share(double[] steps, double of) {
    int count = 0;
    for (double step : steps) if (step == of) count++;
    return count / (double) steps.length;
  }

  private static Optional<Instant> moment(double[] steps, double share, long step, Instant now) {
    double at = steps[(int) Math.round(share * (steps.length - 1))];
    return Double.isInfinite(at)
        ? Optional.empty()
        : Optional.of(now.plusMillis(Math.round(at * step)));
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
            Comparator.comparing((Outlook outlook) -> outlook.median().orElse(Instant.MAX))
                .thenComparing(Outlook::chanceOfNever)
                .thenComparing(Outlook::series))
        .limit(limit)
        .toList();
  }
}
