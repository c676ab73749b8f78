package io.watchfloor.app.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices that a person changed one of a few files or folders, by their times and sizes, and calls
/// `changed` on a thread of its own. Asking every two seconds works on every platform and over
/// network mounts, where notifications do not.
public final class FileWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final int MOST_ENTRIES = 2_000;

  private final Supplier<List<Path>> watched;
  private final Runnable changed;
  private final Thread thread;
  private String seen;

  /// `watched` is asked each time: which folders there are is itself in the configuration.
  public FileWatch(Supplier<List<Path>> watched, Runnable changed) {
    this.watched = watched;
    this.changed = changed;
    this.seen = state();
    this.thread = Thread.ofVirtual().name("file-watch").unstarted(this::loop);
  }

  public void start() {
    thread.start();
  }

  private void loop() {
    try {
      while (true) {
        Thread.sleep(EVERY);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Looks once; calls `changed` if something is not as it was.
  void look() {
    var now = state();
    if (now.equals(seen)) return;
    seen = now;
    try {
      changed.run();
    } catch (RuntimeException e) {
      LOG.error("a changed file was not taken up", e);
    }
    seen = state();
  }

  private String state() {
    var state = new TreeMap<String, String>();
    for (var path : watched.get()) {
      state.put(path.toString(), mark(path));
      if (!Files.isDirectory(path)) continue;
      try (var entries = Files.list(path)) {
        entries.limit(MOST_ENTRIES).forEach(entry -> state.put(entry.toString(), mark(entry)));
      } catch (IOException e) {
        state.put(path.toString(), "unreadable");
      }
    }
    return state.toString();
  }

  private static String mark(Path path) {
    try {
      return Files.getLastModifiedTime(path).toMillis() + " " + Files.size(path);
    } catch (IOException e) {
      return "missing";
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
