package io.watchfloor.model.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.SourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What an episode is called, and since when it lasts, for something that happens to a series of 20
/// days, a point every five minutes.
class KindTest {
  private static final long START = 1_700_000_000_000L - 1_700_000_000_000L % 86_400_000L;
  private static final long STEP = 300_000;
  private static final int DAY = 288;
  private static final int POINTS = 20 * DAY;

  /// At noon of the 17th day.
  private static final int HAPPENS = 16 * DAY + DAY / 2;

  private final SplittableRandom random = new SplittableRandom(7);

  private static List<Anomaly> judge(Tier tier, double[] value) {
    var at = new long[value.length];
    for (int i = 0; i < at.length; i++) at[i] = START + i * STEP;
    var info = new MetricInfo(MetricInfo.Type.GAUGE, "", "");
    var labels = Labels.of(Labels.NAME, "requests");
    var source = new SourceId("test");
    var entity = new EntityId("cart");
    var told = new ArrayList<Anomaly>();
    new Watched(new SeriesId(source, labels), entity, info, tier)
        .observe(
            new Samples(
                source, entity, labels, info, Instant.ofEpochMilli(at[at.length - 1]), at, value),
            new Verdicts(),
            1,
            told);
    var latest = new LinkedHashMap<String, Anomaly>();
    for (var anomaly : told) latest.put(anomaly.id(), anomaly);
    return latest.values().stream().filter(a -> point(a.from()) >= HAPPENS - DAY / 2).toList();
  }

  private static int point(Instant at) {
    return (int) ((at.toEpochMilli() - START) / STEP);
  }

  private double[] series(IntToDoubleFunction shape) {
    var value = new double[POINTS];
    for (int i = 0; i < POINTS; i++) value[i] = shape.applyAsDouble(i);
    return value;
  }

  private double steady(int i) {
    return 500 + 10 * random.nextGaussian();
  }

  private double daily(int i) {
    return 500 + 200 * Math.sin(2 * Math.PI * i / DAY) + 10 * random.nextGaussian();
  }

  private static void assertFirst(
      Anomaly.Kind kind, int direction, int latest, List<Anomaly> told) {
    assertTrue(!told.isEmpty(), "nothing was told");
    var first = told.getFirst();
    assertEquals(kind, first.kind(), told::toString);
    assertEquals(direction, first.direction(), told::toString);
    assertTrue(point(first.from()) <= HAPPENS + latest, "since " + (point(first.from()) - HAPPENS));
  }

  @ParameterizedTest
  @EnumSource(Tier.class)
  void shortRiseIsSpikeAndShortFallIsDip(Tier tier) {
    var spike = series(i -> steady(i) + (i == HAPPENS || i == HAPPENS + 1 ? 300 : 0));
    assertFirst(Anomaly.Kind.SPIKE, 1, 0, judge(tier, spike));
    var dip = series(i -> steady(i) - (i == HAPPENS || i == HAPPENS + 1 ? 300 : 0));
    assertFirst(Anomaly.Kind.DIP, -1, 0, judge(tier, dip));
  }

  @ParameterizedTest
  @EnumSource(Tier.class)
  void riseOrFallThatStaysIsLevelShift(Tier tier) {
    var up = series(i -> steady(i) + (i >= HAPPENS ? 250 : 0));
    assertFirst(Anomaly.Kind.LEVEL_SHIFT, 1, 0, judge(tier, up));
    var down = series(i -> steady(i) - (i >= HAPPENS ? 60 : 0));
    assertFirst(Anomaly.Kind.LEVEL_SHIFT, -1, 0, judge(tier, down));
  }

  @ParameterizedTest
  @EnumSource(Tier.class)
  void riseThatGoesOnIsTrendChange(Tier tier) {
    var leak = series(i -> steady(i) + Math.clamp(i - HAPPENS, 0, 300) * 3.0);
    assertFirst(Anomaly.Kind.TREND_CHANGE, 1, 40, judge(tier, leak));
    var drain = series(i -> steady(i) - Math.clamp(i - HAPPENS, 0, 300) * 1.5);
    assertFirst(Anomaly.Kind.TREND_CHANGE, -1, 40, judge(tier, drain));
  }

  @ParameterizedTest
  @EnumSource(Tier.class)
  void sameLevelWithWiderSwingsIsVarianceChange(Tier tier) {
    var restless = series(i -> i < HAPPENS ? steady(i) : 500 + 60 * random.nextGaussian());
    var told = judge(tier, restless);
    assertEquals(Anomaly.Kind.VARIANCE_CHANGE, told.getFirst().kind(), told::toString);
    assertTrue(point(told.getFirst().from()) <= HAPPENS + 10, told::toString);
  }

  @ParameterizedTest
  @EnumSource(Tier.class)
  void dayThatDoesNotComeIsSeasonalBreak(Tier tier) {
    var flat = series(i -> i < HAPPENS - DAY / 2 ? daily(i) : steady(i));
    var told = judge(tier, flat);
    assertEquals(Anomaly.Kind.SEASONAL_BREAK, told.getFirst().kind(), told::toString);
    assertTrue(point(told.getFirst().from()) < HAPPENS, "noticed before noon: " + told);
  }
}
