package io.watchfloor.app.ui.kit;

import java.util.concurrent.Executor;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.util.Duration;

/// The one door to the FX thread: nothing else in the program names `Platform.runLater`.
public final class Fx {
  private Fx() {}

  /// Runs `task` on the FX thread: at once when already there, else soon.
  public static void run(Runnable task) {
    if (Platform.isFxApplicationThread()) task.run();
    else Platform.runLater(task);
  }

  /// Runs `task` on the FX thread after what is already waiting there.
  public static void later(Runnable task) {
    Platform.runLater(task);
  }

  /// For those who must not know the FX thread (the engine's futures complete on it).
  public static Executor executor() {
    return Fx::run;
  }

  /// A timer that calls `task` on the FX thread each `seconds`, until stopped. Not started yet.
  public static Animation every(double seconds, Runnable task) {
    var timer = new Timeline(new KeyFrame(Duration.seconds(seconds), event -> task.run()));
    timer.setCycleCount(Animation.INDEFINITE);
    return timer;
  }

  /// A timer that calls `task` once, each time it is played from its start. Not started yet.
  public static Animation after(double seconds, Runnable task) {
    return new Timeline(new KeyFrame(Duration.seconds(seconds), event -> task.run()));
  }
}
