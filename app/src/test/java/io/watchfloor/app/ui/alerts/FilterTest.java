package io.watchfloor.app.ui.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.app.ui.kit.Estate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {
  private static final List<AlertRow> ROWS =
      Estate.busy().build().alerts().stream()
          .map(alert -> AlertRow.of(alert, false, Optional.empty()))
          .toList();

  @ParameterizedTest(name = "{0} finds {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "                                      | 14",
        "ORDERS                                | 1",
        "\"orders wait\"                       | 1",
        "severity>=major                       | 4",
        "severity:critical                     | 3",
        "severity:critical,major               | 4",
        "severity!=critical,major severity>=warning | 8",
        "severity<=info                        | 2",
        "severity!=critical severity>=warning  | 9",
        "service:cat*                          | 2",
        "service=frontend state:flapping       | 1",
        "state:acked                           | 3",
        "state:diverged                        | 1",
        "state:cleared                         | 2",
        "state:silenced                        | 1",
        "not state:firing                      | 2",
        "-state:firing                         | 2",
        "owner:lead.ops                        | 3",
        "owner:nobody severity:critical        | 3",
        "incident:INC-213                      | 4",
        "text:\"5xx\"                          | 1",
        "alertname:Load                        | 1",
        "not not service:db*                   | 0"
      })
  void aTermAsksWhatItSays(String text, int count) throws Exception {
    var filter = Filter.parse(text == null ? "" : text);
    assertEquals(count, ROWS.stream().filter(filter).count());
  }

  @ParameterizedTest(name = "{0} is refused")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"open           | the quote",
        "severity>=bad    | severity is",
        "severity:info,bad | severity is",
        "state:tired      | state is",
        "service>=a       | only severity",
        "service:         | needs a value",
        "web not          | needs something"
      })
  void whatCannotBeReadSaysWhy(String text, String why) {
    var problem = assertThrows(Filter.NotReadable.class, () -> Filter.parse(text));
    assertTrue(problem.getMessage().contains(why), problem.getMessage());
  }
}
