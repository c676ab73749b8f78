package io.watchfloor.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HomeLockTest {
  @TempDir Path folder;

  private Home home() throws IOException {
    var home = Home.of(Optional.of(folder.resolve("home")));
    home.make();
    return home;
  }

  @Test
  void aSecondTakerGetsNothingAndIsToldWhoHoldsIt() throws IOException {
    var home = home();
    try (var lock = HomeLock.take(home, Instant.EPOCH).orElseThrow()) {
      assertEquals(Optional.empty(), HomeLock.take(home, Instant.EPOCH));
      assertTrue(HomeLock.holder(home).contains("process " + ProcessHandle.current().pid()));
      assertTrue(lock != null);
    }
    var again = HomeLock.take(home, Instant.EPOCH);
    assertTrue(again.isPresent(), "given back");
    again.get().close();
  }

  @Test
  void aSecondStartBringsTheFirstToTheFront() throws Exception {
    var home = home();
    assertFalse(HomeLock.askToFront(home), "nobody listens yet");
    try (var lock = HomeLock.take(home, Instant.EPOCH).orElseThrow()) {
      var asked = new CountDownLatch(1);
      lock.listen(asked::countDown);
      assertTrue(HomeLock.askToFront(home));
      assertTrue(asked.await(10, TimeUnit.SECONDS));
    }
    assertFalse(HomeLock.askToFront(home), "nobody listens any more");
  }

  @Test
  void theHomeIsItsOwnersAlone() throws IOException {
    var home = home();
    if (!Files.getFileStore(home.root()).supportsFileAttributeView("posix")) return;
    assertEquals(
        "rwx------",
        java.nio.file.attribute.PosixFilePermissions.toString(
            Files.getPosixFilePermissions(home.root())));
  }
}
