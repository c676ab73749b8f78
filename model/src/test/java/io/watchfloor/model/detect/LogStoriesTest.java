package io.watchfloor.model.detect;

import org.junit.jupiter.api.Test;

/// What the logs tell, as stories: each finding where it belongs, and nothing else.
class LogStoriesTest {
  private static final String SHOP =
      """
      0:00 to 30:00 every 1 s   web info: page {n} served in {5..20} ms to 10.0.0.{1..9}
      0:00 to 30:00 every 2 s   cart info: cart {n} stored, {1..30} things
      """;

  @Test
  void ordinaryDayTellsNothing() {
    LogStory.play(SHOP);
  }

  @Test
  void errorNeverSeenBeforeIsNewsAtOnce() {
    LogStory.play(
        SHOP
            + """
            20:00 to 21:00 every 3 s   cart major: could not store cart {n}: disk full
            expect 20:00 to 20:05     NEW_TEMPLATE cart: could not store cart <*>: disk full
            """);
  }

  @Test
  void ordinaryLineNeverSeenBeforeIsNewsOnceItComesOften() {
    LogStory.play(
        SHOP
            + """
            20:00 to 21:00 every 3 s   web info: falling back to old prices of {n}
            25:00 once                web info: certificate read again
            expect 20:15 to 20:30     NEW_TEMPLATE web: falling back to old prices of <*>
            """);
  }

  @Test
  void burstLeavesTheBandUpwards() {
    LogStory.play(
        SHOP
            + """
            0:00 to 30:00 every 20 s  login info: wrong password for user ann from 10.0.0.{1..9}
            20:00 to 22:00 every 1 s  login info: wrong password for user eve from 10.9.9.9
            expect 20:00 to 20:30     RATE_UP login: wrong password for user <*> from <*>
            """);
  }

  @Test
  void queueThatSlowsDownLeavesTheBandDownwards() {
    LogStory.play(
        SHOP
            + """
            0:00 to 15:00 every 1 s   worker info: job {n} done
            0:00 to 15:00 every 1 s   worker info: job {n} done
            15:00 to 20:00 every 4 s  worker info: job {n} done
            20:00 to 30:00 every 1 s  worker info: job {n} done
            20:00 to 30:00 every 1 s  worker info: job {n} done
            expect 15:30 to 16:15     RATE_DOWN worker: job <*> done
            """);
  }

  @Test
  void heartThatStopsBeatingIsTold() {
    LogStory.play(
        SHOP
            + """
            0:00 to 20:00 every 2 s   worker info: heartbeat {n} sent
            expect 20:55 to 22:00     WENT_SILENT worker: heartbeat <*> sent
            """);
  }

  @Test
  void sourceThatFallsSilentAsAWholeIsNotTheLogsFault() {
    LogStory.play(
        """
        0:00 to 15:00 every 1 s   web info: page {n} served in {5..20} ms
        25:00 to 30:00 every 1 s  web info: page {n} served in {5..20} ms
        """);
  }

  @Test
  void slowPagesAreNumbersOutOfTheirRange() {
    LogStory.play(
        SHOP
            + """
            0:00 to 20:00 every 1 s   db info: query of table orders took {5..20} ms
            20:00 to 24:00 every 1 s  db info: query of table orders took {900..1500} ms
            24:00 to 30:00 every 1 s  db info: query of table orders took {5..20} ms
            expect 20:00 to 20:10     PARAMETER_OUT_OF_RANGE db: query of table orders took <*> ms
            """);
  }

  @Test
  void requestNoLongerFollowedByItsAnswerIsABrokenSequence() {
    LogStory.play(
        SHOP
            + """
            0:00 to 30:00 every 5 s   pay info: charge {n} sent to bank
            0:00 to 22:00 every 5 s   pay info: bank confirmed charge {n}
            0:00 to 30:00 every 3 s   pay info: pool has {3..6} connections
            expect 22:00 to 23:00     SEQUENCE_BROKEN pay: charge <*> sent to bank
            expect 23:30 to 24:30     WENT_SILENT pay: bank confirmed charge <*>
            """);
  }

  @Test
  void eventsAndTicketsAreReadLikeLines() {
    LogStory.play(
        SHOP
            + """
            0:00 to 30:00 every 60 s  disk1 info event: disk usage of /var is {40..45} percent
            20:00 once                disk1 major event: disk /var reports 12 bad sectors
            0:00 to 30:00 every 90 s  desk info ticket: Order {n} is late
            22:00 to 22:40 every 4 s  desk info ticket: Checkout shows a white page to customer {n}
            expect 20:00 to 20:01     NEW_TEMPLATE disk1: disk <*> reports <*> bad sectors
            expect 22:20 to 22:40     NEW_TEMPLATE desk: Checkout shows a white page to customer <*>
            """);
  }
}
