package io.watchfloor.model.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Event;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Signals;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A story of logs in plain text, played second by second:
///
/// ```
/// 0:00 to 20:00 every 2 s   web info: page {n} took {5..20} ms
/// 12:30 once               web warning event: disk {1..4} is full
/// expect 10:00 to 11:30     WENT_SILENT worker: heartbeat <*> sent
/// ```
///
/// `{n}` counts, `{a..b}` is a whole number from a to b by a seed. A line is a log line, or an
/// `event` or a `ticket` where it says so. Every finding that begins must be expected, and every
/// expectation must come true within its times.
final class LogStory {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final SourceId SOURCE = new SourceId("story");
  private static final Pattern SAID =
      Pattern.compile(
          "(\\d+):(\\d\\d)(?: to (\\d+):(\\d\\d) every (\\d+) s| once)\\s+(\\S+) (\\w+)( event|"
              + " ticket)?: (.*)");
  private static final Pattern EXPECTED =
      Pattern.compile("expect (\\d+):(\\d\\d) to (\\d+):(\\d\\d)\\s+(\\S+) (\\S+): (.*)");

  private record Said(
      int from, int to, int every, String entity, Severity severity, String as, String text) {
    boolean isAt(int second) {
      return second >= from && second < to && (second - from) % every == 0;
    }
  }

  private record Expected(int from, int to, String kind, String entity, String pattern) {
    boolean isMetBy(LogFinding finding, int second) {
      return second >= from
          && second <= to
          && finding.kind().name().equals(kind)
          && finding.entity().name().equals(entity)
          && finding.pattern().equals(pattern);
    }
  }

  private final List<Said> said = new ArrayList<>();
  private final List<Expected> expected = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(7);
  private final Detectors detectors = new Detectors();
  private int n;

  private LogStory(String text) {
    for (var line : text.strip().lines().map(String::strip).toList()) {
      var say = SAID.matcher(line);
      var expect = EXPECTED.matcher(line);
      if (say.matches()) said.add(said(say));
      else if (expect.matches())
        expected.add(
            new Expected(
                second(expect, 1),
                second(expect, 3),
                expect.group(5),
                expect.group(6),
                expect.group(7)));
      else throw new IllegalArgumentException("not understood: " + line);
    }
  }

  private static Said said(Matcher it) {
    int from = second(it, 1);
    boolean isOnce = it.group(3) == null;
    return new Said(
        from,
        isOnce ? from + 1 : second(it, 3),
        isOnce ? 1 : Integer.parseInt(it.group(5)),
        it.group(6),
        Severity.valueOf(it.group(7).toUpperCase(java.util.Locale.ROOT)),
        it.group(8) == null ? "" : it.group(8).strip(),
        it.group(9));
  }

  private static int second(Matcher it, int group) {
    return Integer.parseInt(it.group(group)) * 60 + Integer.parseInt(it.group(group + 1));
  }

  static void play(String text) {
    new LogStory(text).play();
  }

  private void play() {
    int end = said.stream().mapToInt(Said::to).max().orElse(0);
    var begun = new LinkedHashMap<String, String>();
    var met = new ArrayList<Expected>();
    for (int second = 0; second < end; second++) {
      var now = START.plusSeconds(second);
      var found = new ArrayList<>(detectors.observe(signals(second, now), now).logs());
      found.addAll(detectors.tick(now).logs());
      for (var finding : found) {
        if (!finding.isOpen() || begun.containsKey(finding.id())) continue;
        int at = second;
        var known = expected.stream().filter(it -> it.isMetBy(finding, at)).findFirst();
        known.ifPresent(met::add);
        begun.put(
            finding.id(),
            known.isPresent()
                ? ""
                : "%d:%02d %s %s: %s"
                    .formatted(
                        second / 60,
                        second % 60,
                        finding.kind(),
                        finding.entity(),
                        finding.pattern()));
      }
    }
    begun.values().removeIf(String::isEmpty);
    assertEquals(List.of(), List.copyOf(begun.values()), "told, but not expected");
    assertEquals(
        List.of(), expected.stream().filter(it -> !met.contains(it)).toList(), "never told");
  }

  private Signals signals(int second, Instant now) {
    var logs = new ArrayList<LogLine>();
    var events = new ArrayList<Event>();
    var tickets = new ArrayList<Ticket>();
    for (var it : said) {
      if (!it.isAt(second)) continue;
      var entity = new EntityId(it.entity());
      var text = filled(it.text());
      switch (it.as()) {
        case "event" ->
            events.add(new Event(SOURCE, entity, Labels.EMPTY, "", text, it.severity(), now, now));
        case "ticket" ->
            tickets.add(new Ticket(SOURCE, "T" + n, entity, Labels.EMPTY, text, "open", now, now));
        default ->
            logs.add(new LogLine(SOURCE, entity, Labels.EMPTY, it.severity(), text, now, now));
      }
    }
    return new Signals(List.of(), List.of(), events, List.of(), logs, tickets, List.of());
  }

  private String filled(String text) {
    n++;
    return Pattern.compile("\\{(\\d+)\\.\\.(\\d+)}")
        .matcher(text.replace("{n}", Integer.toString(n)))
        .replaceAll(
            range ->
                Integer.toString(
                    random.nextInt(
                        Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)) + 1)));
  }
}
