package io.watchfloor.app;

import io.watchfloor.app.settings.Home;
import io.watchfloor.app.settings.HomeLock;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Application;

/// Opens the window, or says in one sentence why it can't.
final class WindowLauncher {
  private static final int NO_WINDOW = 3;
  private static final String HINT =
      " Without a window, `watchfloor collect` runs the same engine and prints what it finds.";

  private WindowLauncher() {}

  static int open(Optional<Path> home, Optional<Path> config) {
    if (needsDisplay() && !hasDisplay())
      return refuse("There is no display here: neither DISPLAY nor WAYLAND_DISPLAY is set.");
    var missing = missingLibrary();
    if (missing.isPresent()) return refuse(missing.get());
    if (HomeLock.askToFront(Home.of(home))) {
      System.err.println(
          "watchfloor: it is open already ("
              + HomeLock.holder(Home.of(home))
              + "); that window was brought to the front.");
      return 0;
    }
    try (var console = Console.open(home, config)) {
      WatchfloorApplication.use(console);
      Application.launch(WatchfloorApplication.class);
      return 0;
    } catch (UnsupportedOperationException e) {
      return refuse("The display can't be opened: " + e.getMessage() + ".");
    } catch (UnsatisfiedLinkError e) {
      return refuse("A system library that the window needs is missing (" + e.getMessage() + ").");
    }
  }

  private static boolean isLinuxWindow() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")
        && System.getProperty("glass.platform", "").isEmpty();
  }

  private static boolean needsDisplay() {
    return isLinuxWindow();
  }

  private static boolean hasDisplay() {
    return System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
  }

  /// JavaFX loads GTK itself and fails late and badly without it; asking first gives a sentence.
  private static Optional<String> missingLibrary() {
    if (!isLinuxWindow()) return Optional.empty();
    var names = List.of("libgtk-3.so.0", "libGL.so.1", "libXtst.so.6");
    return names.stream()
        .filter(name -> !isThere(name))
        .findFirst()
        .map(
            name ->
                "The system library "
                    + name
                    + " that the window needs is missing; on Debian or Ubuntu: apt-get install"
                    + " libgtk-3-0 libgl1 libxtst6.");
  }

  @SuppressWarnings("restricted")
  private static boolean isThere(String name) {
    try (var arena = Arena.ofConfined()) {
      SymbolLookup.libraryLookup(name, arena);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static int refuse(String why) {
    System.err.println("watchfloor: " + why + HINT);
    return NO_WINDOW;
  }
}
