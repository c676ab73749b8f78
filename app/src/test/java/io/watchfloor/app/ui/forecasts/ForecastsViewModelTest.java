package io.watchfloor.app.ui.forecasts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.app.ui.Foreseen;
import io.watchfloor.app.ui.forecasts.ForecastsViewModel.Tab;
import io.watchfloor.app.ui.kit.Estate;
import io.watchfloor.app.ui.kit.FakeBackend;
import io.watchfloor.app.ui.kit.FakeHistory;
import io.watchfloor.app.ui.kit.FakeNavigator;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.model.forecast.ForecastRecord;
import io.watchfloor.model.forecast.Outlook;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForecastsViewModelTest {
  private final FakeBackend backend = Foreseen.backend();
  private final ForecastsViewModel model = new ForecastsViewModel(backend, new FakeNavigator());
  private final ForecastWords words = new ForecastWords(new Times(ZoneOffset.UTC), Estate.NOW);

  @Test
  void theSoonestComesFirstAndIsDrawnWithItsLimit() {
    model.shown();
    var times = model.limits().stream().map(Outlook::likely).map(Optional::orElseThrow).toList();
    assertEquals(times.stream().sorted().toList(), times);
    assertTrue(times.size() >= 4);
    var drawn = model.ahead().get();
    assertNotNull(drawn);
    assertEquals(model.limits().getFirst().series(), drawn.series());
    assertTrue(drawn.data().limit().isPresent());
    assertTrue(drawn.data().forecast().isPresent());
  }

  @Test
  void aVolumeIsFullWhenItsPaceSaysAndItsPastWasTested() {
    model.shown();
    var db = Estate.series("filesystem_avail_bytes", "db");
    var outlook =
        model.limits().stream().filter(one -> one.series().equals(db)).findFirst().orElseThrow();
    double hours = outlook.current() / 1.1e8 / 2;
    var likely = outlook.likely().orElseThrow();
    assertEquals(
        hours, java.time.Duration.between(Estate.NOW, likely).toMinutes() / 60.0, 0.15 * hours);
    assertFalse(Double.isNaN(outlook.errorHours()));
    assertTrue(words.sentence(outlook).contains("such forecasts were off by"));
  }

  @Test
  void aSeriesThatHasJustAppearedIsNamedNotGuessed() {
    model.shown();
    var young = Estate.series("disk_used_ratio", "reports");
    assertTrue(model.limits().stream().noneMatch(one -> one.series().equals(young)));
    assertTrue(words.looked(model.foresight().get()).contains("1 has not enough history yet"));
  }

  @Test
  void theDemandTellsTheHighestHourOfDayAndWeek() {
    model.shown();
    model.tab().set(Tab.DEMAND);
    assertFalse(model.demands().isEmpty());
    model.chosen().set(Optional.of(model.demands().getFirst().series()));
    var demand = model.demand().orElseThrow();
    assertTrue(demand.week().isPresent());
    assertTrue(words.sentence(demand).startsWith("The highest hour of the next day"));
    assertEquals(demand.series(), model.ahead().get().series());
    assertTrue(model.ahead().get().data().limit().isEmpty());
  }

  @Test
  void whereNothingIsStoredNothingIsGuessed() {
    backend.history = new FakeHistory();
    model.shown();
    model.tab().set(Tab.DEMAND);
    for (var demand : model.demands()) {
      assertTrue(demand.day().isEmpty());
      assertTrue(words.sentence(demand).startsWith("Not enough history yet"));
    }
  }

  @Test
  void keysMoveTheChoiceAndStopAtTheEnds() {
    model.shown();
    model.move(-1);
    assertEquals(Optional.of(model.limits().getFirst().series()), model.chosen().get());
    model.move(1);
    assertEquals(Optional.of(model.limits().get(1).series()), model.chosen().get());
    model.move(99);
    assertEquals(Optional.of(model.limits().getLast().series()), model.chosen().get());
    model.hidden();
    assertEquals(0, backend.listeners());
  }

  @Test
  void howRightSuchForecastsWereIsSaidOnceTheirTimeHasCome() {
    assertEquals(
        "Scored when their time has come; none waits yet.",
        ForecastWords.record(ForecastRecord.NONE));
    assertEquals(
        "None has come due yet; 1 waits to be scored.",
        ForecastWords.record(new ForecastRecord(0, 0, 0, 1, Double.NaN)));
    assertEquals(
        "Of 14 whose time has come, 11 came within the interval, 2 did not come. Off by 72 min"
            + " (median).",
        ForecastWords.record(new ForecastRecord(12, 11, 2, 5, 1.2)));
  }
}
