package io.watchfloor.model.forecast;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Says when a series reaches the limit that its meaning gives it: free space 0, a share of
/// capacity 1, a certificate its last day. A robust line through the past (Theil–Sen slope: H.
/// Theil 1950, P. K. Sen 1968) gives the median passage; the spread of the pairwise slopes gives
/// the interval and the chance of never.
public final class Outlooks {
  private static final int LEAST = 30;
  private static final Duration LEAST_SPAN = Duration.ofMinutes(3);
  private static final Duration HORIZON = Duration.ofDays(30);
  private static final Duration CERTIFICATE_HORIZON = Duration.ofDays(45);
  private static final int POINTS = 64;

  private Outlooks() {}

  /// Whether a metric of this name has a limit by its meaning.
  public static boolean hasLimit(String metric, MetricInfo info) {
    return limit(metric, info).isPresent() || isExpiry(metric);
  }

  private static boolean isExpiry(String metric) {
    var name = metric.toLowerCase(Locale.ROOT);
    return name.contains("cert") && (name.contains("expiry") || name.contains("not_after"));
  }

  private static Optional<Double> limit(String metric, MetricInfo info) {
    var name = metric.toLowerCase(Locale.ROOT);
    boolean isSpace =
        name.contains("filesystem")
            || name.contains("disk")
            || name.contains("volume")
            || name.contains("memory");
    if (isSpace && (name.contains("avail") || name.contains("free"))) return Optional.of(0.0);
    if (isSpace
        && (info.unit().equals("ratio") || name.endsWith("_ratio"))
        && name.contains("used")) return Optional.of(1.0);
    return Optional.empty();
  }

  /// Empty where there is no limit, not enough history, or nothing that moves towards it.
  public static Optional<Outlook> outlook(
      Series series, EntityId entity, MetricInfo info, Instant now) {
    if (isExpiry(series.id().metric())) return expiry(series, entity, info, now);
    var limit = limit(series.id().metric(), info);
    if (limit.isEmpty()) return Optional.empty();
    var line = thinned(series);
    if (line.length < LEAST || span(line).compareTo(LEAST_SPAN) < 0) return Optional.empty();
    var slopes = slopes(line);
    double current = line[line.length - 1][1];
    double left = limit.get() - current;
    long towards =
        Arrays.stream(slopes)
            .filter(slope -> slope * left > 0 && left / slope <= HORIZON.toMillis())
            .count();
    double never = 1 - (double) towards / slopes.length;
    double median = slopes[slopes.length / 2];
    if (never > 0.8 || median * left <= 0) return Optional.empty();
    var at = passage(left, median, now);
    var early = passage(left, left > 0 ? quantile(slopes, 0.9) : quantile(slopes, 0.1), now);
    var late = passage(left, left > 0 ? quantile(slopes, 0.1) : quantile(slopes, 0.9), now);
    if (at.isEmpty()) return Optional.empty();
    var why = limit.get() == 0 ? "nothing left" : "all used";
    return Optional.of(
        new Outlook(
            series.id(),
            entity,
            info,
            current,
            limit.get(),
            why,
            at,
            early,
            late,
            never,
            backTest(line),
            now));
  }

  private static Optional<Outlook> expiry(
      Series series, EntityId entity, MetricInfo info, Instant now) {
    double last = series.last();
    if (Double.isNaN(last) || last < 1e9 || last > 1e10) return Optional.empty();
    var at = Instant.ofEpochSecond((long) last);
    if (at.isAfter(now.plus(CERTIFICATE_HORIZON))) return Optional.empty();
    return Optional.of(
        new Outlook(
            series.id(),
            entity,
            info,
            last,
            last,
            "the certificate ends",
            Optional.of(at),
            Optional.of(at),
            Optional.of(at),
            0,
            0,
            now));
  }

  /// Soonest first.
  public static List<Outlook> worstFirst(Collection<Outlook> outlooks, int limit) {
    return outlooks.stream()
        .sorted(
            Comparator.comparing((Outlook outlook) -> outlook.median().orElse(Instant.MAX))
                .thenComparing(Outlook::series))
        .limit(limit)
        .toList();
  }

  /// At most [#POINTS] pairs of time and value, gaps left out.
  private static double[][] thinned(Series series) {
    int step = Math.max(1, series.size() / POINTS);
    return IntStream.range(0, series.size())
        .filter(i -> (series.size() - 1 - i) % step == 0 && !Double.isNaN(series.values()[i]))
        .mapToObj(i -> new double[] {series.epochMillis()[i], series.values()[i]})
        .toArray(double[][]::new);
  }

  private static Duration span(double[][] line) {
    return Duration.ofMillis((long) (line[line.length - 1][0] - line[0][0]));
  }

  /// The slope between each point and the one half the line later, sorted; per millisecond.
  private static double[] slopes(double[][] line) {
    int half = line.length / 2;
    var slopes = new double[line.length - half];
    for (int i = 0; i + half < line.length; i++)
      slopes[i] = (line[i + half][1] - line[i][1]) / (line[i + half][0] - line[i][0]);
    Arrays.sort(slopes);
    return slopes;
  }

  private static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }

  private static Optional<Instant> passage(double left, double slope, Instant now) {
    if (slope * left <= 0) return Optional.empty();
    double millis = left / slope;
    return millis > HORIZON.toMillis()
        ? Optional.empty()
        : Optional.of(now.plusMillis((long) millis));
  }

  /// How far off (hours) the first half of the past was about the second, scaled to the passage;
  /// NaN where it can't be said.
  private static double backTest(double[][] line) {
    var first = Arrays.copyOf(line, line.length / 2);
    if (first.length < LEAST / 2) return Double.NaN;
    var slopes = slopes(first);
    double slope = slopes[slopes.length / 2];
    if (slope == 0) return Double.NaN;
    var from = first[first.length - 1];
    var last = line[line.length - 1];
    double predictedAt = from[0] + (last[1] - from[1]) / slope;
    return Math.abs(predictedAt - last[0]) / 3_600_000;
  }
}
