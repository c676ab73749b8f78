package io.watchfloor.app.ui.shell;

import io.watchfloor.app.ui.kit.Fx;
import javafx.animation.Animation;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;

/// What keeps a screen up to date while it is on screen: its view model listens, each newer
/// snapshot is shown, and a clock ticks once a second. Costs nothing while it is hidden. FX thread
/// only.
public final class Live {
  private final Runnable listen;
  private final Runnable letGo;
  private final ObservableValue<?> snapshot;
  private final Runnable show;
  private final Animation clock;
  private Subscription subscription = Subscription.EMPTY;

  /// `listen` and `letGo` are the view model's; `show` runs with each snapshot, `tick` each second.
  public Live(
      Runnable listen, Runnable letGo, ObservableValue<?> snapshot, Runnable show, Runnable tick) {
    this.listen = listen;
    this.letGo = letGo;
    this.snapshot = snapshot;
    this.show = show;
    this.clock = Fx.every(1, tick);
  }

  public void shown() {
    listen.run();
    subscription = snapshot.subscribe(newer -> show.run());
    clock.play();
  }

  public void hidden() {
    clock.stop();
    subscription.unsubscribe();
    letGo.run();
  }
}
