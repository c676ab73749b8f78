package io.watchfloor.app.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.source.Secrets.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PeopleTest {
  private static final Secret RIGHT = new Secret("correct horse battery");
  private static final Secret WRONG = new Secret("incorrect horse");
  @TempDir Path home;
  private Instant now = Instant.parse("2026-11-25T08:00:00Z");
  private People people;

  private People people() {
    if (people == null) people = new People(home, () -> now, 1_000);
    return people;
  }

  @Test
  void aPersonSignsInWithTheRightPasswordOnly() {
    assertEquals(Optional.empty(), people().setPassword("dana", RIGHT));
    assertEquals(Optional.of(new Operator("dana")), people().signIn("dana", RIGHT));
    assertEquals(Optional.empty(), people().signIn("dana", WRONG));
    assertEquals(Optional.empty(), people().signIn("nobody", RIGHT));
    assertEquals(List.of("dana"), people().names());
  }

  @Test
  void afterFiveWrongTriesEvenTheRightPasswordWaitsAMinute() {
    people().setPassword("dana", RIGHT);
    for (int i = 0; i < 5; i++) people().signIn("dana", WRONG);
    assertEquals(Optional.empty(), people().signIn("dana", RIGHT));
    now = now.plusSeconds(61);
    assertTrue(people().signIn("dana", RIGHT).isPresent());
  }

  @Test
  void nobodyIsHisOwnSecondPerson() {
    assertTrue(people().setPassword(People.account().name(), RIGHT).isPresent());
    assertTrue(people().setPassword(Operator.WATCHFLOOR.name(), RIGHT).isPresent());
    assertTrue(people().setPassword("a\nb 1:00:00", RIGHT).isPresent());
    assertTrue(people().setPassword("dana", new Secret("short")).isPresent());
  }

  @Test
  void thePasswordIsNotInTheFileAndADamagedLineLetsNobodyIn() throws IOException {
    people().setPassword("dana", RIGHT);
    var file = home.resolve("people.txt");
    assertFalse(Files.readString(file).contains(RIGHT.reveal()));
    Files.writeString(file, Files.readString(file).replace("1000:", "nonsense:"));
    assertEquals(Optional.empty(), people().signIn("dana", RIGHT));
  }
}
