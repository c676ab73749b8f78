package io.watchfloor.app;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import javafx.stage.Window;

/// Started by the benches as a process of its own: the program (`program HOME`) or an empty window
/// (`empty`). At the second pulse after the window is shown it prints `wall cpu` in milliseconds
/// since the process began; then waits for a line on standard input, prints its resident set in
/// KiB, and ends.
public final class OpenedWindow {
  private OpenedWindow() {}

  public static final class Empty extends Application {
    @Override
    public void start(Stage stage) {
      stage.setScene(new Scene(new Label("empty"), 1280, 800));
      stage.show();
    }
  }

  public static void main(String[] args) throws Exception {
    Thread.ofPlatform().daemon().start(OpenedWindow::tell);
    if (args[0].equals("empty")) Application.launch(Empty.class);
    else WindowLauncher.open(Optional.of(Path.of(args[1])), Optional.empty());
  }

  private static void tell() {
    try {
      Window window;
      while ((window = shown()) == null) LockSupport.parkNanos(2_000_000);
      var pulses = new CountDownLatch(2);
      var scene = window.getScene();
      Platform.runLater(
          () -> {
            scene.addPostLayoutPulseListener(
                () -> {
                  pulses.countDown();
                  Platform.requestNextPulse();
                });
            Platform.requestNextPulse();
          });
      if (!pulses.await(60, TimeUnit.SECONDS)) throw new IllegalStateException("no pulse");
      long wall = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
      var cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
      System.out.println(wall + " " + cpu.toMillis());
      System.in.read();
      System.gc();
      System.out.println(residentKib());
      System.out.flush();
      Runtime.getRuntime().halt(0);
    } catch (Exception e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private static Window shown() {
    for (var window : java.util.List.copyOf(Window.getWindows()))
      if (window.isShowing() && window.getScene() != null) return window;
    return null;
  }

  private static long residentKib() throws Exception {
    for (var line : Files.readAllLines(Path.of("/proc/self/status")))
      if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("\\D", ""));
    throw new IllegalStateException("no VmRSS");
  }
}
