package io.watchfloor.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileWatchTest {
  @TempDir Path folder;
  private final AtomicInteger told = new AtomicInteger();

  @Test
  void tellsOnceForEachChangeOfAFileOrOfAFoldersEntries() throws IOException {
    var file = Files.writeString(folder.resolve("watchfloor.yaml"), "demo: true");
    var runbooks = Files.createDirectory(folder.resolve("runbooks"));
    var watch = new FileWatch(() -> List.of(file, runbooks), told::incrementAndGet);
    watch.look();
    assertEquals(0, told.get(), "nothing changed yet");
    Files.writeString(file, "demo: false");
    watch.look();
    watch.look();
    assertEquals(1, told.get(), "the file was changed once");
    Files.writeString(runbooks.resolve("a.yaml"), "name: a");
    watch.look();
    assertEquals(2, told.get(), "a runbook came");
    Files.delete(file);
    watch.look();
    assertEquals(3, told.get(), "the file went");
  }

  @Test
  void aFailureToTakeUpDoesNotEndTheWatch() throws IOException {
    var file = Files.writeString(folder.resolve("a"), "1");
    var watch =
        new FileWatch(
            () -> List.of(file),
            () -> {
              told.incrementAndGet();
              throw new IllegalStateException("bad file");
            });
    Files.writeString(file, "22");
    watch.look();
    Files.writeString(file, "333");
    watch.look();
    assertEquals(2, told.get());
  }
}
