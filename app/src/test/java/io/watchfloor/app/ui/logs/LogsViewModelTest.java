package io.watchfloor.app.ui.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.app.ui.Heard;
import io.watchfloor.app.ui.kit.Estate;
import io.watchfloor.app.ui.kit.FakeBackend;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.model.detect.LogFinding;
import io.watchfloor.model.incident.Ref;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogsViewModelTest {
  private final FakeBackend backend = Heard.backend();
  private final LogsViewModel model = new LogsViewModel(backend);

  @BeforeEach
  void show() {
    model.shown();
  }

  private List<Standing> standings() {
    return model.rows().stream().map(TemplateRow::standing).toList();
  }

  @Test
  void whatStandsOutComesFirstTheWorstFirst() {
    assertEquals(
        List.of(Standing.NEW, Standing.SILENT, Standing.PARAMETER, Standing.USUAL, Standing.USUAL),
        standings());
    assertTrue(model.rows().getFirst().template().pattern().startsWith("payment of cart <*>"));
  }

  @Test
  void oneKindIsListedAlone() {
    model.only().set(Optional.of(Standing.SILENT));
    assertEquals(List.of(Standing.SILENT), standings());
    assertEquals("heartbeat <*> sent", model.chosen().get().orElseThrow().template().pattern());
    assertEquals(5, model.known());
    assertEquals(2, model.counts().get(Standing.USUAL));
  }

  @Test
  void theRateOrdersToo() {
    model.order().set(TemplateRow.Order.RATE);
    assertTrue(model.rows().getFirst().perMinute() > 80);
    assertTrue(model.rows().getLast().perMinute() < 2);
  }

  @Test
  void wordsOfAServiceOrAnExampleFindATemplate() {
    model.query().set("  CATALOGUE  took ");
    assertEquals(1, model.rows().size());
    model.query().set("10.2.0.7:5432");
    assertEquals(Standing.NEW, standings().getFirst());
    model.query().set("no such words");
    assertTrue(model.rows().isEmpty());
    assertTrue(model.lines().get().isEmpty());
  }

  @Test
  void aMinuteShowsItsLinesAndOnlyThose() {
    var last = Instant.parse("2026-11-22T07:17:00Z");
    model.moveMinute(-1);
    assertEquals(Optional.of(last), model.minute().get());
    model.moveMinute(-1);
    assertFalse(model.reading().get());
    assertFalse(model.lines().get().isEmpty());
    for (var line : model.lines().get()) {
      assertTrue(line.text().startsWith("payment of cart "));
      assertFalse(line.at().isBefore(last.minusSeconds(60)) || !line.at().isBefore(last));
    }
    model.moveMinute(99);
    assertEquals(Optional.of(last), model.minute().get());
    model.moveMinute(-9_999);
    assertEquals(
        Optional.of(model.chosen().get().orElseThrow().template().rates().from()),
        model.minute().get());
  }

  @Test
  void evidenceLeadsToTheTemplateAtTheMinuteItBegan() {
    var silent =
        backend.snapshot().logFindings().stream()
            .filter(one -> one.kind() == LogFinding.Kind.WENT_SILENT)
            .findFirst()
            .orElseThrow();
    model.query().set("payments");
    assertTrue(model.open(new Ref.ToLog(silent.id())));
    assertEquals("", model.query().get());
    assertEquals(silent.template(), model.chosen().get().orElseThrow().template().id());
    assertEquals(Optional.of(Instant.parse("2026-11-22T07:14:00Z")), model.minute().get());
    assertFalse(model.lines().get().isEmpty());
    assertFalse(model.open(new Ref.ToLog("long forgotten")));
  }

  @Test
  void evidenceThatIsLongOverStillLeadsToItsTemplate() {
    var cart = model.rows().get(3).template();
    assertTrue(model.open(new Ref.ToLog(Long.toHexString(cart.id()) + "-checkout-abc")));
    assertEquals(cart, model.chosen().get().orElseThrow().template());
  }

  @Test
  void theChoiceStaysWithItsTemplateWhenTheOrderChanges() {
    model.move(3);
    var chosen = model.chosen().get().orElseThrow().key();
    model.order().set(TemplateRow.Order.NEWEST);
    assertEquals(chosen, model.chosen().get().orElseThrow().key());
    model.move(99);
    assertEquals(model.rows().getLast(), model.chosen().get().orElseThrow());
  }

  @Test
  void everyFindingIsOneSentenceWithoutPlaceholders() {
    var words = new LogWords(new Times(ZoneOffset.UTC), Estate.NOW);
    for (var finding : backend.snapshot().logFindings()) {
      var sentence = words.sentence(finding);
      assertFalse(sentence.contains("{") || sentence.contains("logs."), sentence);
    }
  }

  @Test
  void minutesInWhichTheSourceWasNotSeenAreTold() {
    model.query().set("heartbeat");
    assertEquals(1, model.blind().get().size());
  }

  @Test
  void nothingIsHeardNothingIsChosen() {
    var calm = new LogsViewModel(new FakeBackend(Estate.calm().build()));
    calm.shown();
    calm.move(1);
    calm.moveMinute(1);
    assertTrue(calm.chosen().get().isEmpty());
    assertEquals(0, calm.known());
  }
}
